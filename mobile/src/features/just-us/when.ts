// When my shifts end: what most colleagues meet after.
import type { ShiftDay } from '@/api/shapes';
import { addDays } from '@/lib/when';

export interface Start {
  date: string;
  time: string;
}
const MOST = 3;
/** The next ends of shifts after `now`, soonest first. A shift belongs to the day on which it starts: one that ends at or
 * before its start ends on the day after. */
export const shiftEnds = (days: readonly ShiftDay[], now: Start): Start[] =>
  days
    .flatMap((day) =>
      day.shifts.map(({ start, end }) => ({ date: end <= start ? addDays(day.date, 1) : day.date, time: end })),
    )
    .filter(({ date, time }) => `${date} ${time}` > `${now.date} ${now.time}`)
    .sort((a, b) => (`${a.date} ${a.time}` < `${b.date} ${b.time}` ? -1 : 1))
    .slice(0, MOST);
