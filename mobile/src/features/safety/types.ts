import type { Moment } from '@/api/shapes';

export type Phase = 'before' | 'day' | 'after';
export type Gate = 'publish' | 'start' | 'close';
export interface Tick {
  ticked: boolean;
  /** The called-name of who pressed. */
  by: string | null;
  /** Who typed it in from a printed list. */
  typed_by?: string | null;
  /** Pressed on this very phone and not read back yet. */
  isMine?: boolean;
  /** Read back as a Moment; a press of this phone as its own clock said it. */
  device_at: Moment | string;
  number: number | null;
  note: string;
}
export interface Item {
  id: string;
  phase: Phase;
  gate: Gate;
  text: string;
  /** The same in the reader's language, by a computer: it stands under the English line, never instead of it. */
  draft?: string | null;
  is_mandatory: boolean;
  is_done: boolean;
  takes_number: boolean;
  /** Its tick says 1 for yes or 0 for no. */
  asks_yes_no?: boolean;
  /** Nobody who leads holds one that is good on the day: before setting off, the tick needs a note. */
  missing_certificate?: string | null;
  /** Answered by the data itself, which no tick can change; null when a person has to. */
  known: boolean | null;
  tick: Tick | null;
}
export interface Checklist {
  state: LedDate['state'];
  template: string;
  /** Of each template, the version that this list came from. */
  versions: Record<string, number>;
  tier: string;
  /** People with a place. */
  taken: number;
  gates: Record<Gate, string[]>;
  items: Item[];
  /** Ticks of items that only an older list had. */
  older: { id: string; text: string; tick: Tick }[];
}
/** What the lead's screen needs to know of the date itself. */
export interface LedDate {
  id: string;
  activity_id: string;
  title: string;
  kind: string;
  starts: Moment;
  ends: Moment;
  back_by: string;
  state: 'planned' | 'published' | 'started' | 'closed' | 'stopped' | 'cancelled';
  lead: { name: string; is_me: boolean } | null;
  second: { name: string; is_me: boolean } | null;
  may: { change: boolean };
}
