import { empty, firstSuch, fromOption, lacks, toSend } from './draft';
import { mostGuests, otherDates, stageOf } from './stage';
import { aCard } from './testing';

test('a press is shown as asked until the server answers', () => {
  expect(stageOf(aCard(), null)).toBe('open');
  expect(stageOf(aCard(), 'asked')).toBe('asked');
  expect(stageOf(aCard({ mine: 'placed' }), null)).toBe('placed');
});
test('giving the place back shows the date as it is for others', () => {
  expect(stageOf(aCard({ mine: 'placed', free: 0 }), 'leaving')).toBe('full');
});
test('a cancelled date stays cancelled, whatever was pressed', () => {
  expect(stageOf(aCard({ state: 'cancelled', mine: 'placed' }), 'asked')).toBe('cancelled');
});
test('guests fit into what is free; whoever waits may wait for a whole party', () => {
  expect(mostGuests(aCard({ free: 3 }), 'open')).toBe(2);
  expect(mostGuests(aCard({ free: 1 }), 'open')).toBe(0);
  expect(mostGuests(aCard({ free: 0, places: 20 }), 'full')).toBe(8);
});
test('of other dates those with room that fit come first, and mine not at all', () => {
  const here = aCard();
  const at = (id: string, more: Parameters<typeof aCard>[0]) =>
    aCard({ id, starts: { at: `2026-12-0${id}T15:30:00Z`, date: `2026-12-0${id}`, time: '15:30' }, ...more });
  const found = otherDates(here, [
    here,
    at('1', { free: 0, fits: true }),
    at('2', { fits: false }),
    at('3', { fits: true }),
    at('4', { fits: true, mine: 'placed' }),
    at('5', { activity_id: 'another' }),
  ]);
  expect(found.map((c) => c.id)).toEqual(['3', '2', '1']);
});

describe('making an activity', () => {
  test('an option begins on its weekday, at least a week ahead', () => {
    expect(firstSuch('Thu', '2026-11-22')).toBe('2026-12-03');
    expect(firstSuch('Sun', '2026-11-22')).toBe('2026-11-29');
    const draft = fromOption(
      { id: 'o', title: 'Thursday walk', kind: 'walk', pattern: { weekday: 'Thu', start: '15:30', minutes: 45 } },
      '2026-11-22',
    );
    expect([draft.date, draft.time, draft.minutes, draft.kind]).toEqual(['2026-12-03', '15:30', 45, 'walk']);
  });
  test('what is missing is named, and nothing else', () => {
    expect(lacks(empty)).toEqual(['title', 'place', 'date', 'time']);
    expect(lacks({ ...empty, title: 'Walk', place: 'Door', date: '2026-12-03', time: '25:00' })).toEqual(['time']);
  });
  test('once sends no repeat, six weeks send six dates', () => {
    const draft = { ...empty, title: ' Walk ', place: 'Door', date: '2026-12-03', time: '15:30' };
    expect(toSend(draft, null)).toMatchObject({ title: 'Walk', repeat: null, option_id: null });
    expect(toSend(draft, null)).toMatchObject({ effort: 'easy', travel: 'not_said', drive_minutes: null });
    expect(toSend({ ...draft, effort: 'strenuous', travel: 'lifts', drive: 90 }, null)).toMatchObject({
      effort: 'strenuous',
      travel: 'lifts',
      drive_minutes: 90,
    });
    expect(toSend({ ...draft, dates: 6 }, 'o')).toMatchObject({ repeat: { every_weeks: 1, count: 6 }, option_id: 'o' });
  });
});
