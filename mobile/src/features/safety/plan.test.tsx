import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, type Call, send } from '@/api/client';
import { qc } from '@/cache';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { dishWords } from './components/allergen-grid';
import type { Comparison, Notes, Plan } from './plan-queries';
import { NotesScreen } from './screens/notes-screen';
import { PlanScreen } from './screens/plan-screen';
import { QueueScreen } from './screens/queue-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const kerb = { id: 'EW-1', what: 'Trips on kerbs', who: 'Everyone', action: 'Paths only', left: 'low' } as const;
const aPlan = (more: Partial<Plan> = {}): Plan => ({
  activity_id: 'walk',
  title: 'Long walk',
  kind: 'walk',
  lead: 'Ama',
  second: 'Bashir',
  site_id: null,
  tier: 'T2',
  must_agree: ['organiser'],
  is_looked_over: false,
  target_days: 3,
  asked_at: null,
  answer_by: null,
  assessment: null,
  suggested: { version: 1, lines: [kerb] },
  agreed_number: null,
  dates: [
    {
      occurrence_id: 'thursday',
      state: 'planned',
      starts: at('2026-11-26', '15:30'),
      ends: at('2026-11-26', '17:30'),
      places: 30,
      meeting_place: 'Main door',
      tier: 'T2',
      seen: 'abc',
      lacking: ['organiser'],
      to_look_over: false,
      agreements: [],
      daylight: null,
    },
  ],
  items: [],
  list_version: 0,
  may: { change: true, leave_out: false, ask: true },
  may_agree_as: [],
  nobody_for: [],
  another_agrees: false,
  ...more,
});
const version = (number: number) => ({
  number,
  route: '',
  lines: [kerb],
  made_by: 'Ama',
  made_at: at('2026-11-20', '09:00'),
});
const compared: Comparison = {
  before: 1,
  number: 2,
  route: [],
  lines: [
    {
      id: 'EW-1',
      kind: 'changed',
      what: [{ kind: 'same', text: 'Trips on kerbs' }],
      who: [{ kind: 'same', text: 'Everyone' }],
      action: [
        { kind: 'taken_out', text: 'Paths' },
        { kind: 'added', text: 'Lit paths' },
        { kind: 'same', text: 'only' },
      ],
      left_before: 'low',
      left_now: 'low',
    },
  ],
};
let plan: Plan;
let notes: Notes;
let queue: unknown[] = [];
let unasked: unknown[] = [];
const no = { is_long: false, makes_food: false, has_children: false, is_wild: false, is_new: false };
beforeEach(() => {
  wipe();
  jest.mocked(useLocalSearchParams).mockReturnValue({ id: 'walk' });
  plan = aPlan();
  asked.mockReset().mockImplementation(async ({ path }: Call) => ({
    data: (path.endsWith('/safety-plan')
      ? plan
      : path.endsWith('/safety-notes')
        ? notes
        : path.includes('/comparison')
          ? compared
          : path.endsWith('/nation')
            ? { nation: 'england_wales' }
            : path.endsWith('/safety-answers')
              ? { ...no, takes_photos: false, is_answered: false, tier: plan.tier }
              : { results: queue, open_unasked: unasked }) as never,
    etag: undefined,
  }));
  // No signal: what is pressed stands on the phone.
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const tried = () => sent.mock.calls.map(([c]) => [c.method, c.path.replace('/api/v1/', ''), c.body]);

test('what is suggested is kept with one press', async () => {
  await show(<PlanScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Keep this' }));
  await waitFor(() =>
    expect(tried()[0]).toEqual(['PUT', 'activities/walk/assessment', { based_on: 0, route: '', lines: [kerb] }]),
  );
  expect(await screen.findByText(/Saved on this phone|waiting for signal/)).toBeTruthy();
});
test('a line without all three answers is not kept, and says so', async () => {
  await show(<PlanScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Add a line' }));
  fireEvent.changeText(screen.getByLabelText('What could hurt us?'), 'Ice');
  fireEvent.press(screen.getByRole('button', { name: 'Keep this' }));
  expect(screen.getAllByText('Each line needs all three answers.').length).toBeGreaterThan(0);
  expect(tried()).toEqual([]);
});
test('what somebody else wrote meanwhile does not wipe what is typed here', async () => {
  plan = aPlan({ assessment: version(1) });
  await show(<PlanScreen />);
  fireEvent.changeText(await screen.findByLabelText('Which way do we go?'), 'Along the canal');
  plan = aPlan({ assessment: { ...version(2), route: 'Round the lake' } });
  await act(() => qc.invalidateQueries());
  expect(await screen.findByText('Someone else has written version 2 since you opened this.')).toBeTruthy();
  expect(screen.getByLabelText('Which way do we go?').props.value).toBe('Along the canal');
  fireEvent.press(screen.getByRole('button', { name: 'Show theirs' }));
  expect(screen.getByLabelText('Which way do we go?').props.value).toBe('Round the lake');
});
test('an organiser agrees to the version on the screen and to what they saw of each date', async () => {
  plan = aPlan({ assessment: version(2), agreed_number: 1, may_agree_as: ['organiser'] });
  await show(<PlanScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'I have read version 2 and agree' }));
  await waitFor(() =>
    expect(tried()[0]).toEqual([
      'POST',
      'activities/walk/agreements',
      { as_role: 'organiser', number: 2, dates: [{ occurrence_id: 'thursday', seen: 'abc' }], proof: '' },
    ]),
  );
});
test('an organiser who leads it is told that somebody else agrees', async () => {
  plan = aPlan({ assessment: version(2), nobody_for: [], another_agrees: true });
  await show(<PlanScreen />);
  expect(await screen.findByText('You lead or help lead this, so somebody else agrees to it.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'I have read version 2 and agree' })).toBeNull();
});
test('a yes to what has moved on says so beside its button, and shows the new one when asked to', async () => {
  plan = aPlan({ assessment: version(2), agreed_number: 1, may_agree_as: ['organiser'] });
  const problem = {
    type: '/problems/plan-moved-on',
    title: 'This has changed since you read it',
    next: 'Look at what changed, then decide again.',
    status: 409,
  };
  sent.mockReset().mockResolvedValue({ status: 409, problem } as never);
  await show(<PlanScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'I have read version 2 and agree' }));
  expect(await screen.findByText('This has changed since you read it')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'I have read version 2 and agree' })).toBeTruthy();
  plan = aPlan({ assessment: version(3), agreed_number: 1, may_agree_as: ['organiser'] });
  fireEvent.press(screen.getByRole('button', { name: 'Show it as it is now' }));
  expect(await screen.findByRole('button', { name: 'I have read version 3 and agree' })).toBeTruthy();
  expect(screen.queryByText('This has changed since you read it')).toBeNull();
});
test('what changed since the last yes is marked, and said to who cannot see the marks', async () => {
  plan = aPlan({ assessment: version(2), agreed_number: 1, may_agree_as: ['organiser'] });
  await show(<PlanScreen />);
  expect(await screen.findByLabelText('Before: Paths only. Now: Lit paths only.')).toBeTruthy();
});
test('a mountain day asks whose certificate was seen', async () => {
  plan = aPlan({ assessment: version(1), may_agree_as: ['organiser'] });
  plan = { ...plan, dates: plan.dates.map((d) => ({ ...d, tier: 'T3' })) };
  await show(<PlanScreen />);
  const yes = await screen.findByRole('button', { name: 'I have read version 1 and agree' });
  fireEvent.press(yes);
  expect(screen.getAllByText('Write whose certificate or provider you saw.').length).toBeGreaterThan(0);
  expect(tried()).toEqual([]);
  fireEvent.changeText(screen.getByLabelText('Whose certificate or provider did you see?'), 'Rosa, ML card');
  fireEvent.press(yes);
  await waitFor(() => expect(tried()[0]?.[2]).toMatchObject({ proof: 'Rosa, ML card' }));
});
test('what nobody answered about a dish may be in it', () => {
  const say = ((key: string, values?: { list: string }) =>
    values ? `${key}: ${values.list}` : key) as unknown as Parameters<typeof dishWords>[0];
  const words = dishWords(say, { name: 'Soup', allergens: { milk: 'yes', nuts: 'no' } });
  expect(words).toContain('plan.contains: plan.al_milk');
  expect(words).toContain('plan.al_peanuts');
  expect(words).not.toContain('plan.al_nuts');
});
test('a dish is written down without signal and stays on the screen', async () => {
  notes = {
    occurrence_id: 'walk',
    title: 'Cooking',
    kind: 'cook',
    starts: at('2026-11-26', '15:30'),
    ends: at('2026-11-26', '17:30'),
    photo_rule: 'not_said',
    dishes: [],
    children: { children_0_4: 1, children_5_10: 0, children_11_17: 0 },
    daylight: null,
    weather_says: 'go',
    checks: [],
    may_change: true,
  };
  await show(<NotesScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Add a dish' }));
  fireEvent.changeText(screen.getByLabelText('Dish 1'), 'Lentil soup');
  fireEvent.press(screen.getByRole('button', { name: 'Nothing else is in it' }));
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Keep the dishes' }));
  });
  await waitFor(() => expect(tried()[0]?.[1]).toBe('occurrences/walk/dishes'));
  expect(tried()[0]?.[2]).toMatchObject({ was: [], dishes: [{ name: 'Lentil soup' }] });
  expect(screen.getByText('None of the 14.')).toBeTruthy();
});
test('while a lead signs, an organiser looks over what is open, and says so', async () => {
  plan = aPlan({
    tier: 'T1',
    must_agree: [],
    is_looked_over: true,
    assessment: version(2),
    may_agree_as: ['organiser'],
  });
  plan.dates = plan.dates.map((date) => ({ ...date, tier: 'T1', lacking: [], to_look_over: true }));
  await show(<PlanScreen />);
  await screen.findByText(/The lead signs. An organiser looks it over/);
  expect(screen.getByText(/Nobody has looked it over yet/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'I have looked version 2 over' }));
  await waitFor(() => expect(tried()[0]?.[2]).toMatchObject({ as_role: 'organiser', number: 2 }));
});
test('the queue says by when an answer is due, and what is late', async () => {
  queue = [
    {
      activity_id: 'walk',
      title: 'Long walk',
      kind: 'walk',
      lead: 'Ama',
      tier: 'T2',
      since: at('2026-11-16', '09:00'),
      answer_by: '2026-11-19',
      is_late: true,
      was_agreed: false,
      missing: ['organiser'],
      dates: 1,
      first_date: '2026-12-03',
      is_look: false,
    },
  ];
  await show(<QueueScreen />, { roles: ['organiser'] });
  expect(await screen.findByText(/Late: the answer was due by/)).toBeTruthy();
});
test('what the lead signed for is said apart: nothing waits for a look', async () => {
  queue = [
    {
      activity_id: 'walk',
      title: 'Thursday walk',
      kind: 'walk',
      lead: 'Ama',
      tier: 'T1',
      since: at('2026-11-16', '09:00'),
      answer_by: '2026-12-03',
      is_late: false,
      was_agreed: false,
      missing: ['organiser'],
      dates: 1,
      first_date: '2026-12-03',
      is_look: true,
    },
  ];
  await show(<QueueScreen />, { roles: ['organiser'] });
  expect(await screen.findByText(/The lead has signed. Look it over before the day./)).toBeTruthy();
  expect(screen.queryByText(/Answer due by/)).toBeNull();
});
test('an organiser says whose bank holidays count where answers are due in working days', async () => {
  queue = [];
  await show(<QueueScreen />, { roles: ['organiser'] });
  expect((await screen.findByRole('radio', { name: 'England and Wales' })).props.accessibilityState.checked).toBe(true);
  fireEvent.press(screen.getByRole('radio', { name: 'Scotland' }));
  await waitFor(() => expect(sent.mock.calls[0]?.[0].body).toEqual({ nation: 'scotland' }));
  expect((await screen.findByRole('radio', { name: 'Scotland' })).props.accessibilityState.checked).toBe(true);
});
test('an adviser is not asked that', async () => {
  queue = [];
  await show(<QueueScreen />, { roles: ['adviser'] });
  await screen.findByText('No plan waits for a yes');
  expect(screen.queryByRole('radio', { name: 'Scotland' })).toBeNull();
});
test('what is open without a yes stands below, with its dates', async () => {
  queue = [];
  unasked = [
    { activity_id: 'tea', title: 'Tea and talk', kind: 'talk', lead: 'Ama', dates: 2, first_date: '2026-12-03' },
  ];
  await show(<QueueScreen />, { roles: ['organiser'] });
  expect(await screen.findByText('No plan waits for a yes')).toBeTruthy();
  expect(screen.getByText('Open already: low risk')).toBeTruthy();
  expect(screen.getByText(/^2 dates, the first on/)).toBeTruthy();
  unasked = [];
});
