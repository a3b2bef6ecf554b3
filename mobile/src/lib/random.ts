import { getRandomValues } from 'expo-crypto';

// Hermes has no crypto of its own.
export const randomBytes = (n: number): Uint8Array => getRandomValues(new Uint8Array(n));
