import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Call } from '@/api/client';
import { ask, send } from '@/api/client';
import { Button } from '@/design';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { startFrom, withRhythm, wrongs } from './draft';
import type { OneDate, Preview, Rule, Series } from './queries';
import { DeskSeriesScreen } from './screens/desk-series-screen';
import { type GuestsProps, SeriesScreen } from './screens/series-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);

const at = (date: string, time = '15:30') => ({ at: `${date}T${time}:00Z`, date, time });
const aDate = (more: Partial<OneDate> = {}): OneDate => ({
  id: 'walk-1',
  starts: at('2026-12-03'),
  state: 'published',
  places: 12,
  taken: 3,
  waiting: 0,
  mine: null,
  by_hand: false,
  off_pattern: false,
  belongs: null,
  ...more,
});
const thursdays: Rule = {
  first_date: '2026-11-05',
  every_weeks: 2,
  every_months: null,
  times: [{ weekday: 'thu', start: '15:30', nth: null, group: null, minutes_after: null }],
  until_date: null,
  count: null,
  skips: [],
  rests: [{ first_date: '2027-08-01', last_date: '2027-08-31', reason: 'Summer' }],
};
const aSeries = (more: Partial<Series> = {}): Series => ({
  activity_id: 'walk',
  title: 'Thursday walk',
  kind: 'walk',
  rule: thursdays,
  places: 12,
  today: '2026-11-26',
  resting: null,
  dates: [aDate()],
  i_come_every_time: false,
  my_guests: null,
  every_time: 4,
  may_change: true,
  ...more,
});
const nothing: Preview = { people: 0, every_time: 4, added: [], too_small: 0, dates: [] };
const alone = { adults: 0, children_0_4: 0, children_5_10: 0, children_11_17: 0 };
/** What the route gives: here one press brings a child. */
const guests = ({ value, onChange }: GuestsProps) => (
  <Button onPress={() => onChange({ ...value, children_5_10: value.children_5_10 + 1 })}>A child too</Button>
);
let series: Series;
let preview: Preview;
beforeEach(() => {
  wipe();
  series = aSeries();
  preview = nothing;
  asked.mockReset().mockImplementation(async ({ method, path }: Call) => {
    if (path.endsWith('/preview')) return { data: preview as never, etag: undefined };
    if (method === 'GET' && path.endsWith('/series')) return { data: series as never, etag: '"1-a"' };
    return { data: {} as never, etag: undefined };
  });
  sent.mockReset().mockImplementation(async () => ({ status: 200, data: series }));
});
const desk = () => show(<DeskSeriesScreen id="walk" />, { roles: ['member', 'organiser'] });
const writes = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);

test('says the rule in words, with its rests and how many come every time', async () => {
  await show(<SeriesScreen id="walk" guests={guests} />);
  await screen.findByText('Every second Thursday at 15:30');
  expect(screen.getByText('It goes on without an end.')).toBeTruthy();
  expect(screen.getByText(/Not from Sunday 1 August 2027 to Tuesday 31 August 2027/)).toBeTruthy();
  expect(screen.getByText('4 people come every time.')).toBeTruthy();
});
test('coming every time is one press, shown at once, and taken back with a word of what it means', async () => {
  await show(<SeriesScreen id="walk" guests={guests} />);
  sent.mockImplementation(async () => {
    series = aSeries({ i_come_every_time: true, every_time: 5, my_guests: alone });
    return { status: 200, data: series };
  });
  fireEvent.press(await screen.findByRole('button', { name: 'I come every time' }));
  await screen.findByText('You come every time');
  fireEvent.press(screen.getByRole('button', { name: 'I stop coming every time' }));
  expect(await screen.findByText('Your places on all dates to come go to others.')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Yes, give them all back' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(writes().map(([method, path]) => `${method} ${path}`)).toEqual([
    'PUT /api/v1/activities/walk/standing-sign-up',
    'DELETE /api/v1/activities/walk/standing-sign-up',
  ]);
});
test('without signal the press is kept and shown as asked', async () => {
  sent.mockRejectedValue(new TypeError('Network request failed'));
  await show(<SeriesScreen id="walk" guests={guests} />);
  fireEvent.press(await screen.findByRole('button', { name: 'I come every time' }));
  expect(await screen.findByText('Asked for every date')).toBeTruthy();
});
test('a date says what changed and what I have', async () => {
  series = aSeries({
    dates: [
      aDate({ id: 'a', starts: at('2026-12-04', '10:00'), by_hand: true, belongs: at('2026-12-03'), mine: 'placed' }),
      aDate({ id: 'b', starts: at('2026-12-17'), state: 'cancelled' }),
      aDate({ id: 'c', starts: at('2026-12-31'), state: 'planned', mine: 'waiting' }),
    ],
  });
  await show(<SeriesScreen id="walk" guests={guests} />);
  expect(await screen.findByText('10:00. Moved. It was Thursday 3 December, 15:30. You have a place.')).toBeTruthy();
  expect(screen.getByText('15:30. Cancelled.')).toBeTruthy();
  expect(screen.getByText('15:30. Not open yet. Your turn is kept.')).toBeTruthy();
});
test('the desk shows whom a rule touches before it can be saved, and saves what was looked at', async () => {
  preview = {
    people: 3,
    every_time: 4,
    added: ['2026-12-04'],
    too_small: 0,
    dates: [{ id: 'walk-1', what: 'asked', starts: at('2026-12-03'), becomes: at('2026-12-03'), taken: 3, waiting: 0 }],
  };
  await desk();
  fireEvent.press(await screen.findByRole('radio', { name: 'Friday' }));
  expect(screen.queryByRole('button', { name: 'Save this rule' })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'See whom it touches' }));
  expect(await screen.findByText('It touches 3 people.')).toBeTruthy();
  expect(screen.getByText(/Off the rule. You say what becomes of it. 3 people are going./)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Save this rule' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const [call] = sent.mock.calls[0] ?? [];
  expect([call?.method, call?.path, call?.ifMatch]).toEqual(['PUT', '/api/v1/activities/walk/series', '"1-a"']);
  expect(call?.body).toMatchObject({ scope: 'unmodified', places: 12, rule: { times: [{ weekday: 'fri' }] } });
});
test('a changed rule has to be looked at again', async () => {
  await desk();
  fireEvent.press(await screen.findByRole('button', { name: 'See whom it touches' }));
  await screen.findByRole('button', { name: 'Save this rule' });
  fireEvent.press(screen.getByRole('radio', { name: 'Every week' }));
  expect(screen.queryByRole('button', { name: 'Save this rule' })).toBeNull();
});
test('a date off the rule waits for a word, and each answer is one press', async () => {
  series = aSeries({ dates: [aDate({ off_pattern: true, belongs: at('2026-12-04', '10:00') })] });
  await desk();
  expect(await screen.findByText(/The rule would have it Friday 4 December, 10:00/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Move it there with its people: Thursday 3 December' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(writes()).toEqual([['PUT', '/api/v1/occurrences/walk-1/pattern-answer', { answer: 'follow' }]]);
});
test('what takes place once starts as every week from its next date', () => {
  const once = startFrom(aSeries({ rule: null, places: null, dates: [aDate({ places: 9 })] }));
  expect(once.rule).toMatchObject({
    first_date: '2026-12-03',
    every_weeks: 1,
    times: [{ weekday: 'thu', start: '15:30' }],
  });
  expect(once.places).toBe(9);
});
test('by the month each time says which of its weekday; by the week none does', () => {
  const monthly = withRhythm(thursdays, 'month');
  expect([monthly.every_months, monthly.times[0]?.nth]).toEqual([1, 1]);
  expect(withRhythm(monthly, 3)).toMatchObject({ every_weeks: 3, every_months: null, times: [{ nth: null }] });
});
test('days and times that are none are named', () => {
  const time = { weekday: 'thu', start: '25:00', nth: null, group: null, minutes_after: null };
  expect(wrongs({ ...thursdays, first_date: 'May', times: [time], until_date: '' })).toEqual(['first', 'last', 'time']);
});
test('guests come along every time, and who comes can be changed later', async () => {
  await show(<SeriesScreen id="walk" guests={guests} />);
  sent.mockImplementation(async () => {
    series = aSeries({ i_come_every_time: true, my_guests: { ...alone, children_5_10: 1 } });
    return { status: 200, data: series };
  });
  fireEvent.press(await screen.findByRole('button', { name: 'A child too' }));
  fireEvent.press(screen.getByRole('button', { name: 'I come every time' }));
  await screen.findByText('You come every time');
  expect(screen.queryByRole('button', { name: 'Bring them every time' })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'A child too' }));
  fireEvent.press(screen.getByRole('button', { name: 'Bring them every time' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(writes().map(([, , body]) => body)).toEqual([
    { ...alone, children_5_10: 1 },
    { ...alone, children_5_10: 2 },
  ]);
});
test('the desk says what stays called off', async () => {
  series = aSeries({ dates: [aDate({ state: 'cancelled' })] });
  await desk();
  expect(await screen.findByText('Thursday 3 December stays called off.')).toBeTruthy();
});
