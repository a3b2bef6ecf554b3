// Does the published list hold this phone's vote? Worked out on the phone, from the list and the receipt.
import { receiptHash } from './receipt';
import type { Outcome } from './types';

export type Finding =
  | { kind: 'missing' }
  | { kind: 'hash'; total: number }
  | { kind: 'slip'; line: number; total: number; ticks: string[]; differs: boolean };
export function find(outcome: Outcome, receipt: string, ticked: readonly string[] | undefined): Finding {
  const hash = receiptHash(receipt);
  if (outcome.slips) {
    const at = outcome.slips.findIndex((s) => s.receipt_hash === hash);
    const slip = outcome.slips[at];
    if (!slip) return { kind: 'missing' };
    const same = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join();
    return {
      kind: 'slip',
      line: at + 1,
      total: outcome.slips.length,
      ticks: slip.ticks,
      differs: ticked !== undefined && !same(slip.ticks, ticked),
    };
  }
  return outcome.receipt_hashes?.includes(hash)
    ? { kind: 'hash', total: outcome.receipt_hashes.length }
    : { kind: 'missing' };
}
/** "about 4.5" or "4": how many tokens, and whether that is rounded. */
export function readTokens(text: string): { tokens: string; about: boolean; drawn: number } {
  const tokens = text.replace(/[^0-9.]/g, '');
  return { tokens, about: /about/.test(text), drawn: Math.round(Number(tokens)) };
}
