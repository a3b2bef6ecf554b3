import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { Text } from 'react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { HandoversAsked, LeaderCalls } from './components/asked';
import { DeskLeaders } from './components/desk-leaders';
import SeriesWaits from './components/series-waits';
import type { Handover, OwnLoad, Pack, PassingOn } from './queries';
import { PassingScreen } from './screens/lead-passing-screen';
import { passing as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const quiet: PassingOn = {
  activity_id: 'a1',
  title: 'Thursday walk',
  is_series: true,
  is_paused: false,
  is_resting: false,
  rests_until_date: null,
  next_id: 'o1',
  next: at('2026-11-26', '15:30'),
  turn_is_somebody_elses: false,
  second_id: 'm2',
  second_name: 'Ben',
  asks_second: false,
  suggests_handover: false,
  readiness: null,
  taper: null,
  my_side_agreed: false,
  may_begin_taper: false,
  may_ask_for_help: false,
  may_hand_over: true,
  handover: null,
};
const pack: Pack = {
  activity_id: 'a1',
  title: 'Thursday walk',
  meeting_place: 'Main door',
  what_to_bring: '',
  held: 6,
  contacts: 'Estates',
  place: '',
  checklist: '',
  learned: '',
  version: 1,
  may_change: true,
};
const taper: NonNullable<PassingOn['taper']> = {
  step: 2,
  since_date: '2026-09-01',
  steps: [
    { step: 1, date: '2026-06-01', state: 'done' },
    { step: 2, date: '2026-09-01', state: 'now' },
    { step: 3, date: '2026-12-01', state: 'later' },
  ],
  went_back_for: null,
  is_proposed: true,
  lead_agreed: false,
  organiser_agreed: false,
};
const asked: Handover = {
  id: 'h1',
  activity_id: 'a1',
  title: 'Thursday walk',
  state: 'open',
  i_give: false,
  stays_as_second: true,
  is_turn: false,
  given: true,
  taken: false,
  lapses: at('2026-12-10', '09:00'),
};
const load: OwnLoad = {
  most: 2,
  led: 1,
  is_asked: true,
  answer: null,
  buddy: null,
  buddies: [{ id: 'm2', name: 'Ben' }],
  heard: [{ name: 'Chidi', answer: 'bit_much' }],
};
let told: PassingOn;
let answers: Record<string, unknown>;
beforeEach(() => {
  wipe();
  told = quiet;
  answers = {
    'handover-pack': pack,
    'own-load': load,
    handovers: { results: [asked] },
    'leader-calls': { results: [] },
    'load-totals': { leads: null, carriers: null, percent: null },
  };
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }: Call) => ({
      data: (path.endsWith('/passing-on') ? told : answers[path.split('/').at(-1) ?? '']) as never,
      etag: '"1-x"',
    }));
});
const open = () => show(<PassingScreen id="a1" />);
const press = async (name: string) => fireEvent.press(await screen.findByRole('button', { name }));
const calls = () => sent.mock.calls.map(([call]) => [call.method, call.path, call.body]);
const path = '/api/v1/activities/a1';

test('the lead hands on to who helps now in one tap, and stays to help', async () => {
  told = { ...quiet, turn_is_somebody_elses: true, asks_second: true };
  await open();
  await screen.findByText(words.turn_text);
  await press('Ask Ben to lead the next one');
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(calls()).toEqual([['PUT', `${path}/handover`, { to_id: 'm2', stays_as_second: true }]]);
});
test('the app has asked somebody in my name, and one tap keeps the turn', async () => {
  told = {
    ...quiet,
    turn_is_somebody_elses: true,
    handover: { id: 'h1', taker: '', given: true, taken: false, waits_for_me: false, is_turn: true, may_keep: true },
  };
  await open();
  await screen.findByText(words.turn_asked);
  await press(words.turn_keep);
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(calls()).toEqual([['PUT', '/api/v1/handovers/h1/refusal', undefined]]);
});
test('an open handover says whose yes is missing, and that nothing has changed', async () => {
  told = {
    ...quiet,
    handover: {
      id: 'h1',
      taker: 'Ben',
      given: false,
      taken: true,
      waits_for_me: true,
      is_turn: false,
      may_keep: false,
    },
  };
  await open();
  await screen.findByText('Asked: Ben. Nothing has changed yet.');
  expect(screen.getByText(words.waits_giver)).toBeTruthy();
  expect(screen.queryByText(words.waits_taker)).toBeNull();
});
test('the taper shows its dates, and the next step takes one yes from here', async () => {
  told = { ...quiet, taper, readiness: 'not_yet_other_shift' };
  await open();
  await screen.findByText('At the first of each round, from Tuesday 1 December');
  expect(screen.getByText(words.ready_not_yet_other_shift)).toBeTruthy();
  await press(words.agree);
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(calls()).toEqual([['PUT', `${path}/taper/agreement`, undefined]]);
});
test('what waits for an answer comes first, and the roles after it', async () => {
  told = { ...quiet, taper };
  await show(<PassingScreen id="a1" roles={() => <Text>the roles</Text>} />);
  await screen.findByText(words.agree);
  const seen = screen.toJSON();
  const at = (text: string) => JSON.stringify(seen).indexOf(JSON.stringify(text));
  expect(at(words.hand_over)).toBeGreaterThan(0);
  expect([words.agree, words.hand_over, 'the roles', words.pack].map(at)).toEqual(
    [words.agree, words.hand_over, 'the roles', words.pack].map(at).sort((a, b) => a - b),
  );
});
test('going back a step is said kindly, and a lead asks for more help in one tap', async () => {
  told = { ...quiet, taper: { ...taper, is_proposed: false, went_back_for: 'incident' }, may_ask_for_help: true };
  await open();
  await screen.findByText(words.back_incident);
  await press(words.more_help);
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(calls()).toEqual([['PUT', `${path}/taper/help`, undefined]]);
});
const call = {
  activity_id: 'a1',
  title: 'Thursday walk',
  kind: 'walk',
  needs_lead: true,
  needs_second: true,
  next_id: 'o1',
  next: at('2026-11-26', '15:30'),
  is_paused: true,
};
test('the page of a series that nobody leads says that it rests, and where to say "I could"', async () => {
  answers['leader-calls'] = { results: [call] };
  await show(<SeriesWaits activityId="a1" links />);
  await screen.findByText(words.waits);
  expect(screen.getByText(words.waits_could)).toBeTruthy();
});
test('it says nothing of a series that goes on, or of another', async () => {
  answers['leader-calls'] = {
    results: [
      { ...call, is_paused: false },
      { ...call, activity_id: 'a2' },
    ],
  };
  await show(<SeriesWaits activityId="a1" />);
  await waitFor(() => expect(jest.mocked(ask)).toHaveBeenCalled());
  expect(screen.queryByText(words.waits)).toBeNull();
});
test('a paused series says so, and that its places stay', async () => {
  told = { ...quiet, is_paused: true };
  await open();
  await screen.findByText(words.paused_text);
});
test('the pack is written where one may, with the version it was read in', async () => {
  await open();
  fireEvent.changeText(await screen.findByLabelText(words.learned), 'Go slowly');
  await press(words.pack_keep);
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(calls()).toEqual([
    ['PUT', `${path}/handover-pack`, { contacts: 'Estates', place: '', checklist: '', learned: 'Go slowly' }],
  ]);
  expect(sent.mock.calls[0]?.[0].ifMatch).toBe('"1-x"');
});
test('the question of the month goes to me and to the one I choose', async () => {
  await open();
  await screen.findByText('Chidi says: A bit much');
  fireEvent.press(screen.getByText('Ben'));
  await press(words.need_break);
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(calls()).toEqual([['PUT', '/api/v1/own-load/answer', { answer: 'need_break', buddy_id: 'm2' }]]);
});
test('whoever is asked to take over reads the pack first, and says yes or not now', async () => {
  answers['handover-pack'] = { ...pack, may_change: false };
  await show(<HandoversAsked />);
  await press(words.pack_read);
  await screen.findByText('Estates');
  await press(words.yes_take);
  await screen.findByText(words.said_yes);
  expect(calls()).toEqual([['PUT', '/api/v1/handovers/h1/agreement', undefined]]);
});
test('what needs a leader is read by everybody', async () => {
  answers['leader-calls'] = {
    results: [
      {
        activity_id: 'a1',
        title: 'Thursday walk',
        kind: 'walk',
        needs_lead: true,
        needs_second: true,
        next_id: 'o1',
        next: at('2026-11-26', '15:30'),
        is_paused: true,
      },
    ],
  };
  await show(<LeaderCalls />);
  await screen.findByText(/It is paused until two people lead it\./);
});
test('organisers read totals of eight leads and more, else to ask them', async () => {
  await show(<DeskLeaders />);
  await screen.findByText(words.totals_few);
});
test('the totals of more leads are one sentence', async () => {
  answers['load-totals'] = { leads: 9, carriers: 2, percent: 60 };
  await show(<DeskLeaders />);
  await screen.findByText('2 of 9 leads carry about 60% of the dates.');
});
