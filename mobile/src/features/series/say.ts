// A rule in words: "Every second Thursday at 15:30, then Saturday at 10:00. Not from 1 August to 31 August."
import { dateWords, type Weekday, weekday } from '@/lib/when';
import type { Key, Say } from '@/words';
import type { Rest, Rule, Time } from './queries';

export const nthWord = (say: Say, nth: number | null): string =>
  nth === null ? '' : say(nth < 0 ? 'series.nth_last' : (`series.nth_${nth}` as Key & 'series.nth_1'));
export const groupWord = (say: Say, group: string): string => say(`shifts.g_${group}` as Key & 'shifts.g_earlies');

function firstTime(say: Say, rule: Rule, time: Time): string {
  const at = { day: weekday(say, time.weekday as Weekday), time: time.start };
  if (rule.every_months !== null) {
    const nth = { ...at, nth: nthWord(say, time.nth) };
    return rule.every_months === 1
      ? say('series.monthly', nth)
      : say('series.months', { ...nth, count: rule.every_months });
  }
  if (rule.every_weeks === 1) return say('series.weekly', at);
  return rule.every_weeks === 2 ? say('series.second', at) : say('series.weeks', { ...at, count: rule.every_weeks });
}

/** When it comes, in one line. */
export function ruleWords(say: Say, rule: Rule): string {
  return rule.times
    .map((time, i) => {
      const at = [rule.every_months === null ? '' : nthWord(say, time.nth), weekday(say, time.weekday as Weekday)];
      const said =
        i === 0
          ? firstTime(say, rule, time)
          : say('series.next_time', { day: at.filter(Boolean).join(' '), time: time.start });
      return time.group === null
        ? said
        : `${said} (${say('series.after', { minutes: time.minutes_after ?? 0, group: groupWord(say, time.group) })})`;
    })
    .join(', ');
}

export const restWords = (say: Say, rest: Rest, today?: string): string =>
  [
    rest.last_date === null
      ? say('series.rest_open', { from: dateWords(say, rest.first_date, today) })
      : say('series.rest', {
          from: dateWords(say, rest.first_date, today),
          to: dateWords(say, rest.last_date, today),
        }),
    rest.reason ? say('series.rest_why', { reason: rest.reason }) : '',
  ]
    .filter(Boolean)
    .join(' ');

/** What the rule leaves out, and whether it ends: a line each. What is over is not said. */
export function limitsWords(say: Say, rule: Rule, today: string): string[] {
  return [
    rule.until_date !== null
      ? say('series.until', { date: dateWords(say, rule.until_date, today) })
      : rule.count !== null
        ? say.count('series.dates', rule.count)
        : say('series.open'),
    ...rule.rests
      .filter((rest) => rest.last_date === null || rest.last_date >= today)
      .map((rest) => restWords(say, rest, today)),
    ...rule.skips
      .filter((day) => day >= today)
      .map((day) => say('series.not_on', { date: dateWords(say, day, today) })),
  ];
}
