import { turnOf } from './slide-keys';

const middle = { at: 2, count: 5, rtl: false, onButton: false };
const keys = ['ArrowRight', 'ArrowLeft', 'PageDown', 'PageUp', 'Home', 'End', ' ', 'Enter', 'Escape', 'a'];
test('arrows turn one slide, Home and End go to the ends, Escape leaves, other keys are not ours', () =>
  expect(keys.map((k) => turnOf(k, middle))).toEqual([3, 1, 3, 1, 0, 4, 3, 3, 'leave', undefined]));
test('where words run from right to left, the left arrow goes on', () =>
  expect(['ArrowLeft', 'ArrowRight', 'PageDown'].map((k) => turnOf(k, { ...middle, rtl: true }))).toEqual([3, 1, 3]));
test('the first and the last slide are the ends', () => {
  expect(turnOf('ArrowLeft', { ...middle, at: 0 })).toBe(0);
  expect(turnOf('ArrowRight', { ...middle, at: 4 })).toBe(4);
});
test('Space and Enter press a button that has the focus', () =>
  expect([' ', 'Enter', 'ArrowRight'].map((k) => turnOf(k, { ...middle, onButton: true }))).toEqual([
    undefined,
    undefined,
    3,
  ]));
