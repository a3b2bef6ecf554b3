// Emergency numbers on the lead's phone: outside the cache of reads, and gone at their time with or without signal.
import type { Schemas } from '@/api/shapes';
import { keepUntil, readKept } from '@/lib/kept-until';

type Numbers = Schemas['NumbersOut'];
export interface Kept {
  results: Numbers['results'];
  /** When they go (milliseconds). */
  goes: number;
}
const nameOf = (id: string) => `emergency-${id}`;
/** A group that has set off and is not back keeps its numbers, a day at the longest: the server's rule too. */
const OUT_AT_LONGEST = 24 * 36e5;

export function keepNumbers(id: string, read: Numbers): void {
  if (!read.is_open) return;
  const kept: Kept = { results: read.results, goes: Date.parse(read.goes.at) };
  keepUntil(nameOf(id), JSON.stringify(kept), kept.goes);
}
/** isOut: this phone has pressed "set off" and not "finish"; then they stay past the two hours after the end. */
export function keptNumbers(id: string, now: number, isOut: boolean): Kept | undefined {
  const text = readKept(nameOf(id), now);
  if (!text) return undefined;
  const kept = JSON.parse(text) as Kept;
  if (isOut) keepUntil(nameOf(id), text, kept.goes + OUT_AT_LONGEST);
  else if (now >= kept.goes) {
    keepUntil(nameOf(id), text, kept.goes); // back: what was lengthened while they were out ends now
    readKept(nameOf(id), now);
    return undefined;
  }
  return kept;
}
