import { keep } from '@/lib/keep';

export const readSecret = (key: string): string | null => keep.get(key);
export const writeSecret = (key: string, text: string): void => keep.set(key, text);
export const dropSecret = (key: string): void => keep.drop(key);
