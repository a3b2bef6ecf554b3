// What this phone alone knows of a vote: its receipt and its ticks. Nothing of it is in any read of the server.
import { useMemo, useSyncExternalStore } from 'react';
import { dropKept, readKept, writeKept } from './receipt-store';

export interface Kept {
  receipt: string;
  /** What the server has; empty after taking the vote out; absent while the first vote is on its way. */
  ticked?: readonly string[];
  /** What was pressed last and has no answer yet. */
  wanted?: readonly string[];
}
const nameOf = (member: string, ballot: string): string => `receipt.${member}.${ballot}`;
const told = new Set<() => void>();
const subscribe = (then: () => void) => {
  told.add(then);
  return () => told.delete(then);
};
const tell = () => {
  for (const t of told) t();
};
const parse = (text: string | null): Kept | undefined => {
  try {
    return text ? (JSON.parse(text) as Kept) : undefined;
  } catch {
    return undefined;
  }
};
export const readReceiptOf = (member: string, ballot: string): Kept | undefined =>
  parse(readKept(nameOf(member, ballot)));
export function keepReceipt(member: string, ballot: string, kept: Kept): void {
  writeKept(nameOf(member, ballot), JSON.stringify(kept));
  tell();
}
export function forgetReceipt(member: string, ballot: string): void {
  dropKept(nameOf(member, ballot));
  tell();
}
/** The server has what was wanted. */
export function settleReceipt(member: string, ballot: string, ticked: readonly string[]): void {
  const kept = readReceiptOf(member, ballot);
  if (kept) keepReceipt(member, ballot, { receipt: kept.receipt, ticked });
}
/** The server said no: what it had before stands; a first vote leaves nothing. */
export function unsettleReceipt(member: string, ballot: string): void {
  const kept = readReceiptOf(member, ballot);
  if (!kept) return;
  if (kept.ticked) keepReceipt(member, ballot, { receipt: kept.receipt, ticked: kept.ticked });
  else forgetReceipt(member, ballot);
}
export function useKept(member: string, ballot: string): Kept | undefined {
  const read = () => readKept(nameOf(member, ballot));
  const text = useSyncExternalStore(subscribe, read, () => null);
  return useMemo(() => parse(text), [text]);
}
