// The shapes of the API by hand, until the generated schema.d.ts stands in (npm run api:types).
import type { Moment } from '@/lib/when';

export type { Moment };
export type Count = { about: number } | { fewer_than: number };
export interface Page<T> {
  results: T[];
  next: string | null;
}
export type Kind = string;
export type ShiftKindName = 'early' | 'late' | 'night' | 'long' | 'twilight';

export interface SessionOut {
  member: { id: string; called_name: string; is_confirmed: boolean; is_under_18: boolean; language: string };
  organisation: { id: string; name: string; short_name: string; time_zone: string };
  roles: string[];
  /** Roles that wait for a sign-in with a second factor. */
  resting_roles?: string[];
  today: string;
  /** Somebody asked for a new PIN for this member. */
  recovery_pending?: { id: string; works: Moment | null } | null;
}
export interface SignedIn {
  session: SessionOut;
  csrf: string | null;
  token: string | null;
}
export interface Joined extends SignedIn {
  card: { code: string };
}
export interface SessionRow {
  id: string;
  device: string;
  last_used_date: string;
  is_this_one: boolean;
}
export interface RecoveryState {
  id: string;
  state: 'waiting' | 'vouched' | 'works' | 'stopped' | 'too_old';
  works: Moment | null;
}
export interface RecoveryAsked extends RecoveryState {
  code: string;
  secret: string;
}
export interface CardOut {
  code: string;
  svg_url: string;
}
export interface MeOut {
  id: string;
  called_name: string;
  language: string;
  is_confirmed: boolean;
  is_under_18: boolean;
  shows_name?: boolean;
  joined_date?: string;
  email?: string | null;
}
export interface LookedUp {
  organisation: { name: string; short_name: string };
  site: string | null;
}
export interface NewMember {
  id: string;
  called_name: string;
  joined_date: string;
}
export interface JoinCode {
  id: string;
  kind: string;
  link?: string | null;
  spoken?: string | null;
  joined_today: number;
  daily_limit: number;
  take_down_date: string | null;
}
export interface OrganisationToPick {
  member_id: string;
  organisation: { name: string; short_name: string };
}

export interface ShiftOut {
  start: string;
  end: string;
  kind: ShiftKindName;
}
export interface WallSpan {
  start: string;
  end: string;
}
export interface ShiftDay {
  date: string;
  is_known: boolean;
  shifts: ShiftOut[];
  is_changed: boolean;
  not_at_work: boolean;
  blocks: (WallSpan & { id: string })[];
  free: WallSpan[];
}
export interface MyShifts {
  today: string;
  source: 'pattern' | 'days' | 'import' | 'usual' | 'none';
  pattern: { days: string[]; anchor_date: string } | null;
  known_until: string | null;
  group: string;
  group_is_corrected?: boolean;
  ask_still_right: boolean;
  days: ShiftDay[];
}
export interface ShiftPattern {
  id: string;
  name: string;
  days: string[];
}
export interface FoundTime {
  weekday: string;
  start: string;
  date: string | null;
  reach: Count;
  groups: { group: string; share: 'few' | 'under half' | 'over half' | 'most' | 'all' }[];
  left_out: string[];
}
export interface FoundTimes {
  known: Count;
  unknown: Count;
  too_few: boolean;
  times: FoundTime[];
  alternate_with: { weekday: string; start: string; date: string | null; adds: Count } | null;
  grid: { weekday: string; hour: number; start: string; reach: Count }[];
}

export interface IdeaCard {
  id: string;
  text: string;
  language: string;
  kind: Kind;
  author: { shown_as: 'named' | 'team' | 'anonymous'; name: string | null; is_me: boolean };
  interest: number;
  is_mine_interest: boolean;
  status: string;
  due_date: string | null;
  is_late: boolean;
  answer: { status: string; text: string; date: string; is_late: boolean } | null;
  owner_name: string | null;
  ballot_id: string | null;
  proposed_date: string;
  chain: { step: string; state: string }[];
}

export interface BallotCard {
  id: string;
  title: string;
  state: 'open' | 'closed' | 'waiting_for_panel' | 'settled';
  closes: Moment;
  my_paper: 'none' | 'unused' | 'used';
  slots?: number | null;
  budget?: string | null;
}
export interface BallotOption {
  id: string;
  idea_id: string;
  title: string;
  kind: Kind;
  pattern: { weekday: string; start: string; minutes: number };
  cost: string | null;
  helper_hours: number | null;
}
export interface Ballot extends BallotCard {
  options: BallotOption[];
  seed_hash: string;
  method: string;
}
export interface BallotOutcome {
  chosen: string[];
  not_chosen: { option: string; short_by: number }[];
  rounds: { option: string; supporters: number; each_pays: string }[];
  voters: number;
  explanation: string;
  slips?: { options: string[]; hash: string }[];
  hashes?: string[];
  seed: string;
  rule: string;
}

export interface OccurrenceCard {
  id: string;
  activity_id: string;
  title: string;
  kind: Kind;
  starts: Moment;
  ends: Moment;
  back_by: Moment | string | null;
  place: string;
  on_site: boolean;
  places: number;
  taken: number;
  waiting: number;
  mine: 'placed' | 'waiting' | null;
  my_position: number | null;
  state: 'planned' | 'published' | 'started' | 'closed' | 'stopped' | 'cancelled';
  fits: boolean | null;
  why_not: string | null;
}
export interface FitCard extends OccurrenceCard {
  why: 'finish' | 'off' | 'before';
  why_time: string | null;
}
export interface Home {
  today: string;
  week: { date: string; shifts: ShiftOut[]; fits: boolean; going: boolean }[];
  fits: FitCard[];
  going: OccurrenceCard[];
  ballot: BallotCard | null;
  ideas: IdeaCard[];
  is_new: boolean;
  shifts_known: boolean;
  ask_still_right: boolean;
  lead_next: OccurrenceCard | null;
}
export interface Occurrence extends OccurrenceCard {
  how_hard: string;
  cost: string;
  what_to_bring: string;
  lead: { name: string } | null;
  second: { name: string } | null;
  how_chosen: { ballot_id: string; idea_text: string } | null;
  may: Record<string, boolean>;
}
export interface ChecklistItem {
  id: string;
  phase: 'before' | 'day' | 'after';
  is_mandatory: boolean;
  text: string;
  tick: {
    ticked: boolean;
    by: string;
    device_at: string;
    server_at: string;
    number: number | null;
    note: string | null;
  } | null;
}
export interface Checklist {
  template: string;
  version: string;
  tier: string;
  gates: { publish: string[]; start: string[]; close: string[] };
  items: ChecklistItem[];
}
export interface RoleOffer {
  id: string;
  role: 'lead' | 'second';
  activity: { id: string; title: string };
}
export interface Feed {
  id: string;
  purpose: 'mine' | 'programme';
  url?: string;
  webcal_url?: string;
}
export interface DeskThing {
  kind: 'idea_to_answer' | 'new_member' | 'activity_without_lead' | 'ballot_closing';
  title: string;
  due_date: string | null;
  is_late: boolean;
  id: string;
}
export interface Desk {
  things: DeskThing[];
  not_met?: { group: string; share: string }[];
}

/** What each address answers. */
export interface Reads {
  '/api/v1/session': SessionOut;
  '/api/v1/sessions': Page<SessionRow> | SessionRow[];
  '/api/v1/organisations-to-pick': Page<OrganisationToPick> | OrganisationToPick[];
  '/api/v1/card': CardOut;
  '/api/v1/me': MeOut;
  '/api/v1/members/new': Page<NewMember> | NewMember[];
  '/api/v1/join-codes': Page<JoinCode> | JoinCode[];
  '/api/v1/shift-patterns': Page<ShiftPattern>;
  '/api/v1/my-shifts': MyShifts;
  '/api/v1/times': FoundTimes;
  '/api/v1/ideas': Page<IdeaCard>;
  '/api/v1/ideas/{id}': IdeaCard;
  '/api/v1/ideas/similar': Page<IdeaCard>;
  '/api/v1/ballots': Page<BallotCard>;
  '/api/v1/ballots/{id}': Ballot;
  '/api/v1/ballots/{id}/outcome': BallotOutcome;
  '/api/v1/home': Home;
  '/api/v1/occurrences': Page<OccurrenceCard>;
  '/api/v1/occurrences/{id}': Occurrence;
  '/api/v1/occurrences/{id}/checklist': Checklist;
  '/api/v1/role-offers': Page<RoleOffer> | RoleOffer[];
  '/api/v1/feeds': Page<Feed> | Feed[];
  '/api/v1/desk': Desk;
}
