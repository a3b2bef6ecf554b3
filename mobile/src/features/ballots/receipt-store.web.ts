import { keep } from '@/lib/keep';

export const readKept = (key: string): string | null => keep.get(key);
export const writeKept = (key: string, text: string): void => keep.set(key, text);
export const dropKept = (key: string): void => keep.drop(key);
