// Small things that must be known before the first screen: the language, who was signed in last. No secrets.
import Storage from 'expo-sqlite/kv-store';

export const keep = {
  get: (key: string): string | null => Storage.getItemSync(key),
  set: (key: string, value: string): void => Storage.setItemSync(key, value),
  drop: (key: string): void => {
    Storage.removeItemSync(key);
  },
};
