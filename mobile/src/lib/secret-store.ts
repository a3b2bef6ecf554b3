// What nobody else may read: a phone keeps it in its secure storage.
import { deleteItemAsync, getItem, setItem } from 'expo-secure-store';

export const readSecret = (key: string): string | null => getItem(key);
export const writeSecret = (key: string, text: string): void => setItem(key, text);
export const dropSecret = (key: string): void => void deleteItemAsync(key);
