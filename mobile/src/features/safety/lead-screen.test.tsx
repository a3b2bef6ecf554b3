import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { LeadScreen } from './screens/lead-screen';
import { aDate, aList, anItem, done } from './testing';
import type { Checklist } from './types';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
let list: Checklist;
beforeEach(() => {
  wipe();
  list = aList();
  asked.mockReset().mockImplementation(async ({ path }: Call) => ({
    data: (path.endsWith('/checklist') ? list : aDate()) as never,
    etag: undefined,
  }));
  // No signal: everything has to work all the same.
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const more = (times: number, name = 'How many are here?: one more') => {
  for (let n = 0; n < times; n += 1) fireEvent.press(screen.getByRole('button', { name }));
};
type Together = { ticks: { tap: string; item_id: string; [field: string]: unknown }[] };
/** The server takes every tick of a request, and everything else. */
const takes = async ({ body }: Call) => ({
  status: 200,
  data: { results: ((body as Together | undefined)?.ticks ?? []).map(({ tap }) => ({ tap })) },
});
const ticked = (id: string) =>
  sent.mock.calls.flatMap(([c]) => (c.body as Together | undefined)?.ticks ?? []).find((t) => t.item_id === id);
const tried = () => sent.mock.calls.map(([c]) => [c.method, c.path.replace('/api/v1/occurrences/walk-1/', ''), c.body]);

test('a tick without signal is done at once, with who and when', async () => {
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('checkbox', { name: /Line C-D2/ }));
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /Line C-D2/ })).toBeChecked());
  expect(screen.getByText(/^You, \d\d:\d\d$/)).toBeTruthy();
});
test('setting off is held until the lines before it are ticked, and says which', async () => {
  await show(<LeadScreen id="walk-1" />);
  await screen.findByText('How many are here?');
  more(3);
  fireEvent.press(screen.getByRole('button', { name: 'Set off with 3' }));
  expect(screen.getByText(/Before you set off, this is missing: • Line EW-B1/)).toBeTruthy();
  expect(tried().some(([, path]) => path === 'start')).toBe(false);
});
test('the count is written down before setting off, with this phone’s time', async () => {
  list = aList({ items: [anItem('C-B1', done), anItem('C-D1'), anItem('C-D2')] });
  sent.mockImplementation(takes);
  await show(<LeadScreen id="walk-1" />);
  await screen.findByText('How many are here?');
  more(14);
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Set off with 14' }));
  });
  await waitFor(() => expect(tried().map(([, path]) => path)).toEqual(['checklist/ticks', 'start']));
  expect(ticked('C-D1')).toMatchObject({
    ticked: true,
    number: 14,
    version: 2,
    words: 'Line C-D1',
    device_at: expect.stringMatching(/Z$/),
  });
});
test('nobody sets off uncounted', async () => {
  list = aList({ items: [anItem('C-D1')] });
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Set off with 0' }));
  expect(screen.getByText('Count the heads first.')).toBeTruthy();
});
test('stop asks once, needs no reason, and works without signal', async () => {
  list = aList({ state: 'started' });
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Stop' }));
  fireEvent.press(screen.getByRole('button', { name: 'Yes, stop now' }));
  expect(await screen.findByText('Stopped')).toBeTruthy();
});
test('stopping takes a word to everybody, when there is one', async () => {
  list = aList({ state: 'started' });
  sent.mockImplementation(takes);
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Stop' }));
  fireEvent.changeText(screen.getByLabelText('A word to everybody, if you like'), 'Lightning');
  fireEvent.press(screen.getByRole('button', { name: 'Yes, stop now' }));
  await waitFor(() => expect(tried()).toEqual([['POST', 'stop', { reason: 'Lightning' }]]));
});
test('a tick that cannot be taken is shown with why until it is read', async () => {
  const problem = { type: 'https://x/problems/not-the-day-yet', title: 'This is for the day itself', status: 409 };
  sent.mockImplementation(async ({ body }: Call) => ({
    status: 200,
    data: { results: (body as Together).ticks.map(({ tap }) => ({ tap, problem })) },
  }));
  await show(<LeadScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('checkbox', { name: /Line C-D2/ }));
  expect(await screen.findByText('These ticks could not be taken')).toBeTruthy();
  expect(screen.getByText(/^Line C-D2: /)).toBeTruthy();
  expect(screen.getByRole('checkbox', { name: /Line C-D2/ })).not.toBeChecked();
});
test('what was ticked on an older list stands below', async () => {
  const tick = { ticked: true, by: 'Bashir', device_at: '2026-11-26T15:31:00Z', number: null, note: '' };
  list = aList({ older: [{ id: 'EW-D9', text: 'Somebody brings a lamp', tick }] });
  await show(<LeadScreen id="walk-1" />);
  expect(await screen.findByText(/^Somebody brings a lamp\. Bashir, /)).toBeTruthy();
});
test('what was not ticked before setting off stays to be seen, with why, and does not jump when it is ticked', async () => {
  list = aList({
    state: 'started',
    items: [
      anItem('C-B1', done),
      anItem('C-B5'),
      anItem('C-D2'),
      anItem('C-D4', { is_done: true }),
      anItem('C-D9', { is_mandatory: false }),
      anItem('EW-D2'),
    ],
  });
  await show(<LeadScreen id="walk-1" />);
  await screen.findByRole('checkbox', { name: /Line C-D2/ });
  expect(screen.getByRole('checkbox', { name: /Line C-B5/ })).toBeTruthy();
  expect(screen.getAllByText('Still open from before. Is it done? Tick it.')).toHaveLength(2);
  expect(screen.queryByRole('checkbox', { name: /Line C-D4|Line C-D9|Line C-B1/ })).toBeNull();
  fireEvent.press(screen.getByRole('checkbox', { name: /Line C-D2/ }));
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /Line C-D2/ })).toBeChecked());
});
test('different counts need a word before finishing', async () => {
  list = aList({
    state: 'started',
    items: [
      anItem('C-D1', {
        is_done: true,
        tick: { ticked: true, by: 'Ama', device_at: '2026-11-26T15:31:00Z', number: 3, note: '' },
      }),
      anItem('C-A1'),
    ],
  });
  sent.mockImplementation(takes);
  await show(<LeadScreen id="walk-1" />);
  await screen.findByText('How many are back?');
  more(2, 'How many are back?: one more');
  fireEvent.press(screen.getByRole('button', { name: 'All 2 are back. Finish' }));
  fireEvent.press(screen.getByRole('button', { name: 'Everyone is safe. Finish' }));
  expect(screen.getByText('Say in a few words what happened, or count again.')).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText('What happened? No names, please'), 'One took the bus home');
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Everyone is safe. Finish' }));
  });
  await waitFor(() => expect(tried().at(-1)?.[1]).toBe('close'));
  expect(ticked('C-A1')).toMatchObject({
    number: 2,
    note: 'One took the bus home',
  });
  // Leaving the screen writes down what is still being counted: nothing is, so the word stands.
  const before = sent.mock.calls.length;
  await act(async () => screen.unmount());
  await act(async () => new Promise((done) => setTimeout(done, 50)));
  expect(sent.mock.calls.length).toBe(before);
});
test('an organiser who does not lead sees the list of the day and cannot tick it', async () => {
  asked.mockImplementation(async ({ path }: Call) => ({
    data: (path.endsWith('/checklist') ? list : aDate({ lead: { name: 'Rosa', is_me: false } })) as never,
    etag: undefined,
  }));
  await show(<LeadScreen id="walk-1" />);
  expect(await screen.findByRole('checkbox', { name: /Line C-D2/ })).toBeDisabled();
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});
test('opened for the first time without signal, it says what to do', async () => {
  asked.mockRejectedValue(new TypeError('Network request failed'));
  await show(<LeadScreen id="walk-1" />);
  expect(await screen.findByText(/No signal|Open this before you leave signal/, {}, { timeout: 4000 })).toBeTruthy();
});
test('a line in another language is a draft: the English stands above it, and it says that nobody checked it', async () => {
  list = aList({ items: [anItem('C-D2', { text: 'Count', draft: 'گنیں' })] });
  await show(<LeadScreen id="walk-1" />, { lang: 'ur' });
  expect(await screen.findByText('Count')).toBeTruthy();
  expect(screen.getByText(/^گنیں/)).toBeTruthy();
  expect(screen.getAllByText(/کمپیوٹر/).length).toBeGreaterThan(0);
});
test('in English there is the line alone', async () => {
  list = aList({ items: [anItem('C-D2', { text: 'Count', draft: 'گنیں' })] });
  await show(<LeadScreen id="walk-1" />);
  expect(await screen.findByText('Count')).toBeTruthy();
  expect(screen.queryByText(/گنیں/)).toBeNull();
});
