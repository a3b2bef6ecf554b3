import type { Moment } from '@/lib/when';

export interface BallotCard {
  id: string;
  title: string;
  state: 'open' | 'closed' | 'waiting_for_panel' | 'settled';
  closes: Moment;
  my_paper: 'none' | 'unused' | 'used';
  slots: number | null;
  budget: string | null;
}
export interface Option {
  id: string;
  idea_id: string;
  title: string;
  kind: string;
  pattern: { weekday: string; start: string; minutes: number };
  /** What the count uses: "1" in a vote about places. */
  cost: string;
  /** What a person pays, in words: "£2 each". */
  price?: string | null;
  helper_hours: number | null;
}
export interface Ballot extends BallotCard {
  options: Option[];
  seed_hash: string;
  short_reason?: string | null;
  how_counted?: string;
}
export interface Outcome {
  id: string;
  title: string;
  state: BallotCard['state'];
  rule: 'talk' | 'seq-pav' | 'equal-shares';
  voters: number;
  papers: number;
  share_tokens: number | null;
  cost_tokens: string | null;
  chosen: { option: Option; ticks: number | null; each_pays: string | null; each_pays_tokens: string | null }[];
  not_chosen: { option: Option; ticks: number | null; short_by: number | null }[];
  rounds: { option: string; supporters: number; each_pays?: string; poorer?: number }[];
  explanation: string[];
  seed: string;
  seed_hash: string;
  every_group_got_something: boolean | null;
  published_reason: string | null;
  /** Twenty votes or more: every slip in key order. */
  slips: { ticks: string[]; receipt_hash: string }[] | null;
  /** Fewer: hashes without ticks. */
  receipt_hashes: string[] | null;
}
