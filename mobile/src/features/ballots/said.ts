// How a vote is said.
import { dateWords, everyWeek, type Moment } from '@/lib/when';
import type { Say } from '@/words';
import type { BallotCard, Option } from './types';

/** "Sunday 13 December, 20:00" */
export const closing = (say: Say, closes: Moment, today?: string): string =>
  say('time.date_at', { date: dateWords(say, closes.date, today), time: closes.time });
export const money = (say: Say, amount: string): string =>
  say('ballots.pounds', { amount: amount.replace(/\.00$/, '') });
/** Time and cost stand in the row, since they decide. */
export function optionDetail(say: Say, option: Option, isMoney: boolean): string {
  const when = everyWeek(say, option.pattern.weekday, option.pattern.start);
  const price = option.price || say('ballots.free');
  const whole = (text: string) => text.replace(/ /g, '\u00a0'); // a price stays on one line
  const line = say('ballots.option_detail', { when, price: whole(price) });
  const more = [
    isMoney ? money(say, option.cost) : '',
    option.helper_hours ? say.count('ballots.helpers', option.helper_hours) : '',
    option.condition ? say('ballots.condition', { text: option.condition }) : '',
  ].filter(Boolean);
  return more.length ? `${line}. ${more.join('. ')}` : line;
}
export const roomWords = (say: Say, ballot: BallotCard): string =>
  ballot.slots !== null
    ? say.count('ballots.room', ballot.slots)
    : ballot.budget !== null
      ? say('ballots.money', { money: money(say, ballot.budget) })
      : '';
/** Its words, or that they were hidden. */
export const titleOf = (say: Say, option: Option): string => option.title || say('ballots.hidden_option');
export const titlesOf = (options: readonly Option[], ids: readonly string[]): string[] =>
  options.filter((o) => ids.includes(o.id) && o.title).map((o) => o.title);
const groups = ['earlies', 'lates', 'nights', 'long_days', 'turning', 'evenings'] as const;
/** "Nights, Long days" */
export const groupWords = (say: Say, named: readonly string[]): string =>
  named.map((name) => say(`shifts.g_${groups.find((g) => g === name) ?? 'unknown'}`)).join(', ');
