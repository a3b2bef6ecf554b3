import type { Schemas } from '@/api/shapes';
import { keep } from '@/lib/keep';
import { dropAllKept, dropPast } from '@/lib/kept-until';
import { keepNumbers, keptNumbers } from './numbers';

jest.mock('@/lib/secret-store', () => jest.requireActual('../../lib/secret-store.web'));
const GOES = Date.parse('2026-11-26T18:15:00Z');
const HOUR = 36e5;
const at = (iso: string) => ({ at: iso, date: iso.slice(0, 10), time: iso.slice(11, 16) });
const read = (is_open = true): Schemas['NumbersOut'] => ({
  is_open,
  opens: at('2026-11-26T14:30:00Z'),
  goes: at('2026-11-26T18:15:00Z'),
  given: 1,
  results: [{ member_id: 'ama', name: 'Ama', number: '020 7946 0001' }],
});
beforeEach(dropAllKept);

test('what was fetched in time is there without signal, and gone two hours after the end', () => {
  keepNumbers('walk', read());
  expect(keptNumbers('walk', GOES - 1, false)?.results[0]?.number).toBe('020 7946 0001');
  expect(keptNumbers('walk', GOES, false)).toBeUndefined();
  expect(keep.get('emergency-walk')).toBeNull();
});
test('opening the app on any page wipes what is past its time', () => {
  keepNumbers('walk', read());
  dropPast(GOES);
  expect(keep.get('emergency-walk')).toBeNull();
  expect(keep.get('aftershift-kept-until')).toBeNull();
});
test('signing out takes them', () => {
  keepNumbers('walk', read());
  dropAllKept();
  expect(keptNumbers('walk', GOES - HOUR, false)).toBeUndefined();
});
test('a group that is still out keeps them, a day at the longest', () => {
  keepNumbers('walk', read());
  expect(keptNumbers('walk', GOES - 1, true)?.results).toHaveLength(1);
  expect(keptNumbers('walk', GOES + 5 * HOUR, true)?.results).toHaveLength(1);
  expect(keptNumbers('walk', GOES + 24 * HOUR, true)).toBeUndefined();
});
test('back later than planned, they go at once', () => {
  keepNumbers('walk', read());
  keptNumbers('walk', GOES - 1, true);
  expect(keptNumbers('walk', GOES + HOUR, false)).toBeUndefined();
  expect(keep.get('emergency-walk')).toBeNull();
});
test('outside the window nothing is kept', () => {
  keepNumbers('walk', read(false));
  expect(keptNumbers('walk', GOES - 1, false)).toBeUndefined();
});
