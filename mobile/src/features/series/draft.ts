// The form of a rule: what it starts with, what is wrong with it. What is sent is the rule itself.
import { weekdayOf } from '@/lib/when';
import type { Rest, Rule, Series, Time, Wanted } from './queries';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const NTHS = [1, 2, 3, 4, -1] as const;
export const GROUPS = ['earlies', 'lates', 'nights', 'long_days', 'turning', 'evenings'] as const;
export const MOST_TIMES = 4;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const isDate = (text: string) => DATE.test(text);
export const isTime = (text: string) => TIME.test(text);

export const aTime = (weekday: string, start: string, monthly: boolean): Time => ({
  weekday,
  start,
  nth: monthly ? 1 : null,
  group: null,
  minutes_after: null,
});

/** What takes place once begins as every week from its next date on, at its time. */
export function startFrom(series: Series): Wanted {
  const next = series.dates[0];
  const rule: Rule = series.rule ?? {
    first_date: next?.starts.date ?? series.today,
    every_weeks: 1,
    every_months: null,
    times: [aTime(weekdayOf(next?.starts.date ?? series.today), next?.starts.time ?? '15:30', false)],
    until_date: null,
    count: null,
    skips: [],
    rests: [],
  };
  return { rule, places: series.places ?? next?.places ?? 12, scope: 'unmodified', reason: '' };
}

/** Another rhythm: every so many weeks, or by the month with the first such weekday to begin with. */
export function withRhythm(rule: Rule, every: number | 'month'): Rule {
  const monthly = every === 'month';
  return {
    ...rule,
    every_weeks: monthly ? 1 : every,
    every_months: monthly ? 1 : null,
    times: rule.times.map((time) => ({ ...time, nth: monthly ? (time.nth ?? 1) : null })),
  };
}

export type Wrong = 'first' | 'last' | 'time' | 'rest';
export function wrongs(rule: Rule): Wrong[] {
  const found: Wrong[] = [];
  if (!isDate(rule.first_date)) found.push('first');
  if (rule.until_date !== null && !isDate(rule.until_date)) found.push('last');
  if (rule.times.some((time) => time.group === null && !isTime(time.start))) found.push('time');
  if (rule.rests.some((rest) => !isDate(rest.first_date) || (rest.last_date !== null && !isDate(rest.last_date))))
    found.push('rest');
  return found;
}

/** The next August, this year's while it is not over. */
export function nextAugust(today: string, reason: string): Rest {
  const year = Number(today.slice(0, 4)) + (today > `${today.slice(0, 4)}-08-31` ? 1 : 0);
  return { first_date: `${year}-08-01`, last_date: `${year}-08-31`, reason };
}

const RAMADAN = 9;
const DAY = 24 * 60 * 60 * 1000;
const LOOKED_THROUGH = 400; // a year of that calendar is shorter than ours
/** The Ramadan that is going on or comes next by the Umm al-Qura calendar; undefined where this device has no such calendar. */
export function nextRamadan(today: string, reason: string): Rest | undefined {
  const calendar = 'islamic-umalqura';
  const inMonth = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { month: 'numeric', timeZone: 'UTC' });
  if (inMonth.resolvedOptions().calendar !== calendar) return undefined;
  const days = Array.from({ length: LOOKED_THROUGH }, (_, n) => new Date(Date.parse(`${today}T12:00:00Z`) + n * DAY));
  const fasts = (day: Date | undefined) => day !== undefined && Number(inMonth.format(day)) === RAMADAN;
  const first = days.findIndex(fasts);
  const after = days.findIndex((day, n) => n > first && !fasts(day));
  const on = (day: Date | undefined) => day?.toISOString().slice(0, 10) ?? '';
  return first < 0 ? undefined : { first_date: on(days[first]), last_date: on(days[after - 1]), reason };
}
