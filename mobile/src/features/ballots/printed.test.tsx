import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { BallotScreen } from './screens/ballot-screen';
import { DeskSlipsScreen } from './screens/desk-slips-screen';
import type { Ballot, NumberedSlip, Option, Printed } from './types';
import { ballots as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('./receipt-store', () => jest.requireActual('./receipt-store.web'));

const option = (id: string, title: string): Option => ({
  id,
  idea_id: `idea-${id}`,
  title,
  kind: 'walk',
  pattern: { weekday: 'Thu', start: '15:30', minutes: 60 },
  cost: '1',
  price: '',
  helper_hours: null,
  condition: '',
  hidden_reason: null,
});
const slip = (number: string, more: Partial<NumberedSlip> = {}): NumberedSlip => ({
  number,
  state: 'out',
  is_read_by_me: false,
  can_read: true,
  ...more,
});
const printed: Printed = {
  ballot_id: 'b1',
  title: 'Winter',
  can_hand_out: true,
  can_type_in: true,
  handed_out: 3,
  counted: 1,
  to_print: 4,
  options: [option('walk', 'Thursday walk'), option('cook', 'Cooking class')],
  slips: [
    slip('111111'),
    slip('222222', { state: 'differs', is_read_by_me: true }),
    slip('333333', { state: 'counted', can_read: false }),
    slip('444444', { state: 'read_once' }),
    slip('555555', { state: 'read_once', is_read_by_me: true }),
    slip('666666', { state: 'differs', is_read_by_me: true, can_read: false }),
  ],
};
const server = ask as unknown as jest.Mock;
const sent = send as unknown as jest.Mock;
const desk = (roles = ['member', 'connector']) => show(<DeskSlipsScreen />, { roles });

beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (useLocalSearchParams as jest.Mock).mockReturnValue({ ballot: 'b1' });
  server.mockImplementation(async () => ({ data: printed, etag: undefined }));
  sent.mockImplementation(async () => ({ status: 200, data: {} }));
});
/** The first field of this name: typing in stands above handing back, handing out above both. */
const field = async (name: string) => {
  const [first] = await screen.findAllByLabelText(name);
  if (!first) throw new Error(name);
  return first;
};
const save = () => screen.getByRole('button', { name: new RegExp(`^${words.slips_save}`) });

test('what is read on a slip goes out with its number, and the form is empty for the next', async () => {
  await desk();
  fireEvent.changeText(await field(words.slips_number), '111111');
  fireEvent.press(screen.getByText('2. Cooking class'));
  await act(async () => fireEvent.press(save()));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/ballots/b1/printed-slips/111111/reading',
    body: { options: ['cook'] },
  });
  expect((await field(words.slips_number)).props.value).toBe('');
});

test('nothing goes out without a tick, with a number nobody printed, or for a slip that is done with', async () => {
  await desk();
  const number = await field(words.slips_number);
  for (const [typed, why] of [
    ['111111', words.slips_tick_first],
    ['999999', words.slips_unknown],
    ['333333', words.slips_done_with],
  ] as const) {
    fireEvent.changeText(number, typed);
    await act(async () => fireEvent.press(save()));
    expect(screen.getAllByText(why).length).toBeGreaterThan(0);
  }
  expect(sent).not.toHaveBeenCalled();
});

test('a blank slip is said to be blank', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ ballot: 'b1', number: '111111' });
  await desk();
  fireEvent.press(await screen.findByText(words.slips_blank));
  await act(async () => fireEvent.press(save()));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0].body).toEqual({ options: [] });
});

test('a slip that was read differently says so, and neither at which lines nor what anybody ticked', async () => {
  await desk();
  expect(await screen.findByText(words.slips_differ)).toBeTruthy();
  expect(screen.getByText(words.slips_read_once)).toBeTruthy();
  expect(screen.getByText(words.slips_by_me)).toBeTruthy();
  fireEvent.press(screen.getByText(words.slips_read_again));
  expect((await field(words.slips_number)).props.value).toBe('222222');
});

test('a slip is handed out by the card alone: no number goes along', async () => {
  await desk();
  fireEvent.changeText(await field(words.slips_card), 'ABCD-EFGH-JKMN');
  await act(async () => fireEvent.press(screen.getByText(words.slips_hand_out_do)));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({
    path: '/api/v1/ballots/b1/handed-out',
    body: { card: 'ABCD-EFGH-JKMN' },
  });
  expect(await screen.findByText(words.slips_handed_out)).toBeTruthy();
});

test('those without a role for it are shown the way home', async () => {
  await desk(['member']);
  expect(screen.queryByText(words.slips_hand_out_do)).toBeNull();
});

test('without signal the page says so and can be asked again', async () => {
  server.mockRejectedValue(new TypeError('network'));
  await desk();
  expect(await screen.findByRole('button', { name: /again/i })).toBeTruthy();
});

test('after the close slips are typed in and none is handed out; later nothing is', async () => {
  server.mockImplementation(async () => ({ data: { ...printed, can_hand_out: false }, etag: undefined }));
  const first = await desk();
  expect(await screen.findByText(words.slips_type_in_text)).toBeTruthy();
  expect(screen.queryByText(words.slips_hand_out_do)).toBeNull();
  first.unmount();
  server.mockImplementation(async () => ({
    data: { ...printed, can_hand_out: false, can_type_in: false },
    etag: undefined,
  }));
  await desk();
  expect(await screen.findByText(words.slips_over)).toBeTruthy();
  expect(screen.queryByText(words.slips_type_in_text)).toBeNull();
});

test('whoever was handed a printed slip is told that it is their vote', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'b1' });
  const ballot: Ballot = {
    id: 'b1',
    title: 'Winter',
    state: 'open',
    closes: { at: '2026-12-13T20:00:00Z', date: '2026-12-13', time: '20:00' },
    my_paper: 'printed',
    slots: 3,
    budget: null,
    options: printed.options,
    seed_hash: '',
    completion: 'add1',
    tie_break: 'cost,votes,seed',
    short_reason: '',
    first_closed: null,
    floor: null,
    missing_groups: [],
    left_out: [],
    how_counted: '',
  };
  server.mockImplementation(async () => ({ data: ballot, etag: undefined }));
  await show(<BallotScreen />);
  expect(await screen.findByText(words.printed_title)).toBeTruthy();
  expect(screen.queryByText('Thursday walk')).toBeNull();
});

test('who has read a slip three times is told that a third person has to', async () => {
  (useLocalSearchParams as jest.Mock).mockReturnValue({ ballot: 'b1', number: '666666' });
  await desk();
  expect((await screen.findAllByText(words.slips_third)).length).toBeGreaterThan(1);
  expect(screen.getAllByText(words.slips_read_again)).toHaveLength(1);
  fireEvent.press(screen.getByText(words.slips_blank));
  fireEvent.press(save());
  expect(sent).not.toHaveBeenCalled();
});

test('the page to print is offered once the server has made slips that no sheet bears', async () => {
  const first = await desk();
  expect(await screen.findByText(words.slips_to_print.replace('{count}', '4'))).toBeTruthy();
  expect(screen.getByText(words.slips_on_computer)).toBeTruthy();
  first.unmount();
  server.mockImplementation(async () => ({ data: { ...printed, to_print: 0 }, etag: undefined }));
  await desk();
  expect(await screen.findByText(words.slips_make)).toBeTruthy();
  expect(screen.queryByText(words.slips_on_computer)).toBeNull();
});
