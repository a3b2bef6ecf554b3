import { after, columnsOf, kindOf, length, overlapOf, readDay, readTime, writeDay } from './days';

test('the kind of a shift follows from its times alone', () => {
  const kinds = [
    ['07:00', '15:00', 'early'],
    ['09:59', '18:00', 'early'],
    ['10:00', '18:00', 'late'],
    ['13:45', '21:15', 'late'],
    ['15:59', '20:00', 'late'],
    ['16:00', '20:00', 'twilight'],
    ['07:00', '19:30', 'long'],
    ['19:30', '07:30', 'night'],
    ['21:30', '07:00', 'night'],
    ['00:00', '08:00', 'night'],
    ['18:00', '02:00', 'night'],
    ['17:00', '01:59', 'twilight'],
    ['03:00', '11:00', 'night'],
    ['03:01', '11:00', 'early'],
  ] as const;
  for (const [start, end, kind] of kinds) expect([start, end, kindOf({ start, end })]).toEqual([start, end, kind]);
});

test('a day is written as it was read', () => {
  for (const day of ['-', '07:00-15:00', '21:30-07:00', '06:00-10:00+16:00-20:00'])
    expect(writeDay(readDay(day))).toBe(day);
  expect(readDay('06:00-10:00+16:00-20:00')).toEqual([
    { start: '06:00', end: '10:00' },
    { start: '16:00', end: '20:00' },
  ]);
});

test('times are taken as people type them, and nothing that is no time', () => {
  for (const text of ['7', '07', '700', '0700', '7:00', '7.00', ' 07:00 ', '7 00', '7h00'])
    expect(readTime(text)).toBe('07:00');
  expect(readTime('2130')).toBe('21:30');
  expect(readTime('21:5')).toBeUndefined();
  for (const text of ['', '24', '24:00', '7:60', 'seven', '-7', '7:00 pm', '12345'])
    expect(readTime(text)).toBeUndefined();
});

test('a shift lasts to its end by the clock, over midnight too', () => {
  expect(length({ start: '07:00', end: '15:00' })).toBe(480);
  expect(length({ start: '21:30', end: '07:00' })).toBe(570);
  expect(length({ start: '07:00', end: '07:00' })).toBe(1440);
});

test('every cycle has rows of at most seven, and a tomorrow in it', () => {
  for (let cycle = 1; cycle <= 84; cycle++) {
    expect(columnsOf(cycle)).toBeGreaterThan(0);
    expect(columnsOf(cycle)).toBeLessThanOrEqual(7);
    expect(after(cycle - 1, cycle)).toBe(0);
    for (let index = 0; index < cycle - 1; index++) expect(after(index, cycle)).toBe(index + 1);
  }
  expect([7, 14, 28, 8, 4, 5, 6, 10, 12].map(columnsOf)).toEqual([7, 7, 7, 4, 4, 5, 6, 5, 6]);
});

test('a shift that ends after the next day has begun is found, also where the days start again', () => {
  expect(overlapOf(['21:30-07:30', '07:00-15:00', '-'], true)).toEqual({ index: 0, end: '07:30', start: '07:00' });
  expect(overlapOf(['06:00-14:00', '-', '22:00-06:30'], true)).toEqual({ index: 2, end: '06:30', start: '06:00' });
  expect(overlapOf(['06:00-14:00', '-', '22:00-06:30'], false)).toBeUndefined();
  expect(overlapOf(['21:30-07:00', '07:00-15:00', '07:00-11:00+17:00-21:00'], true)).toBeUndefined();
});
