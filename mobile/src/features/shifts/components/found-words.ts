// How a found time is said: when it is, how many, and what it follows.
import type { Count, FoundTime } from '@/api/shapes';
import { dateWords, type Weekday, weekday } from '@/lib/when';
import type { Key, Say } from '@/words';
import { groupWords } from '../said';

/** What every time in the answer has. `every` is the weeks between, as it was asked. */
type When = Pick<FoundTime, 'weekday' | 'start' | 'date' | 'first_date' | 'nth'>;

const shares = ['none', 'few', 'under_half', 'over_half', 'most', 'all'] as const;
/** The server's word for a share, and how many of five squares that is. */
export const shareOf = (word: string) => {
  const key = word.replaceAll(' ', '_');
  const at = (shares as readonly string[]).indexOf(key);
  return { of5: Math.max(0, at), key: at < 0 ? 'few' : key };
};
export const shareWords = (say: Say, word: string): string =>
  say(`shifts.share_${shareOf(word).key}` as Key & 'shifts.share_few');
export const countWords = (say: Say, count: Count): string =>
  'about' in count
    ? say('shifts.about', { count: count.about })
    : say('shifts.fewer_than', { count: count.fewer_than });
export const dayOf = (name: string): Weekday => name.slice(0, 3).toLowerCase() as Weekday;

/** "Thursday, 15:30", "First Thursday of the month, 15:30", "Thursday 8 January, 15:30". */
export function whenWords(say: Say, time: When, every = 1): string {
  const day = weekday(say, dayOf(time.weekday));
  if (time.date) return say('time.date_at', { date: dateWords(say, time.date), time: time.start });
  if (time.nth)
    return say('time.date_at', {
      date: say(`shifts.nth_${time.nth}` as Key & 'shifts.nth_1', { weekday: day }),
      time: time.start,
    });
  const plain = say('time.date_at', { date: day, time: time.start });
  return every > 1 ? say('shifts.from_date', { when: plain, date: dateWords(say, time.first_date) }) : plain;
}
/** "15 minutes after most earlies finish" */
export const anchorWords = (say: Say, time: Pick<FoundTime, 'anchor'>): string | undefined =>
  time.anchor
    ? say('shifts.anchor', {
        minutes: say.count('time.minutes', time.anchor.minutes_after),
        group: groupWords(say, time.anchor.group),
        finish: time.anchor.finish,
      })
    : undefined;
export const isSame = (a: When, b: When) =>
  a.weekday === b.weekday && a.start === b.start && a.date === b.date && a.nth === b.nth;
