import Storage from 'expo-sqlite/kv-store';

const READS = 'aftershift-reads';
export const read = async (): Promise<string | undefined> => (await Storage.getItem(READS)) ?? undefined;
export const write = (text: string): Promise<void> => Storage.setItem(READS, text);
export const clear = async (): Promise<void> => {
  await Storage.removeItem(READS);
};
