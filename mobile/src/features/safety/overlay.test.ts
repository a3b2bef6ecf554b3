import type { Intent } from '@/outbox';
import { asSeen, COUNT_AT_START, isOut, missing, rowsOf, stateNow, withPressed } from './overlay';
import { aList, anItem } from './testing';

const READ = Date.parse('2026-11-26T15:00:00Z');
const row = (path: string, more: Partial<Intent> = {}): Intent => ({
  key: path,
  member: 'ama',
  subject: 'checklist:walk-1',
  method: 'PUT',
  path: `/api/v1/occurrences/walk-1/${path}`,
  once: false,
  touches: [],
  pressedAt: '2026-11-26T15:31:00Z',
  state: 'saved',
  tries: 0,
  next: 0,
  ...more,
});
const tick = (id: string, ticked: boolean, more: Partial<Intent> = {}) =>
  row(`checklist/items/${id}`, { body: { ticked, device_at: '2026-11-26T15:31:00Z' }, ...more });
const named = (items: { id: string }[]) => items.map((i) => i.id);

test('a tick that goes together with others is done as soon, and says on which version it was made', () => {
  const together = { path: '/api/v1/occurrences/walk-1/checklist/ticks', as: 'ticks' };
  const body = { item_id: 'C-D2', ticked: true, device_at: '2026-11-26T15:31:00Z' };
  const now = withPressed(aList(), [row('checklist/ticks', { together, body })], READ);
  expect(now.items.find((i) => i.id === 'C-D2')?.is_done).toBe(true);
  expect(asSeen(aList(), 'C-D2')).toEqual({ version: 2, words: 'Line C-D2' });
  expect(asSeen(aList(), 'EW-D2')).toEqual({ version: 1, words: 'Line EW-D2' });
  expect(asSeen(aList(), 'HM-D2')).toEqual({});
});
test('a tick is done as soon as it is on the phone', () => {
  const now = withPressed(aList(), [tick('C-D2', true)], READ);
  expect(now.items.find((i) => i.id === 'C-D2')).toMatchObject({ is_done: true, tick: { isMine: true, ticked: true } });
});
test('the last of several presses counts', () => {
  const now = withPressed(aList(), [tick('C-D2', true), tick('C-D2', false)], READ);
  expect(now.items.find((i) => i.id === 'C-D2')?.is_done).toBe(false);
});
test('a received tick counts until it is read again, then the server has the word', () => {
  const received = (at: string) => tick('C-D2', true, { state: 'received', at });
  const isDone = (at: string) => withPressed(aList(), [received(at)], READ).items.find((i) => i.id === 'C-D2')?.is_done;
  expect(isDone('2026-11-26T15:00:01Z')).toBe(true);
  expect(isDone('2026-11-26T14:59:59Z')).toBe(false);
});
test('a refused tick is not shown as done', () => {
  expect(withPressed(aList(), [tick('C-D2', true, { state: 'refused' })], READ)).toEqual(aList());
});
test('no tick changes what the data knows by itself', () => {
  const list = aList({ items: [anItem('C-B3', { known: false, is_done: false })] });
  expect(withPressed(list, [tick('C-B3', true)], READ).items[0]?.is_done).toBe(false);
});
test('setting off, stopping and finishing show at once', () => {
  expect(stateNow(aList(), [row('start', { method: 'POST' })], READ)).toBe('started');
  expect(stateNow(aList(), [row('start', { method: 'POST' }), row('stop', { method: 'POST' })], READ)).toBe('stopped');
  expect(stateNow(aList(), [row('start', { method: 'POST', state: 'refused' })], READ)).toBe('published');
});
test('a gate names its mandatory lines and those of the gates before it, but not the count its button writes', () => {
  expect(named(missing(aList(), 'publish'))).toEqual([]);
  expect(named(missing(aList(), 'start'))).toEqual(['EW-B1']);
  expect(named(missing(aList(), 'close'))).toEqual(['EW-B1', 'C-D1', 'C-D2', 'EW-D2', 'C-A2']);
  const relaxed = aList({ items: [anItem('EW-B4', { is_mandatory: false })] });
  expect(missing(relaxed, 'publish')).toEqual([]);
});
test('what has to be fresh on the day stands with what is done at the door; the counts are no lines', () => {
  expect(named(rowsOf(aList(), 'before'))).toEqual(['C-B1']);
  expect(named(rowsOf(aList(), 'setOff'))).toEqual(['EW-B1', 'C-D2']);
  expect(named(rowsOf(aList(), 'way'))).toEqual(['EW-D2']);
  expect(named(rowsOf(aList(), 'after'))).toEqual(['C-A2']);
});
test('whoever stopped on the way is out until they are counted back; whoever never set off is not', () => {
  const list = aList();
  const counted = withPressed(
    list,
    [tick(COUNT_AT_START, true, { body: { ticked: true, number: 4, device_at: '' } })],
    READ,
  );
  expect([isOut(list, 'published'), isOut(list, 'started'), isOut(counted, 'closed')]).toEqual([false, true, false]);
  expect([isOut(list, 'stopped'), isOut(counted, 'stopped')]).toEqual([false, true]);
});
