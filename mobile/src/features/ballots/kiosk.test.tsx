import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { ProblemError } from '@/api/problems';
import { IDLE_SECONDS } from '@/lib/idle';
import { outbox } from '@/outbox';
import { SessionContext } from '@/session';
import { ama, gone, show } from '@/testing/render';
import { readReceiptOf } from './kept';
import { receiptHash } from './receipt';
import { KioskScreen } from './screens/kiosk-screen';
import type { Ballot } from './types';
import { ballots as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('./receipt-store', () => jest.requireActual('./receipt-store.web'));

const ballot: Ballot = {
  id: 'b1',
  title: 'Winter',
  state: 'open',
  closes: { at: '2026-12-13T20:00:00Z', date: '2026-12-13', time: '20:00' },
  my_paper: 'unused',
  slots: 3,
  budget: null,
  options: [
    {
      id: 'walk',
      idea_id: 'i1',
      title: 'Thursday walk',
      kind: 'walk',
      pattern: { weekday: 'Thu', start: '15:30', minutes: 60 },
      cost: '1',
      price: '',
      helper_hours: null,
      condition: '',
      hidden_reason: null,
    },
  ],
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
const server = ask as unknown as jest.Mock;
const signOut = jest.fn(async () => {});
const signIn = jest.fn(async () => {});
let post: jest.Mock;
/** Ama at the tablet, or nobody. */
const kiosk = (isIn: boolean) =>
  show(
    <SessionContext.Consumer>
      {(around) =>
        around && (
          <SessionContext.Provider
            value={{ ...around, status: isIn ? 'in' : 'out', session: isIn ? ama : undefined, signIn, signOut }}
          >
            <KioskScreen />
          </SessionContext.Provider>
        )
      }
    </SessionContext.Consumer>,
  );
const tickAndPut = async () => {
  fireEvent.press(await screen.findByText('Winter'));
  fireEvent.press(await screen.findByText('Thursday walk'));
  await act(async () => fireEvent.press(screen.getByText(words.put_in_one)));
};

beforeEach(() => {
  jest.clearAllMocks();
  post = jest.fn(async () => ({ data: {}, etag: undefined }));
  server.mockImplementation(async (call: { method: string; path: string }) =>
    call.method === 'POST'
      ? post(call)
      : { data: call.path.endsWith('/ballots') ? { results: [ballot], next: null } : ballot, etag: undefined },
  );
});
afterEach(() => jest.useRealTimers());

test('a member signs in with card and PIN', async () => {
  await kiosk(false);
  fireEvent.changeText(screen.getByLabelText('The code on your card'), 'ABCD-EFGH-JKMN');
  fireEvent.changeText(screen.getByLabelText('Your PIN, 6 numbers'), '271828');
  await act(async () => fireEvent.press(screen.getByText('Sign in')));
  await waitFor(() => expect(signIn).toHaveBeenCalledWith('ABCD-EFGH-JKMN', '271828'));
});

test('a vote at the tablet leaves nothing on it, and its receipt is only shown', async () => {
  await kiosk(true);
  await tickAndPut();
  expect(await screen.findByText(words.is_in)).toBeTruthy();
  const [{ body }] = post.mock.calls[0];
  expect(body.options).toEqual(['walk']);
  const code = screen.getByText(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/).props.children.replace(/ /g, '');
  expect(body.receipt_hash).toBe(receiptHash(code));
  expect(readReceiptOf(ama.member.id, 'b1')).toBeUndefined();
  expect(outbox.rows()).toHaveLength(0);
  expect(send).not.toHaveBeenCalled();
});

test('leaving signs out', async () => {
  await kiosk(true);
  await tickAndPut();
  fireEvent.press(await screen.findByText(words.kiosk_leave));
  expect(signOut).toHaveBeenCalledTimes(1);
});

test('without signal the vote is said not to be in, and the same receipt is sent again', async () => {
  post.mockRejectedValueOnce(new TypeError('network'));
  await kiosk(true);
  await tickAndPut();
  expect(await screen.findByText(words.kiosk_not_in)).toBeTruthy();
  await act(async () => fireEvent.press(screen.getByText(words.kiosk_again)));
  expect(await screen.findByText(words.is_in)).toBeTruthy();
  expect(post.mock.calls[1][0].body).toEqual(post.mock.calls[0][0].body);
});

test('a refusal is shown in its own words', async () => {
  post.mockRejectedValueOnce(
    new ProblemError({ type: '/problems/already-voted', title: 'You have voted already', status: 409 }),
  );
  await kiosk(true);
  await tickAndPut();
  await gone(() => screen.queryByText(words.is_in));
  expect(await screen.findByText(/voted already/)).toBeTruthy();
});

test('a minute without a touch signs out', async () => {
  jest.useFakeTimers();
  await kiosk(true);
  await act(async () => jest.advanceTimersByTime((IDLE_SECONDS - 1) * 1000));
  expect(signOut).not.toHaveBeenCalled();
  await act(async () => jest.advanceTimersByTime(2_000));
  expect(signOut).toHaveBeenCalledTimes(1);
});

test('signed out, nothing counts down', async () => {
  jest.useFakeTimers();
  await kiosk(false);
  await act(async () => jest.advanceTimersByTime(IDLE_SECONDS * 2_000));
  expect(signOut).not.toHaveBeenCalled();
});
