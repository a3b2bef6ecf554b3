// A phone keeps receipts in its secure storage: whoever holds one can change the vote.
import { deleteItemAsync, getItem, setItem } from 'expo-secure-store';

export const readKept = (key: string): string | null => getItem(key);
export const writeKept = (key: string, text: string): void => setItem(key, text);
export const dropKept = (key: string): void => void deleteItemAsync(key);
