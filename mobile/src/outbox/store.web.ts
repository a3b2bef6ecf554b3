import { del, promisifyRequest, set, type UseStore, values } from 'idb-keyval';
import type { Intent } from './types';

// idb-keyval's createStore has neither strict durability nor a second store per database: our own opener, same shape.
let opened: Promise<IDBDatabase> | undefined;
const db = () => {
  if (!opened) {
    const r = indexedDB.open('aftershift-outbox', 1);
    r.onupgradeneeded = () => r.result.createObjectStore('rows');
    opened = promisifyRequest(r);
    opened.then(
      (d) => {
        d.onclose = () => {
          opened = undefined;
        };
        d.onversionchange = () => d.close();
      },
      () => {
        opened = undefined;
      },
    );
  }
  return opened;
};
const rows: UseStore = async (mode, work) =>
  work((await db()).transaction('rows', mode, { durability: 'strict' }).objectStore('rows'));
export const put = (i: Intent): Promise<void> => set(i.key, i, rows);
export const all = (): Promise<Intent[]> => values<Intent>(rows);
export const remove = (key: string): Promise<void> => del(key, rows);

let busy = false;
/** One tab sends at a time; the others go home, as that tab reads the rows again before it stops. */
export async function alone(work: () => Promise<void>): Promise<boolean> {
  if (!navigator.locks) {
    // Plain http has no locks (the demonstration beyond localhost): two tabs may then send one row twice, with one key.
    if (busy) return false;
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
    }
    return true;
  }
  let ran = false;
  await navigator.locks.request('aftershift-outbox', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    ran = true;
    await work();
  });
  return ran;
}
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('aftershift-outbox');
export const changedElsewhere = (then: () => void): void => {
  if (channel) channel.onmessage = then;
};
export const tellOthers = (): void => channel?.postMessage(0);
/** Ask the browser to keep what is written here. False: it may be lost when space runs out. */
export const persist = async (): Promise<boolean> => (await navigator.storage?.persist?.()) ?? false;
