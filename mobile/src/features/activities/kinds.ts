// What each kind of activity usually is: fills the form, until somebody writes something else.
import type { Draft } from './draft';

export const KINDS = [
  'walk',
  'cook',
  'picnic',
  'family',
  'hill',
  'day_out',
  'trip',
  'talk',
  'cafe',
  'listen',
  'litter',
  'choir',
  'calm',
  'move',
  'check',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];
/** `bring` and `hard` are the names of words; '' is nothing. */
export type Usual = Pick<Draft, 'minutes' | 'places' | 'effort' | 'travel' | 'onSite'> & { bring: Bring };
export type Bring = '' | 'shoes' | 'outdoors' | 'apron' | 'food' | 'hill' | 'gloves' | 'loose';
const usual = (
  minutes: number,
  places: number,
  bring: Bring,
  more: Partial<Omit<Usual, 'minutes' | 'places' | 'bring'>> = {},
): Usual => ({ minutes, places, bring, effort: 'easy', travel: 'not_said', onSite: true, ...more });
export const USUAL: Record<Kind, Usual> = {
  walk: usual(45, 12, 'shoes', { travel: 'on_foot' }),
  cook: usual(120, 10, 'apron'),
  picnic: usual(120, 20, 'food', { onSite: false, travel: 'on_foot' }),
  family: usual(120, 30, 'food', { onSite: false, travel: 'public_transport' }),
  hill: usual(480, 14, 'hill', { onSite: false, effort: 'strenuous', travel: 'coach' }),
  day_out: usual(360, 20, 'outdoors', { onSite: false, effort: 'moderate', travel: 'public_transport' }),
  trip: usual(240, 20, '', { onSite: false, travel: 'public_transport' }),
  talk: usual(45, 10, ''),
  cafe: usual(60, 12, ''),
  listen: usual(60, 8, ''),
  litter: usual(60, 15, 'gloves', { onSite: false, travel: 'on_foot', effort: 'moderate' }),
  choir: usual(60, 25, ''),
  calm: usual(30, 12, 'loose'),
  move: usual(45, 12, 'loose', { effort: 'moderate' }),
  check: usual(90, 20, ''),
  other: usual(45, 12, ''),
};
type BringWords = (bring: Bring) => string;
export const usualOf = (kind: Kind, words: BringWords) => ({ ...USUAL[kind], kind, bring: words(USUAL[kind].bring) });
/** What another kind changes in the form. What was written by hand, so is no longer as its kind usually is, stays. */
export function withKind(draft: Draft, kind: Kind, words: BringWords): Partial<Draft> {
  const before = usualOf(draft.kind as Kind, words);
  const changed = Object.entries(usualOf(kind, words)).filter(
    ([name]) => draft[name as keyof Usual] === before[name as keyof Usual] || draft[name as keyof Usual] === '',
  );
  return Object.fromEntries(changed);
}
