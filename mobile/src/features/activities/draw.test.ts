import { createHash } from 'node:crypto';
import { verdictOf } from './draw';
import type { Draw } from './places';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const seed = '0123456789abcdef';
const entry = (code: string, confirmed = true) => ({ code, confirmed, people: 1, first_time: false, job: null });
const drawn = (codes: string[], more: Partial<Draw> = {}) =>
  ({ seed, seed_hash: hash(seed), entries: codes.map((code) => entry(code)), ...more }) as Draw;
const sorted = ['a', 'b', 'c', 'd'].sort((x, y) => (hash(`${seed}:${x}`) < hash(`${seed}:${y}`) ? -1 : 1));

test('a draw that follows from its seed is right', () => {
  expect(verdictOf(drawn(sorted))).toBe('right');
});
test('an order that was changed by hand is seen', () => {
  const [first, second, ...rest] = sorted as [string, string, ...string[]];
  expect(verdictOf(drawn([second, first, ...rest]))).toBe('other_order');
});
test('a seed that was chosen afterwards is seen', () => {
  expect(verdictOf(drawn(sorted, { seed_hash: hash('another') }))).toBe('other_seed');
});
test('a new member before a confirmed one is seen, whatever the lots', () => {
  const [first, second] = sorted as [string, string];
  expect(verdictOf(drawn([], { entries: [entry(first, false), entry(second)] }))).toBe('other_order');
  expect(verdictOf(drawn([], { entries: [entry(second), entry(first, false)] }))).toBe('right');
});
