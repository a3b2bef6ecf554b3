import { type Catalogue, sayIn } from '@/words';
import { en } from '@/words/en';
import { addDays, dateWords, daysBetween, everyWeek, momentWords, nearby } from './when';

const say = sayIn('en', en as Catalogue);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const plain = (s: string) => s.replace(/\u00a0/g, ' ');

test('a moment is said with its day, its month and both times', () => {
  expect(plain(momentWords(say, at('2026-11-26', '15:30'), at('2026-11-26', '16:15'), '2026-11-22'))).toBe(
    'Thursday 26 November, 15:30 to 16:15',
  );
});
test('the range stays on one line', () => {
  expect(momentWords(say, at('2026-11-26', '15:30'), at('2026-11-26', '16:15'))).toContain('15:30\u00a0to\u00a016:15');
});
test('a year is said only if it is another one', () => {
  expect(dateWords(say, '2027-01-02', '2026-11-22')).toBe('Saturday 2 January 2027');
  expect(dateWords(say, '2026-12-06', '2026-11-22')).toBe('Sunday 6 December');
});
test('an end on the next day is said with its day', () => {
  expect(plain(momentWords(say, at('2026-11-26', '22:00'), at('2026-11-27', '01:00')))).toBe(
    'Thursday 26 November, 22:00 to 01:00 Friday',
  );
});
test('days are counted as days, over the change of clocks too', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(nearby(say, '2026-11-23', '2026-11-22')).toBe('Tomorrow');
});
test('a weekly time is said in the plural', () => {
  expect(everyWeek(say, 'Thu', '15:30')).toBe('Thursdays, 15:30');
});
