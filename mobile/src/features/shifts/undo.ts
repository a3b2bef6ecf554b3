// The last change of single days, to be taken back with one tap. Kept while the app is open: later, each day says
// itself that it was changed.
import { useSyncExternalStore } from 'react';
import type { Span } from './days';

export interface Told {
  date: string;
  shifts: readonly Span[];
}
/** What makes it as it was: days that had another change before, and days that had none. */
export interface Undo {
  days: Told[];
  put_back: string[];
}
type Known = { date: string; is_changed: boolean; shifts: readonly Span[] };

let last: Undo | undefined;
const listeners = new Set<() => void>();
export function keepUndo(undo: Undo | undefined) {
  last = undo;
  for (const listener of listeners) listener();
}
export const useUndo = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
    () => last,
  );

/** From the days as they were before; undefined where one of them was not known, since nothing may be guessed. */
export function undoOf(told: readonly Told[], before: readonly Known[]): Undo | undefined {
  const known = new Map(before.map((day) => [day.date, day]));
  const undo: Undo = { days: [], put_back: [] };
  for (const { date } of told) {
    const day = known.get(date);
    if (!day) return undefined;
    if (day.is_changed) undo.days.push({ date, shifts: day.shifts.map(({ start, end }) => ({ start, end })) });
    else undo.put_back.push(date);
  }
  return undo;
}
