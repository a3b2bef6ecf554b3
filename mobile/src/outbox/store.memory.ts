// For tests: what was put stays, also when the sender is thrown away in the middle.
import type { Intent } from './types';

let disk = new Map<string, string>();
export const put = async (row: Intent): Promise<void> => void disk.set(row.key, JSON.stringify(row));
export const all = async (): Promise<Intent[]> =>
  [...disk.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => JSON.parse(row) as Intent);
export const remove = async (key: string): Promise<void> => void disk.delete(key);
let busy = false;
export async function alone(work: () => Promise<void>): Promise<boolean> {
  if (busy) return false;
  busy = true;
  try {
    await work();
  } finally {
    busy = false;
  }
  return true;
}
export const changedElsewhere = (_then: () => void): void => {};
export const tellOthers = (): void => {};
export const persist = async (): Promise<boolean> => true;
/** The app was killed: the disk stays, the lock goes. */
export const unlock = (): void => {
  busy = false;
};
/** A new phone. */
export const wipe = (): void => {
  disk = new Map();
  busy = false;
};
