// The form of a new activity: what it starts with, what is still missing, what is sent.
import { addDays, type Weekday, weekdayOf } from '@/lib/when';
import { KINDS, type Kind } from './kinds';
import type { ChosenOption, NewActivity } from './queries';
import type { Page } from './types';

export interface Draft {
  title: string;
  kind: string;
  /** A small group, and nothing loud. */
  quiet: boolean;
  onSite: boolean;
  place: string;
  effort: Page['effort'];
  hard: string;
  travel: Page['travel'];
  /** One way; counts only by coach or lifts. */
  drive: number;
  cost: string;
  bring: string;
  date: string;
  time: string;
  minutes: number;
  places: number;
  /** How many weekly dates; 1 is once. */
  dates: number;
}
const A_WEEK = 7;
/** The first such weekday that is at least a week away, so that there is time to prepare it. */
export function firstSuch(weekday: string, today: string): string {
  const wanted = weekday.toLowerCase().slice(0, 3) as Weekday;
  for (let n = A_WEEK; n < 2 * A_WEEK; n += 1) if (weekdayOf(addDays(today, n)) === wanted) return addDays(today, n);
  return '';
}
export const empty: Draft = {
  title: '',
  kind: 'walk',
  quiet: false,
  onSite: true,
  place: '',
  effort: 'easy',
  hard: '',
  travel: 'not_said',
  drive: 30,
  cost: '',
  bring: '',
  date: '',
  time: '',
  minutes: 45,
  places: 12,
  dates: 1,
};
export const known = (kind: string | null): Kind =>
  (KINDS as readonly string[]).includes(kind ?? '') ? (kind as Kind) : 'other';
export const fromOption = (option: ChosenOption, today: string, start = empty): Draft => ({
  ...start,
  title: option.title.slice(0, 80),
  kind: known(option.kind),
  date: firstSuch(option.pattern.weekday, today),
  time: option.pattern.start,
  minutes: option.pattern.minutes,
  dates: 6,
  cost: option.price || start.cost,
});
/** How many a small, quiet group is, until somebody says another number. */
const QUIET_PLACES = 6;
/** Turning it on makes the group small, turning it off as large as `usual`; a number written by hand stays. */
export const withQuiet = (d: Draft, usual: number): Partial<Draft> => ({
  quiet: !d.quiet,
  ...(d.places === (d.quiet ? QUIET_PLACES : usual) && { places: d.quiet ? usual : QUIET_PLACES }),
});
export const EFFORTS = ['easy', 'moderate', 'strenuous'] as const;
export const TRAVELS = ['not_said', 'on_foot', 'public_transport', 'coach', 'lifts'] as const;
export const isDriven = (d: Draft) => d.travel === 'coach' || d.travel === 'lifts';
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
export type Lacks = 'title' | 'place' | 'date' | 'time';
export const lacks = (d: Draft): Lacks[] =>
  (
    [
      ['title', d.title.trim().length > 0],
      ['place', d.place.trim().length > 0],
      ['date', DATE.test(d.date)],
      ['time', TIME.test(d.time)],
    ] as const
  )
    .filter(([, is]) => !is)
    .map(([what]) => what);
export const toSend = (d: Draft, optionId: string | null): NewActivity => ({
  option_id: optionId,
  title: d.title.trim(),
  kind: d.kind,
  is_quiet: d.quiet,
  on_site: d.onSite,
  meeting_place: d.place.trim(),
  how_hard: d.hard.trim(),
  effort: d.effort,
  travel: d.travel,
  drive_minutes: isDriven(d) ? d.drive : null,
  cost: d.cost.trim(),
  what_to_bring: d.bring.trim(),
  starts_date: d.date,
  starts_time: d.time,
  minutes: d.minutes,
  places: d.places,
  repeat: d.dates > 1 ? { every_weeks: 1, count: d.dates } : null,
});
