// The shapes of the API by the names this app calls them; all of them are generated from openapi.yaml (npm run api:types).
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
type Body<R> = R extends { content: { 'application/json': infer B } } ? B : never;
type Answer<G> = G extends { responses: { 200: infer R } } ? Body<R> : never;
type Read<P extends keyof paths> = paths[P] extends { get: infer G } ? Answer<G> : never;
/** What each address answers to a GET. */
export type Reads = { [P in keyof paths as [Read<P>] extends [never] ? never : P]: Read<P> };

/** An instant with its local parts; the server makes them, nothing here knows a time zone. */
export type { Moment } from '@/lib/when';
export interface Page<T> {
  results: T[];
  next: string | null;
}
export type Count = Schemas['FoundTimesOut']['known'];

export type SessionOut = Schemas['SessionOut'];
export type SignedIn = Schemas['SignedInOut'];
export type Joined = Schemas['JoinedOut'];
export type SessionRow = Schemas['DeviceOut'];
export type RecoveryState = Schemas['RecoveryOut'];
export type RecoveryAsked = Schemas['RecoveryAskedOut'];
export type LookedUp = Schemas['InvitationOut'];
export type Vouched = Schemas['VouchOut'];

export type MyShifts = Schemas['MyShiftsOut'];
export type ShiftDay = Schemas['DayOut'];
export type ShiftOut = Schemas['ShiftOut'];
export type ShiftPattern = Schemas['PictureOut'];
export type FoundTimes = Schemas['FoundTimesOut'];
export type FoundTime = Schemas['FoundTimeOut'];
export type Audience = Schemas['AudienceOut'];
export type AskedTimePoll = Schemas['PollResultOut'];

export type IdeaCard = Schemas['IdeaOut'];
export type ToJudge = Schemas['ToJudgeOut'];
export type SuitingTimes = Schemas['TimesOut'];
export type MergeCard = Schemas['MergeOut'];
export type Decided = Schemas['DecidedOut'];
export type RuleCard = Schemas['RuleOut'];
export type Barriers = Schemas['BarriersOut'];
export type BarrierTag = Schemas['TagCountOut']['tag'];
export type FieldNote = Schemas['FieldNoteOut'];
export type FieldLine = Schemas['FieldLineOut'];
export type Tally = Schemas['TallyOut'];
export type Site = Schemas['SiteOut'];
export type ConversationCard = Schemas['ConversationOut'];
export type ConversationPage = Schemas['ConversationPageOut'];
export type Presentation = Schemas['PresentationOut'];
export type BallotCard = Schemas['BallotCardOut'];

export type Home = Schemas['Home'];
export type HomeBallot = Schemas['HomeBallot'];
export type HomeMerge = Schemas['HomeMerge'];
export type HomePoll = Schemas['HomePoll'];
export type OccurrenceCard = Schemas['Card'];
/** A card on Home says why it fits. */
export type FitCard = OccurrenceCard;
export type Occurrence = Schemas['OccurrencePage'];
