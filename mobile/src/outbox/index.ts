// The only way to write: on the device before the first send, one key per change.
import { useSyncExternalStore } from 'react';
import { send } from '@/api/client';
import { uuid7 } from '@/lib/uuid7';
import * as store from '@/outbox/store';
import { makeOutbox, type NewIntent } from './sender';
import type { Intent } from './types';

const readAgain = new Set<(row: Intent) => void>();
/** The app's one outbox. */
export const outbox = makeOutbox({
  store,
  send,
  newKey: () => uuid7(),
  received: (row) => {
    for (const r of readAgain) r(row);
  },
});
/** Called when the server has a row: read again what it touches, then settle it. */
export const whenReceived = (then: (row: Intent) => void): (() => void) => {
  readAgain.add(then);
  return () => readAgain.delete(then);
};

export interface Subject {
  /** Put one change of this subject into the outbox. Resolves when it is safe on the device. */
  write: (what: Omit<NewIntent, 'subject'>) => Promise<Intent>;
  /** Every row of this subject still in sight, oldest first. */
  rows: readonly Intent[];
  /** The newest row: what an OutboxLine shows. */
  latest: Intent | undefined;
  /** Rows whose effect the reads do not show yet: saved, sending, or received a moment ago. */
  pending: readonly Intent[];
  /** The member has read the refusal. */
  dismiss: () => void;
  /** The same of one row. */
  dismissOne: (key: string) => void;
}
const useRows = () => useSyncExternalStore(outbox.subscribe, outbox.rows, outbox.rows);
/** What was pressed about one thing, and where it is on its way. `subject` is "<what>:<id>", as "occurrence:…". */
export function useOutbox(subject: string): Subject {
  const rows = useRows().filter((r) => r.subject === subject);
  return {
    write: (what) => outbox.write({ ...what, subject }),
    rows,
    latest: rows.at(-1),
    pending: rows.filter((r) => r.state === 'saved' || r.state === 'sending'),
    dismiss: () => {
      for (const r of rows) if (r.state === 'refused') void outbox.settle(r.key);
    },
    dismissOne: (key) => void outbox.settle(key),
  };
}
/** Subjects that begin alike, as the lines of one sheet: a refusal of one stays in sight while the next are written. */
export function useOutboxes(beginning: string) {
  const rows = useRows().filter((r) => r.subject.startsWith(beginning));
  return {
    rows,
    write: (end: string, what: Omit<NewIntent, 'subject'>) => outbox.write({ ...what, subject: beginning + end }),
    dismiss: () => {
      for (const r of rows) if (r.state === 'refused') void outbox.settle(r.key);
    },
  };
}
/** Everything of this member that is still in the outbox. */
export const useUnsent = (): readonly Intent[] => useRows().filter((r) => r.state === 'saved' || r.state === 'sending');
export { persist } from '@/outbox/store';
export type { Intent } from './types';
