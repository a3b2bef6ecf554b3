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
  my_guests: null,
  my_position: null,
  my_offer_ends: null,
  i_lead: false,
  fits: true,
  why: 'finish',
  why_time: '15:00',
  why_not: null,
  ...more,
});
/** The same date as a list sends it. */
export const aRow = (card: Card): Row => {
  const sent = Object.entries({ ...card, starts: `${card.starts.date}T${card.starts.time}+00:00` })
    .filter(([name, value]) => value !== null && name !== 'back_by' && (name !== 'i_lead' || value))
    .map(([name, value]) => [name, name === 'ends' ? `${card.ends.date}T${card.ends.time}+00:00` : value]);
  return Object.fromEntries(sent) as Row;
};
export const aPage = (more: Partial<Page> = {}): Page => ({
  ...aCard(),
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
  minutes: 45,
  is_programme: true,
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
  photo: null,
  proposer: null,
  changes: [],
  ...more,
});
