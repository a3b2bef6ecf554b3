// Days of a pattern as the server writes them: "07:00-15:00", "21:30-07:00", two shifts joined by "+", "-" for a day off.
import type { ShiftKind } from '@/design';

export interface Span {
  start: string;
  end: string;
}
export const OFF = '-';
export const longestCycle = 84;

const minutes = (time: string): number => {
  const [h = 0, m = 0] = time.split(':').map(Number);
  return h * 60 + m;
};
const DAY = 1440;
/** From start to end by the clock on the wall; an end at or before the start is the next day's. */
export const length = ({ start, end }: Span): number => {
  const gap = minutes(end) - minutes(start);
  return gap > 0 ? gap : gap + DAY;
};
const shared = (from: number, to: number, a: number, b: number): number =>
  Math.max(0, Math.min(to, b) - Math.max(from, a));

/** The kind of a shift from its times alone, as the server works it out. */
export function kindOf(span: Span): ShiftKind {
  const from = minutes(span.start);
  const to = from + length(span);
  const asleep = shared(from, to, -60, 360) + shared(from, to, 1380, 1800) + shared(from, to, 2820, 3240);
  if (asleep >= 180) return 'night';
  if (to - from >= 600) return 'long';
  if (from < 600) return 'early';
  return from < 960 ? 'late' : 'twilight';
}
export const readDay = (day: string): Span[] =>
  day === OFF
    ? []
    : day.split('+').map((s) => {
        const [start = '', end = ''] = s.split('-');
        return { start, end };
      });
export const writeDay = (spans: readonly Span[]): string =>
  spans.length ? spans.map((s) => `${s.start}-${s.end}`).join('+') : OFF;
/** The first day of a board whose last shift ends after the next day has begun, with both times. */
export function overlapOf(
  days: readonly string[],
  wraps: boolean,
): { index: number; end: string; start: string } | undefined {
  for (const [index, day] of days.entries()) {
    const next = days[index + 1] ?? (wraps ? days[0] : undefined);
    const last = readDay(day)
      .sort((a, b) => minutes(a.start) + length(a) - minutes(b.start) - length(b))
      .at(-1);
    const first = readDay(next ?? OFF).sort((a, b) => minutes(a.start) - minutes(b.start))[0];
    if (last && first && minutes(last.start) + length(last) > DAY + minutes(first.start))
      return { index, end: last.end, start: first.start };
  }
  return undefined;
}
export const kindsOf = (day: string): ShiftKind[] => readDay(day).map(kindOf);

/** A time as a hurried person types it ("7", "730", "7.30", "07:30"), or undefined. */
export function readTime(text: string): string | undefined {
  const t = text.trim().replace(/[.,;h ]/g, ':');
  const m = /^(\d{1,2})(?::?(\d{2}))?$/.exec(t);
  if (!m) return undefined;
  const h = Number(m[1]);
  const min = Number(m[2] ?? 0);
  return h < 24 && min < 60 ? `${String(h).padStart(2, '0')}:${String(min).padStart(2, '0')}` : undefined;
}

/** Rows of a picture: whole weeks where the cycle is made of weeks, else short rows that are easy to count. */
export function columnsOf(cycle: number): number {
  if (cycle % 7 === 0) return 7;
  if (cycle <= 6) return cycle;
  return [6, 5, 4].find((n) => cycle % n === 0) ?? 7;
}
/** The day of the cycle that is tomorrow. */
export const after = (index: number, cycle: number): number => (index + 1) % cycle;
