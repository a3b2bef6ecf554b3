// For tests: one date, and everything about it.
import type { About } from './about';
import type { Card, Page, Row } from './types';

export const aCard = (more: Partial<Card> = {}): Card => ({
  id: 'walk-1',
  activity_id: 'walk',
  title: 'Thursday walk',
  kind: 'walk',
  starts: { at: '2026-11-26T15:30:00Z', date: '2026-11-26', time: '15:30' },
  ends: { at: '2026-11-26T16:15:00Z', date: '2026-11-26', time: '16:15' },
  back_by: '16:15',
  place: 'Main door, by the big clock',
  on_site: true,
  places: 20,
  taken: 11,
  free: 9,
  waiting: 0,
  state: 'published',
  mine: null,
  my_party: null,
  my_position: null,
  my_offer_ends: null,
  i_lead: false,
  is_quiet: false,
  fits: true,
  why: 'finish',
  why_time: '15:00',
  why_not: null,
  ...more,
});
/** The same date as a list sends it: what is empty or as most dates have it is left out. */
export const aRow = (card: Card): Row => {
  const usual = { on_site: true, free: card.places - card.taken, waiting: 0, state: 'published' };
  const sent = Object.entries({ ...card, starts: `${card.starts.date}T${card.starts.time}+00:00` }).filter(
    ([name, value]) =>
      value !== null &&
      name !== 'back_by' &&
      name !== 'ends' &&
      ((name !== 'i_lead' && name !== 'is_quiet') || value) &&
      usual[name as keyof typeof usual] !== value,
  );
  const minutes = (+new Date(card.ends.at) - +new Date(card.starts.at)) / 60_000;
  return { ...Object.fromEntries(sent), minutes } as Row;
};
export const aPage = (more: Partial<Page> = {}): Page => ({
  ...aCard(),
  draws_at: null,
  drawn: false,
  clashes: [],
  tell_me: [],
  kept: [],
  opens_to_me: null,
  my_last: null,
  my_typed_by: null,
  beside: [],
  is_over: false,
  came: null,
  may_face: false,
  my_moved_because: '',
  my_offer_lapsed: null,
  my_work: null,
  my_straight_in: null,
  how_hard: 'Flat path, no steps',
  effort: 'easy',
  travel: 'not_said',
  drive_minutes: null,
  drivers: null,
  i_drive: false,
  night_before: false,
  rest: [],
  fine_for_me: false,
  lead_rested: null,
  cost: 'Free',
  what_to_bring: 'Flat shoes',
  own_words: [],
  minutes: 45,
  is_programme: true,
  repeats: false,
  cancel_reason: '',
  lead: { name: 'Rosa', is_me: false },
  second: { name: 'Bashir', is_me: false },
  how_chosen: { ballot_id: 'b', idea_id: 'i', idea_text: 'A walk after earlies' },
  may: {
    join: true,
    leave: true,
    drive: false,
    lead: false,
    second: false,
    checklist: false,
    publish: false,
    start: false,
    stop: false,
    close: false,
    change: false,
    cancel: false,
    bring_back: false,
  },
  ...more,
});
export const anAbout = (more: Partial<About> = {}): About => ({
  steps: 'not_said',
  toilets: 'not_said',
  stops: '',
  what_is_free: '',
  time: 'not_said',
  is_quiet: false,
  photo: null,
  proposer: null,
  changes: [],
  ...more,
});
