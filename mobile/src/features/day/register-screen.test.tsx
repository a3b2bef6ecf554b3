import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { Counts } from './components/counts';
import type { Register } from './overlay';
import { RegisterScreen } from './screens/register-screen';
import { aLine, aRegister } from './testing';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
let register: Register;
beforeEach(() => {
  wipe();
  register = aRegister({ lines: [aLine('Ama', { party: 2 }), aLine('Ben')] });
  asked.mockReset().mockImplementation(async ({ path }: Call) => ({
    data: (path.endsWith('/register') ? register : {}) as never,
    etag: undefined,
  }));
  // No signal: everything has to work all the same.
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const bodies = () =>
  sent.mock.calls.map(([c]) => [c.method, c.path.replace('/api/v1/occurrences/walk-1/', ''), c.body]);

test('a tap checks a party in without signal, and a second tap takes it back', async () => {
  await show(<RegisterScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('checkbox', { name: /Ama/ }));
  expect(await screen.findByText(/2.* of .*3.* people are here/)).toBeTruthy();
  fireEvent.press(screen.getByRole('checkbox', { name: /Ama/ }));
  expect(await screen.findByText(/0.* of .*3.* people are here/)).toBeTruthy();
  expect(bodies()[0]).toEqual([
    'PUT',
    'register/Ama',
    { is_here: true, guests: 1, adds_places: false, device_at: expect.stringMatching(/Z$/) },
  ]);
});
test('a card walks in without signal, and when it is full the lead adds the place in the same press', async () => {
  register = aRegister({ free: 0 });
  await show(<RegisterScreen id="walk-1" />);
  fireEvent.changeText(await screen.findByLabelText('Code or link on their card'), 'KX7M-2P4Q');
  expect(screen.getByText(/more people than were agreed to/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Add a place and check in' }));
  await waitFor(() => expect(bodies().at(-1)?.[1]).toBe('walk-ins'));
  expect(bodies().at(-1)?.[2]).toMatchObject({ card: 'KX7M-2P4Q', guests: 0, adds_places: true });
  expect(await screen.findByText('1 card is on its way. The name comes with signal.')).toBeTruthy();
});
test('who only helps cannot add a place, and is told so', async () => {
  register = aRegister({ free: 0, may_add_places: false });
  await show(<RegisterScreen id="walk-1" />);
  expect(await screen.findByText('No place is free. Only the lead can add one.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add a place and check in' })).toBeNull();
});
test('a count that differs from the list is said in words', async () => {
  register = aRegister({ lines: [aLine('Ama', { state: 'here' }), aLine('Ben', { state: 'here' })] });
  await show(<RegisterScreen id="walk-1" counts={(here) => <Counts here={here} out={3} back={2} />} />);
  expect(await screen.findByText(/1 person more was counted than is on the list/)).toBeTruthy();
  expect(screen.getByText(/1 person fewer is back than set off/)).toBeTruthy();
});
test('whoever does not lead it sees the list and cannot tick', async () => {
  register = aRegister({ may_tick: false, lines: [aLine('Ama')] });
  await show(<RegisterScreen id="walk-1" />);
  expect(await screen.findByRole('checkbox', { name: /Ama/ })).toBeDisabled();
  expect(screen.queryByLabelText('Code or link on their card')).toBeNull();
});
