import type { Intent } from './types';

/** Rows whose effect the last read does not show yet. */
export const unseen = (rows: readonly Intent[], readAt: number): readonly Intent[] =>
  rows.filter(
    (r) => r.state === 'saved' || r.state === 'sending' || (r.state === 'received' && Date.parse(r.at ?? '') > readAt),
  );
