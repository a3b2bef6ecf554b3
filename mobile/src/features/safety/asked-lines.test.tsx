import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { Questions } from './components/questions';
import { missing } from './overlay';
import { LeadScreen } from './screens/lead-screen';
import { aDate, aList, anItem, done } from './testing';
import type { Checklist } from './types';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const sent = jest.mocked(send);
const answers = { is_long: false, makes_food: false, has_children: false, is_wild: false, is_new: false };
let list: Checklist;
let read: Record<string, unknown>;
beforeEach(() => {
  wipe();
  list = aList();
  read = { ...answers, takes_photos: false, is_hilly: null, is_mountain_day: false, is_answered: false, tier: 'T1' };
  jest.mocked(ask).mockImplementation(async ({ path }: Call) => ({
    data: (path.endsWith('/checklist') ? list : path.endsWith('/safety-answers') ? read : aDate()) as never,
    etag: undefined,
  }));
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
type Together = { ticks: { item_id: string; [field: string]: unknown }[] };
const ticked = (id: string) =>
  sent.mock.calls.flatMap(([c]) => (c.body as Together | undefined)?.ticks ?? []).find((t) => t.item_id === id);

test.each([
  ['Yes', 1, 'Somebody was hurt, or nearly.'],
  ['No, nobody', 0, 'Nobody was hurt.'],
])('whether anybody was hurt is answered: %s', async (button, number, said) => {
  list = aList({ state: 'started', items: [anItem('C-D1', done), anItem('C-A2', { asks_yes_no: true })] });
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('checkbox', { name: /Line C-A2/ }));
  expect(ticked('C-A2')).toBeUndefined(); // one tap says nothing yet
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: button }));
  });
  await waitFor(() => expect(ticked('C-A2')).toMatchObject({ ticked: true, number }));
  expect(await screen.findByText(new RegExp(said))).toBeTruthy();
});
test('no word can be written beside whether anybody was hurt, and one can beside what to keep', async () => {
  list = aList({
    state: 'started',
    items: [anItem('C-D1', done), anItem('C-A2', { asks_yes_no: true }), anItem('C-A3')],
  });
  await show(<LeadScreen id="walk-1" />);
  await screen.findByRole('checkbox', { name: /Line C-A2/ });
  expect(screen.queryByLabelText(/about it: Line C-A2/)).toBeNull();
  expect(screen.getByLabelText(/about it: Line C-A3/)).toBeTruthy();
});
test('the size of the group is written as a number', async () => {
  list = aList({ state: 'planned', items: [anItem('HM-B2', { takes_number: true })] });
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('checkbox', { name: /Line HM-B2/ }));
  fireEvent.press(screen.getByRole('button', { name: 'Keep this' }));
  expect(screen.getAllByText('Write a number.').length).toBeGreaterThan(0);
  fireEvent.changeText(screen.getByLabelText('How many at most?'), '14');
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Keep this' }));
  });
  await waitFor(() => expect(ticked('HM-B2')).toMatchObject({ ticked: true, number: 14 }));
});
test('without a certificate on the day a word is missing before they set off, and nothing before', () => {
  const tick = { ticked: true, by: 'Ama', device_at: '2026-01-08T15:00:00Z', number: null, note: '' };
  const line = (note: string, what: string | null = 'food_hygiene') =>
    aList({ items: [anItem('CK-B2', { is_done: true, tick: { ...tick, note }, missing_certificate: what })] });
  expect(missing(line(''), 'publish')).toEqual([]);
  expect(missing(line(''), 'start').map((i) => i.id)).toEqual(['CK-B2']);
  expect(missing(line(''), 'close')).toEqual([]);
  expect(missing(line('Chef Marta has hers'), 'start')).toEqual([]);
  expect(missing(line('', null), 'start')).toEqual([]);
});
test('hills are asked about only where there is something wild, and go with it', async () => {
  await show(<Questions activityId="a1" />);
  const wild = await screen.findByRole('checkbox', { name: /Hills, water/ });
  expect(screen.queryByText('Do we go up hills or mountains?')).toBeNull();
  fireEvent.press(wild);
  fireEvent.press(screen.getByRole('checkbox', { name: /Do we go up hills or mountains/ }));
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Keep these answers' }));
  });
  await waitFor(() => expect(sent.mock.calls[0]?.[0].body).toMatchObject({ is_wild: true, is_hilly: true }));
  fireEvent.press(screen.getByRole('checkbox', { name: /Hills, water/ }));
  expect(screen.queryByText('Do we go up hills or mountains?')).toBeNull();
});
