import { keepUndo, undoOf } from './undo';

const early = { start: '07:00', end: '15:00' };
const day = (date: string, is_changed: boolean, shifts = [{ ...early, kind: 'early' }]) => ({
  date,
  is_changed,
  shifts,
});

test('a day that followed the pattern goes back to it, one that was changed goes back to that change', () => {
  const before = [day('2026-01-05', false), day('2026-01-06', true), day('2026-01-07', true, [])];
  const told = ['2026-01-05', '2026-01-06', '2026-01-07'].map((date) => ({ date, shifts: [] }));
  expect(undoOf(told, before)).toEqual({
    days: [
      { date: '2026-01-06', shifts: [early] },
      { date: '2026-01-07', shifts: [] },
    ],
    put_back: ['2026-01-05'],
  });
});

test('nothing is offered to be undone where the phone does not know how it was', () => {
  expect(undoOf([{ date: '2026-01-05', shifts: [early] }], [day('2026-01-06', false)])).toBeUndefined();
  keepUndo(undefined);
});
