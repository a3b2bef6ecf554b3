// The receipt of a vote: made on this phone, known to nobody else. The server sees only its hash until it is used.
import { randomBytes } from '@/lib/random';
import { sha256 } from '@/lib/sha256';

/** 128 random bits as 32 hex digits. */
export const newReceipt = (): string => [...randomBytes(16)].map((b) => b.toString(16).padStart(2, '0')).join('');
/** What the server keeps and publishes. */
export const receiptHash = (receipt: string): string => sha256(receipt);

const part = (receipt: string, from: number, digits: number): number =>
  Number.parseInt(receipt.slice(from, from + digits), 16);
/** A name for it that is easy to read aloud, as "River 4807 Kite 2196 Plum". It stands for the code, it is not the code. */
export function receiptWords(receipt: string, list: string): string {
  const words = list.split(' ');
  const word = (at: number) => words[part(receipt, at, 2) % words.length] ?? '';
  const number = (at: number) => String(part(receipt, at, 6) % 10_000).padStart(4, '0');
  return [word(0), number(2), word(8), number(10), word(16)].join(' ');
}
/** The full code in eights of four, as it is read and copied. */
export const receiptCode = (receipt: string): string => receipt.match(/.{4}/g)?.join(' ') ?? receipt;
/** A code as a person types it, or undefined: spaces, capitals and the letter O do not matter. */
export function readReceipt(text: string): string | undefined {
  const code = text
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[\s\u00a0.,:-]/g, '');
  return /^[0-9a-f]{32}$/.test(code) ? code : undefined;
}
