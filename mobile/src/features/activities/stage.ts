// Where a member stands with one date, and what the one big button then is. No words, no screen.
import type { Moment } from '@/api/shapes';
import type { Pressed } from './queries';
import type { Card, Page, Party } from './types';

export type Stage =
  | 'asked' // pressed, no answer yet
  | 'placed'
  | 'offered' // a place is kept for me until a moment
  | 'waiting'
  | 'open' // there is room
  | 'full'
  | 'planned'
  | 'early' // facilities staff join first, and I am not of them
  | 'cancelled'
  | 'started'
  | 'over';

export function stageOf(card: Card & { opens_to_me?: Moment | null; is_over?: boolean }, press: Pressed): Stage {
  if (card.state === 'cancelled') return 'cancelled';
  if (card.is_over || card.state === 'closed' || card.state === 'stopped') return 'over';
  if (press === 'asked') return 'asked';
  const mine = press === 'leaving' ? null : card.mine;
  if (mine) return mine;
  if (card.state === 'started') return 'started';
  if (card.state === 'planned') return 'planned';
  if (card.opens_to_me) return 'early';
  return card.free > 0 ? 'open' : 'full';
}

export type Tell = Page['tell_me'][number];
/** What can be told to whoever cannot have a place now. */
export const tellsOf = (stage: Stage): readonly Tell[] =>
  stage === 'full'
    ? ['place_free', 'another_date']
    : stage === 'planned' || stage === 'early'
      ? ['sign_up_opens']
      : stage === 'cancelled' || stage === 'started' || stage === 'over'
        ? ['another_date']
        : [];
export const LARGEST_PARTY = 8;
export const bands = ['children_0_4', 'children_5_10', 'children_11_17'] as const;
export const alone: Party = { adults: 0, children_0_4: 0, children_5_10: 0, children_11_17: 0 };
export const guestsOf = (party: Party): number => bands.reduce((sum, band) => sum + party[band], party.adults);
export const sameParty = (a: Party, b: Party): boolean =>
  a.adults === b.adults && bands.every((band) => a[band] === b[band]);
/** The party as far as there is room for it: of what no longer fits, nobody is chosen for the member. */
export const fitted = (party: Party, most: number): Party => (guestsOf(party) > most ? alone : party);
/** Waiting with more people than the date has places, since there are fewer of them now. */
export const waitsInVain = (card: Card): boolean =>
  card.mine === 'waiting' && !!card.my_party && guestsOf(card.my_party) + 1 > card.places;
/** How many guests may be asked for: what is free, or what there is at all when one waits. */
export const mostGuests = (card: Card, stage: Stage): number =>
  Math.max(0, Math.min(LARGEST_PARTY, (stage === 'open' ? card.free : card.places) - 1));

/** Other dates of the same activity: those with room that fit come first, then by date. */
export function otherDates(card: Card, cards: readonly Card[]): Card[] {
  const rank = (c: Card) => (c.free > 0 ? 0 : 2) + (c.fits === false ? 1 : 0);
  return cards
    .filter((c) => c.activity_id === card.activity_id && c.id !== card.id && c.state === 'published' && !c.mine)
    .sort((a, b) => rank(a) - rank(b) || (a.starts.at < b.starts.at ? -1 : 1))
    .slice(0, 3);
}
/** The one card that may be lit: the first with room that fits me and is not mine already. */
export const bestOf = (cards: readonly Card[]): string | undefined =>
  cards.find((c) => c.fits && c.state === 'published' && !c.mine && c.free > 0)?.id;
