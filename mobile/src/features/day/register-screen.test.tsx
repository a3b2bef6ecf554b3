import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { gone, show } from '@/testing/render';
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
    {
      is_here: true,
      guests: 1,
      adds_places: false,
      device_at: expect.stringMatching(/Z$/),
      sent_at: expect.stringMatching(/Z$/),
    },
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
test('two colleagues without a card are counted without signal, nameless, and taken back with the same key', async () => {
  await show(<RegisterScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Somebody without a card' }));
  expect(screen.getByText(/No name, and nothing about them is kept/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'People without a card: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'Count them in' }));
  expect(await screen.findByText(/2.* of .*3.* people are here/)).toBeTruthy();
  await waitFor(() => expect(bodies()[0]?.[2]).toMatchObject({ people: 2, is_here: true, adds_places: false }));
  fireEvent.press(await screen.findByRole('button', { name: 'Take back: 2 people without a card' }));
  expect(await screen.findByText(/0.* of .*3.* people are here/)).toBeTruthy();
  const [first, last] = outbox.rows();
  expect(first?.path).toMatch(/\/without-card\/[0-9a-f-]{36}$/);
  expect([last?.path, last?.body]).toEqual([first?.path, expect.objectContaining({ is_here: false })]);
});
test('when it is full the lead adds the places for them in the same press', async () => {
  register = aRegister({ free: 0 });
  await show(<RegisterScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Somebody without a card' }));
  expect(screen.getAllByText(/more people than were agreed to/).length).toBeGreaterThan(1);
  fireEvent.press(screen.getByRole('button', { name: 'Add places and count them in' }));
  await waitFor(() => expect(bodies().at(-1)?.[2]).toMatchObject({ people: 1, adds_places: true }));
});
test('why somebody was taken off is read before the lead lets them come, whatever was pressed since', async () => {
  sent.mockImplementation(async ({ path, body }: Call) =>
    path.endsWith('/walk-ins') && !(body as { although_removed?: boolean }).although_removed
      ? {
          status: 409,
          problem: {
            type: 'https://x/problems/was-taken-off',
            title: 'They were taken off this list',
            status: 409,
            reason: 'The coach is full',
            may_let_in: true,
          },
        }
      : { status: 200, data: register },
  );
  await show(<RegisterScreen id="walk-1" />);
  fireEvent.changeText(await screen.findByLabelText('Code or link on their card'), 'KX7M-2P4Q');
  fireEvent.press(screen.getByRole('button', { name: 'Check in' }));
  expect(await screen.findByText(/The coach is full/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Send it again' })).toBeNull(); // the reason stands
  fireEvent.press(screen.getByRole('checkbox', { name: /Ben/ }));
  await waitFor(() => expect(bodies().at(-1)?.[1]).toBe('register/Ben'));
  fireEvent.press(await screen.findByRole('button', { name: 'Let them come all the same' }));
  await waitFor(() => expect(bodies().at(-1)?.[2]).toMatchObject({ card: 'KX7M-2P4Q', although_removed: true }));
  await gone(() => screen.queryByText(/The coach is full/));
});
test('a press that was refused on the hill is sent again as of when it was pressed, and is not lost before', async () => {
  let isTooMany = true;
  sent.mockImplementation(async () =>
    isTooMany
      ? { status: 409, problem: { type: 'https://x/problems/group-too-large', title: 'Too many', status: 409 } }
      : { status: 200, data: register },
  );
  await show(<RegisterScreen id="walk-1" />);
  fireEvent.changeText(await screen.findByLabelText('Code or link on their card'), 'KX7M-2P4Q');
  fireEvent.press(screen.getByRole('button', { name: 'Check in' }));
  expect(await screen.findByText('Too many')).toBeTruthy();
  const pressed = (bodies()[0]?.[2] as { device_at: string } | undefined)?.device_at;
  isTooMany = false;
  fireEvent.press(screen.getByRole('button', { name: 'Send it again' }));
  await gone(() => screen.queryByText('Too many'));
  expect(bodies().at(-1)).toEqual([
    'POST',
    'walk-ins',
    expect.objectContaining({ card: 'KX7M-2P4Q', device_at: pressed }),
  ]);
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
