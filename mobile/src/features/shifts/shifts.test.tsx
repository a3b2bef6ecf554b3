import { act, fireEvent, screen, waitFor, within } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { read, send } from '@/api/client';
import type { FoundTimes, MyShifts } from '@/api/shapes';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { DeskTimesScreen } from './screens/desk-times-screen';
import { MyShiftsScreen } from './screens/my-shifts-screen';
import { PatternScreen } from './screens/pattern-screen';
import { shifts as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), read: jest.fn(), send: jest.fn() }));
const sent = send as unknown as jest.Mock;
const week = (token: string) => [...Array.from({ length: 5 }, () => token), '-', '-'];
const pictures = {
  results: [
    { id: 'early-late', name: 'One early week, one late week', days: [...week('07:00-15:00'), ...week('13:30-21:30')] },
    { id: 'four-nights-four-off', name: 'Four nights', days: [...Array(4).fill('20:30-06:30'), ...Array(4).fill('-')] },
  ],
  next: null,
};
const mine: MyShifts = {
  today: '2026-11-22',
  source: 'pattern',
  pattern: { days: week('07:00-15:00'), anchor_date: '2026-11-16', given_date: null },
  usual: null,
  known_until: '2027-02-14',
  group: 'earlies',
  group_is_corrected: false,
  ask_still_right: true,
  rules_off: ['short_rest'],
  days: ['22', '23', '24', '25', '26', '27', '28'].map((d) => ({
    date: `2026-11-${d}`,
    is_known: true,
    shifts: d === '22' || d === '28' ? [] : [{ start: '07:00', end: '15:00', kind: 'early' as const }],
    is_changed: d === '24',
    not_at_work: false,
    blocks: d === '25' ? [{ id: 'block', start: '16:00', end: '18:00' }] : [],
    free: [{ start: '15:15', end: '21:00' }],
  })),
};
const time = (weekday: string, start: string, more: Partial<FoundTimes['times'][number]> = {}) => ({
  weekday,
  start,
  date: null,
  first_date: '2026-11-26',
  nth: null,
  reach: { about: 30 },
  once: { about: 50 },
  groups: [],
  left_out: [],
  anchor: null,
  tired: null,
  ...more,
});
const thursday = time('Thu', '15:30', {
  groups: [
    { group: 'earlies', share: 'all' },
    { group: 'nights', share: 'few' },
  ],
  left_out: ['nights'],
});
const saturday = { weekday: 'Sat', start: '11:00', date: null, first_date: '2026-11-28', nth: null };
const times: FoundTimes = {
  known: { about: 60 },
  unknown: { fewer_than: 8 },
  waits: false,
  apart: false,
  too_few: false,
  times: [thursday, time('Sat', '11:00', { reach: { about: 25 } })],
  alternate_with: { ...saturday, adds: { fewer_than: 8 } },
  together: [],
  anchors: [],
  grid: [],
  memory: null,
};
const audiences = [
  { audience: 'everyone', kind: 'everyone', name: '', too_few: false },
  { audience: 'site:s', kind: 'site', name: 'North', too_few: true },
  { audience: 'site:t', kind: 'site', name: 'South', too_few: false },
  { audience: 'group:nights', kind: 'group', name: '', too_few: false },
];
const wantedLast = () =>
  (read as unknown as jest.Mock).mock.calls.filter(([path]) => path === '/api/v1/times').at(-1)?.[1].query.audience;
const answers = (more: Partial<FoundTimes> = {}) =>
  (read as unknown as jest.Mock).mockImplementation(async (path: string) =>
    path.endsWith('asked')
      ? { results: [], next: null }
      : path.endsWith('audiences')
        ? { results: audiences, next: null }
        : { ...times, ...more },
  );
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (useLocalSearchParams as jest.Mock).mockReturnValue({});
  (read as unknown as jest.Mock).mockImplementation(async (path: string) =>
    path.endsWith('patterns')
      ? pictures
      : path.endsWith('times')
        ? times
        : path.endsWith('asked')
          ? { results: [], next: null }
          : mine,
  );
  sent.mockResolvedValue({ status: 200, data: {} });
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const button = (name: string | RegExp) => screen.findByRole('button', { name });

test('a picture, one tap on today, and it is read back with tomorrow as the proof', async () => {
  await show(<PatternScreen />);
  fireEvent.press(await button(words.yes));
  expect(screen.getByText(words.tap_first)).toBeTruthy();
  fireEvent.press(await button(/^One early week, one late week/));
  fireEvent.press(screen.getByRole('radio', { name: 'Day 14 of 14: off' }));
  expect(screen.getByText('Today, Sunday 22 November')).toBeTruthy();
  expect(screen.getByText('So today you are off.')).toBeTruthy();
  expect(screen.getByText(/^Tomorrow, Monday 23 November, you work early, 07:00.to.15:00\.$/)).toBeTruthy();
  expect(screen.getByText('Is this right: on Monday 23 November you start at 07:00?')).toBeTruthy();
  fireEvent.press(await screen.findByText(words.not_right));
  expect(screen.queryByText(/^Is this right/)).toBeNull();
  fireEvent.press(screen.getByRole('radio', { name: /^Day 5 of 14: early/ }));
  expect(screen.getByText('Is this right: on Wednesday 25 November you start at 13:30?')).toBeTruthy();
  fireEvent.press(screen.getByRole('radio', { name: 'Day 14 of 14: off' }));
  fireEvent.press(await button(words.yes));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/my-shifts/pattern',
    body: { days: pictures.results[0]?.days, today_index: 13, today: '2026-11-22' },
  });
});
test('days tapped one by one may be any cycle, or only those days', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ way: 'days' });
  await show(<PatternScreen />);
  fireEvent.press(await button(words.board_save));
  expect(screen.getByText(words.board_nothing)).toBeTruthy();
  fireEvent.press(await button(words.fewer_week));
  fireEvent.press(await button(/^Monday 23 November: off/));
  fireEvent.press(screen.getByRole('radio', { name: 'Night' }));
  fireEvent.press(await button(/^Tuesday 24 November: off/));
  fireEvent.press(await button(`${words.cycle}: one fewer`));
  expect(screen.getByText('It starts again on Saturday 28 November.')).toBeTruthy();
  fireEvent.press(await button(words.board_save));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0].body).toEqual({
    days: ['-', '07:00-15:00', '21:30-07:00', '-', '-', '-'],
    today_index: 0,
    today: '2026-11-22',
  });
});
test('a day opens with a tap: a changed day, a private block without a reason, and both can be put back', async () => {
  await show(<MyShiftsScreen />);
  expect(await screen.findByText(/not free 16:00.to.18:00/)).toBeTruthy();
  fireEvent.press((await screen.findAllByRole('button', { name: /Tuesday 24 November/ }))[0] as never);
  expect(await screen.findByText(/15:15.to.21:00/)).toBeTruthy();
  fireEvent.press(await button(words.put_back));
  await waitFor(() =>
    expect(sent.mock.calls[0][0]).toMatchObject({ method: 'DELETE', path: '/api/v1/my-shifts/days/2026-11-24' }),
  );
});
test('a changed day is undone with one tap, as it was before', async () => {
  await show(<MyShiftsScreen />);
  fireEvent.press((await screen.findAllByRole('button', { name: /Tuesday 24 November/ }))[0] as never);
  fireEvent.press(await button(words.put_back));
  expect(await screen.findByText(words.days_changed_one)).toBeTruthy();
  fireEvent.press(await button(words.undo));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(sent.mock.calls[1][0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/my-shifts/days',
    body: { days: [{ date: '2026-11-24', shifts: [{ start: '07:00', end: '15:00' }] }], put_back: [] },
  });
  expect(screen.queryByText(words.days_changed_one)).toBeNull();
});
test('“not free” takes times as people type them and never asks why', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ day: '2026-11-26' });
  await show(<MyShiftsScreen />);
  fireEvent.press(await button(words.say_not_free));
  fireEvent.press(await button(words.save_block));
  expect(screen.getAllByText(words.time_wrong).length).toBe(2);
  fireEvent.changeText(screen.getByLabelText(words.from), '1630');
  fireEvent.changeText(screen.getByLabelText(words.to), '18');
  fireEvent.press(await button(words.save_block));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({
    path: '/api/v1/private-blocks',
    body: { date: '2026-11-26', start: '16:30', end: '18:00' },
  });
});
test('“still right?” is one press', async () => {
  await show(<MyShiftsScreen />);
  fireEvent.press(await button(words.still_yes));
  await waitFor(() => expect(sent.mock.calls[0][0]).toMatchObject({ path: '/api/v1/my-shifts/confirmations' }));
  expect(screen.queryByText(words.still_right)).toBeNull();
});
test('who has told nothing is asked, with one way on', async () => {
  (read as unknown as jest.Mock).mockResolvedValue({ ...mine, source: 'none' });
  await show(<MyShiftsScreen />);
  expect(await screen.findByText(words.none_title)).toBeTruthy();
  expect(screen.getByRole('link', { name: words.tell })).toBeTruthy();
});
test('the best times say whom they leave out, in groups and rounded numbers only', async () => {
  await show(<DeskTimesScreen />, { roles: ['member', 'organiser'] });
  expect(await screen.findByText('1. Thursday, 15:30')).toBeTruthy();
  expect(screen.getByText('In a usual week about 30 people could come.')).toBeTruthy();
  expect(screen.getByText('2. Saturday, 11:00, every other week')).toBeTruthy();
  expect(screen.getByText('Left out: Nights.')).toBeTruthy();
  expect(screen.getByText('Counted from the shifts of about 60 people. Not told yet: fewer than 8.')).toBeTruthy();
});
test('too few to count: no numbers, and what to do instead', async () => {
  answers({ too_few: true, times: [] });
  await show(<DeskTimesScreen />, { roles: ['member', 'organiser'] });
  expect(await screen.findByText(words.too_few)).toBeTruthy();
  expect(screen.queryByText(/about/)).toBeNull();
});
const desk = () => show(<DeskTimesScreen />, { roles: ['member', 'organiser'] });
test('too few to count: one press asks them, with times to begin with', async () => {
  answers({ too_few: true, times: [], waits: true });
  await desk();
  expect(await screen.findByText(words.waits)).toBeTruthy();
  fireEvent.press(await button(words.ask_send));
  expect(screen.getByText(words.ask_what_wrong)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText(words.ask_what), 'Chess');
  fireEvent.press(await button('Leave out time 3'));
  fireEvent.press(await button(words.ask_send));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  const { path, body, key } = sent.mock.calls[0][0];
  expect(path).toBe('/api/v1/time-polls');
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(body).toMatchObject({ audience: 'everyone', what: 'Chess', minutes: 60, place: 'on' });
  expect(body.starts.map((s: { start: string }) => s.start)).toEqual(['12:30', '15:30']);
});
test('what came of a question is told when it is over', async () => {
  const moment = (date: string) => ({ at: `${date}T15:30:00Z`, date, time: '15:30' });
  const poll = {
    id: 'p',
    what: 'Chess',
    minutes: 60,
    on_site: true,
    closes: moment('2026-11-20'),
    is_over: true,
    answered: 5,
    times: [
      { starts: moment('2026-12-01'), would_come: 4 },
      { starts: moment('2026-12-03'), would_come: 1 },
    ],
  };
  (read as unknown as jest.Mock).mockImplementation(async (path: string) =>
    path.endsWith('asked') ? { results: [poll], next: null } : times,
  );
  await desk();
  expect(await screen.findByText('5 answered.')).toBeTruthy();
  expect(screen.getByText('4 would come')).toBeTruthy();
  expect(screen.queryByText(words.poll_close)).toBeNull();
});
test('a time right after a shift, of some weekday of the month, with the tired said apart', async () => {
  const anchor = { group: 'earlies' as const, finish: '15:00', minutes_after: 15 };
  const first = time('Thu', '15:15', { ...thursday, start: '15:15', nth: 2, anchor, tired: { about: 15 } });
  answers({ times: [first], anchors: [first], alternate_with: null });
  await desk();
  expect(await screen.findByText('1. Second Thursday of the month, 15:15')).toBeTruthy();
  expect(screen.getByText('15 minutes after most finish at 15:00: Earlies')).toBeTruthy();
  expect(screen.getByText(/^Fit, but tired: about 15\./)).toBeTruthy();
  expect(screen.getByText(words.after_shifts)).toBeTruthy();
});
test('the week is a table as well, for everyone or for one group', async () => {
  const box = (weekday: string, hour: number, share: 'few' | 'all') => ({
    weekday,
    hour,
    start: `${hour}:15`,
    reach: share === 'few' ? { fewer_than: 8 } : { about: 30 },
    groups: [
      { group: 'earlies' as const, share },
      { group: 'nights' as const, share: 'most' as const },
    ],
  });
  answers({ grid: [box('Thu', 15, 'all'), box('Thu', 16, 'few')] });
  await desk();
  expect(await screen.findByText('15:15: about 30 people')).toBeTruthy();
  expect(screen.getByText('16:15: fewer than 8 people')).toBeTruthy();
  const shown = within(screen.getByLabelText(words.map_for));
  fireEvent.press(shown.getByRole('radio', { name: words.g_earlies }));
  expect(await screen.findByText('15:15: all')).toBeTruthy();
  expect(screen.getByText('16:15: few')).toBeTruthy();
});
test('a series is told whom it left out, and which time makes up for it', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ series: 'a' });
  answers({
    memory: {
      times: [{ weekday: 'Thu', start: '15:30' }],
      groups: [{ group: 'nights', share: 'few' }],
      left_out: ['nights'],
      rotation: [{ group: 'nights', share: 'most', time: { ...saturday, weekday: 'Wed', start: '19:30' } }],
    },
  });
  await desk();
  expect(await screen.findByText(words.memory)).toBeTruthy();
  expect(screen.getByText('Wednesday, 19:30')).toBeTruthy();
  expect(screen.getByText('Nights: most could come')).toBeTruthy();
  expect((read as unknown as jest.Mock).mock.calls.some(([, o]) => o?.query?.series === 'a')).toBe(true);
});
test('shifts as they come go in together, only the days that were tapped', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ way: 'come' });
  await show(<PatternScreen />);
  expect(screen.queryByText(words.repeats)).toBeNull();
  fireEvent.press(await button(/^Monday 23 November: off/));
  fireEvent.press(await button(/^Thursday 26 November: off/));
  fireEvent.press(await button(words.come_save));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const shifts = [{ start: '07:00', end: '15:00' }];
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/my-shifts/days',
    body: {
      days: [
        { date: '2026-11-23', shifts },
        { date: '2026-11-26', shifts },
      ],
    },
  });
});
test('a rest rule can be left out, and taken back, where it is explained', async () => {
  await show(<MyShiftsScreen />);
  fireEvent.press(await button(words.why_grey));
  const box = (rule: string, checked: boolean) =>
    screen.findByRole('checkbox', { name: `This rule is not for me: ${rule}`, checked });
  fireEvent.press(await box(words.grey_3, false));
  fireEvent.press(await box(words.grey_4, true));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(sent.mock.calls.map(([c]) => [c.method, c.path])).toEqual([
    ['PUT', '/api/v1/my-shifts/rules/before_early'],
    ['DELETE', '/api/v1/my-shifts/rules/short_rest'],
  ]);
});
test('days that overlap are named before anything is saved', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ way: 'days', days: '21:30-07:30,07:00-15:00,-' });
  await show(<PatternScreen />);
  fireEvent.press(await button(words.board_save));
  expect(
    screen.getByText(
      'Sunday 22 November ends at 07:30, after Monday 23 November has begun at 07:00. Change one of them.',
    ),
  ).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
});
test('a time is sought for one site; a site of few is said to be, and is asked instead', async () => {
  answers({ apart: true });
  await desk();
  fireEvent.press(await screen.findByText(words.one_site));
  await waitFor(() => expect(wantedLast()).toBe('site:t'));
  expect(await screen.findByText(words.apart)).toBeTruthy();
  answers({ too_few: true, times: [] });
  fireEvent.press(screen.getByText('North (too few to count)'));
  await waitFor(() => expect(wantedLast()).toBe('site:s'));
  expect(await screen.findByText(words.too_few)).toBeTruthy();
});
test('from an idea a time is sought for who would come, also when too few to be listed', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ audience: 'idea:i' });
  answers();
  await desk();
  expect(await screen.findByText(words.this_idea)).toBeTruthy();
  expect(wantedLast()).toBe('idea:i');
});
