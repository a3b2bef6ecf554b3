import type { Moment } from '@/api/shapes';

export type Phase = 'before' | 'day' | 'after';
export interface Tick {
  ticked: boolean;
  /** Who, as the called-name, or with whether it is me. */
  by: string | { name: string; is_me: boolean } | null;
  device_at: string | Moment | null;
  server_at?: string | Moment | null;
  number?: number | null;
  note?: string | null;
}
export interface Item {
  id: string;
  phase: Phase;
  is_mandatory: boolean;
  text: string;
  tick: Tick | null;
  /** Answered by the data itself: nobody ticks it. */
  known?: boolean | null;
  fact?: string | null;
}
export interface Checklist {
  template: string;
  version: string | number;
  tier: string;
  gates: { publish: string[]; start: string[]; close: string[] };
  items: Item[];
}
/** What the lead's screen needs to know of the date itself. */
export interface LedDate {
  id: string;
  title: string;
  kind: string;
  starts: Moment;
  ends: Moment;
  back_by: string;
  taken: number;
  state: 'planned' | 'published' | 'started' | 'closed' | 'stopped' | 'cancelled';
  lead: { name: string; is_me: boolean } | null;
  second: { name: string; is_me: boolean } | null;
  may: { publish?: boolean; start?: boolean; stop?: boolean; close?: boolean; checklist?: boolean };
}
