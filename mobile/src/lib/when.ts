// How moments are said. The server sends local date and time; nothing here knows a time zone.
import type { Key, Say } from '@/words';

/** An instant with its local parts, as the server sends it. */
export interface Moment {
  at: string;
  date: string;
  time: string;
}
/** The same from a local time with its offset, "2026-11-26T15:30+00:00": its own text is the local date and time. */
export const momentOf = (text: string): Moment => ({
  at: new Date(text).toISOString().replace('.000Z', 'Z'),
  date: text.slice(0, 10),
  time: text.slice(11, 16),
});
/** Such a local time so many minutes later, where the clocks do not change meanwhile. */
export const later = (text: string, minutes: number): string => {
  const wall = new Date(+new Date(`${text.slice(0, 16)}Z`) + minutes * 60_000);
  return wall.toISOString().slice(0, 16) + text.slice(16);
};
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
const parts = (date: string) => {
  const [y = 1970, m = 1, d = 1] = date.split('-').map(Number);
  return { y, m, d };
};
const utc = (date: string): Date => {
  const { y, m, d } = parts(date);
  return new Date(Date.UTC(y, m - 1, d));
};
export const weekdayOf = (date: string): Weekday => WEEKDAYS[utc(date).getUTCDay()] ?? 'mon';
export const dayOfMonth = (date: string): number => parts(date).d;
/** The date so many days later: calendar days, never hours. */
export const addDays = (date: string, days: number): string => {
  const d = utc(date);
  d.setUTCDate(d.getUTCDate() + days);
  return d.toISOString().slice(0, 10);
};
export const daysBetween = (from: string, to: string): number => Math.round((+utc(to) - +utc(from)) / 864e5);

/** Times, dates and ranges stay on one line (LOOK 6). */
const whole = (s: string) => s.replace(/ /g, '\u00a0');

export const weekday = (say: Say, day: Weekday, form: 'long' | 'short' | 'every' = 'long'): string =>
  say((form === 'long' ? `time.${day}` : `time.${day}_${form}`) as Key & `time.${Weekday}`);

/** "Thursday 26 November"; the year only if it is another one than today's. */
export function dateWords(say: Say, date: string, today?: string): string {
  const { y, m, d } = parts(date);
  const said = {
    weekday: weekday(say, weekdayOf(date)),
    day: d,
    month: say(`time.m${m}` as Key & 'time.m1'),
  };
  return today && parts(today).y !== y ? say('time.date_year', { ...said, year: y }) : say('time.date', said);
}
/** "15:30 to 16:15" */
export const between = (say: Say, start: string, end: string): string => whole(say('time.between', { start, end }));
/** "Thursday 26 November, 15:30 to 16:15"; an end on another day is said with its day. */
export function momentWords(say: Say, starts: Moment, ends?: Moment | null, today?: string): string {
  const date = dateWords(say, starts.date, today);
  if (!ends) return say('time.date_at', { date, time: starts.time });
  const end = ends.date === starts.date ? ends.time : `${ends.time} ${weekday(say, weekdayOf(ends.date))}`;
  return say('time.date_between', { date, between: between(say, starts.time, end) });
}
/** "today" and "tomorrow" as help beside the date, never alone (LOOK 6). */
export const nearby = (say: Say, date: string, today: string): string | undefined => {
  const days = daysBetween(today, date);
  return days === 0 ? say('common.today') : days === 1 ? say('common.tomorrow') : undefined;
};
/** "Thursdays, 15:30" from the server's three-letter day ("Thu"). */
export const everyWeek = (say: Say, day: string, start: string): string =>
  say('time.every_at', { weekday: weekday(say, day.toLowerCase().slice(0, 3) as Weekday, 'every'), time: start });
/** What the clock of this phone shows at an instant, for "Received at 14:07". */
export const phoneTime = (iso: string): string => {
  const d = new Date(iso);
  return `${String(d.getHours()).padStart(2, '0')}:${String(d.getMinutes()).padStart(2, '0')}`;
};
