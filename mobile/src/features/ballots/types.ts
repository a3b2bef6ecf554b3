// The shapes of a vote, from the API's own description.
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type BallotCard = Schemas['BallotCardOut'];
export type Option = Schemas['OptionOut'];
export type Ballot = Schemas['BallotOut'];
export type Outcome = Schemas['OutcomeOut'];
export type Check = Schemas['FeasibilityOut'];
export type Printed = Schemas['PrintedOut'];
export type NumberedSlip = Schemas['NumberedSlipOut'];
