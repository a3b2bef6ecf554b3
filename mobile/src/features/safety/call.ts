// Whom to phone: in a file of its own, since its words come with the pages of out and back alone.
import type { Say } from '@/words';

/** "Winston: Call 020 7946 0001". A number is never broken in two, and a name keeps its own direction. */
export const callWords = (say: Say, name: string, number: string): string =>
  say('out.call_named', { name, call: say('out.call', { number: number.replace(/ /g, '\u00a0') }) });
