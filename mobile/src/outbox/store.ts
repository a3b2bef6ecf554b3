import { openDatabaseAsync, type SQLiteDatabase } from 'expo-sqlite';
import type { Intent } from './types';

let opened: Promise<SQLiteDatabase> | undefined;
const db = () => {
  opened ??= openDatabaseAsync('outbox.db').then(async (d) => {
    await d.execAsync(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS outbox (key TEXT PRIMARY KEY, row TEXT NOT NULL)',
    );
    return d;
  });
  return opened;
};
export async function put(row: Intent): Promise<void> {
  await (await db()).runAsync('INSERT OR REPLACE INTO outbox (key, row) VALUES (?, ?)', row.key, JSON.stringify(row));
}
export async function all(): Promise<Intent[]> {
  const rows = await (await db()).getAllAsync<{ row: string }>('SELECT row FROM outbox ORDER BY key');
  return rows.map((r) => JSON.parse(r.row) as Intent);
}
export async function remove(key: string): Promise<void> {
  await (await db()).runAsync('DELETE FROM outbox WHERE key = ?', key);
}
let busy = false;
/** A phone has one app: only the work itself must not run twice. */
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
