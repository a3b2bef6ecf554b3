// The draw, done again on this phone: confirmed first, then by SHA-256 of "seed:code".
import { sha256 } from '@/lib/sha256';
import type { Draw } from './places';

export type Verdict = 'right' | 'other_seed' | 'other_order';
/** Does what is shown follow from the seed, and was it this seed that was fixed before anybody asked? */
export function verdictOf({ seed, seed_hash, entries }: Draw): Verdict {
  if (sha256(seed) !== seed_hash) return 'other_seed';
  const lots = new Map(
    entries.map((entry) => [entry.code, `${entry.confirmed ? 0 : 1}${sha256(`${seed}:${entry.code}`)}`]),
  );
  const lot = (code: string) => lots.get(code) ?? '';
  const inOrder = entries.every((entry, i) => i === 0 || lot(entries[i - 1]?.code ?? '') < lot(entry.code));
  return inOrder ? 'right' : 'other_order';
}
