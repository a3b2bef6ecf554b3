import type { Moment, Schemas } from '@/api/shapes';

export type Why = 'finish' | 'off' | 'before' | 'fine';
export type WhyNot = 'at_work' | 'after_night' | 'before_early' | 'short_rest' | 'not_free';
export type State = 'planned' | 'published' | 'started' | 'closed' | 'stopped' | 'cancelled';
/** Who comes with me: guests only, children by age band. */
export type Party = Schemas['PartyOut'];
/** One date in a list, with my own state. */
export interface Card {
  id: string;
  activity_id: string;
  title: string;
  kind: string;
  starts: Moment;
  ends: Moment;
  back_by: string;
  place: string;
  on_site: boolean;
  places: number;
  taken: number;
  free: number;
  waiting: number;
  state: State;
  mine: 'placed' | 'waiting' | 'offered' | null;
  my_party: Party | null;
  my_position: number | null;
  my_offer_ends: Moment | null;
  i_lead: boolean;
  /** A small group, and nothing loud. */
  is_quiet: boolean;
  fits: boolean | null;
  why: Why | null;
  why_time: string | null;
  why_not: WhyNot | null;
}
/** A card as the list sends it: what is empty is left out. */
export type Row = Schemas['ListRow'];
export interface Named {
  name: string;
  is_me: boolean;
}
/** One date with everything about it. */
export interface Page extends Card {
  /** Places go by lot then; null: no draw to come. */
  draws_at: Moment | null;
  drawn: boolean;
  /** What else I go to then. */
  clashes: Schemas['ClashOut'][];
  /** What I asked to be told, and was not yet. */
  tell_me: Schemas['OccurrencePage']['tell_me'];
  cut_off?: Schemas['OccurrencePage']['cut_off'];
  kept: Schemas['KeptGroup'][];
  /** Facilities staff join first: I may from then. */
  opens_to_me: Moment | null;
  /** How my last sign-up ended, while I have none. */
  my_last: Schemas['LastSignUp'] | null;
  /** Who typed me in from a paper sheet. */
  my_typed_by: Schemas['Named'] | null;
  /** Of what there is something at an address of its own. A page kept by an older release does not say. */
  beside?: Schemas['OccurrencePage']['beside'];
  /** Of a date that is over; an older release does not say. */
  is_over?: boolean;
  came?: number | null;
  may_face?: boolean;
  /** Why I wait, first of all, after having a place. */
  my_moved_because: string;
  my_offer_lapsed: Moment | null;
  /** Where I am at work then: by a few minutes, or really. A page kept by an older release does not say. */
  my_work?: 'soft' | 'hard' | null;
  /** While I wait: a place that comes free is mine at once. A page kept by an older release does not say. */
  my_straight_in?: boolean | null;
  how_hard: string;
  effort: 'easy' | 'moderate' | 'strenuous';
  travel: 'not_said' | 'on_foot' | 'public_transport' | 'coach' | 'lifts';
  /** One way. */
  drive_minutes: number | null;
  drivers: { needed: number; found: number } | null;
  i_drive: boolean;
  night_before: boolean;
  /** What my own rest says to it. Nobody else is sent this, nor what follows. */
  rest: { code: 'first_night' | 'only_day_off' | 'two_sleeps'; at: Moment | null }[];
  fine_for_me: boolean;
  /** When I have slept twice, if nights keep me from leading it. */
  lead_rested: Moment | null;
  cost: string;
  what_to_bring: string;
  /** What this date says in words of its own. */
  own_words: Schemas['OccurrencePage']['own_words'];
  minutes: number;
  is_programme: boolean;
  /** It comes again: there is a series behind it. */
  repeats: boolean;
  cancel_reason: string;
  lead: Named | null;
  second: Named | null;
  how_chosen: { ballot_id: string; idea_id: string | null; idea_text: string | null } | null;
  may: Record<
    | 'join'
    | 'leave'
    | 'drive'
    | 'lead'
    | 'second'
    | 'checklist'
    | 'publish'
    | 'start'
    | 'stop'
    | 'close'
    | 'change'
    | 'cancel'
    | 'bring_back',
    boolean
  >;
}
