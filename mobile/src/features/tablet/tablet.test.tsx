import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { ProblemError } from '@/api/problems';
import { qc } from '@/cache';
import { IDLE_SECONDS } from '@/lib/idle';
import { keep } from '@/lib/keep';
import { outbox } from '@/outbox';
import { show } from '@/testing/render';
import { cardText } from './card-text';
import type { TabletDate } from './queries';
import { TabletScreen } from './screens/tablet-screen';
import { tablet as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));

const at = (time: string) => ({ at: `2026-11-26T${time}:00Z`, date: '2026-11-26', time });
const walk: TabletDate = {
  id: 'w1',
  activity_id: 'a1',
  title: 'Thursday walk',
  kind: 'walk',
  place: 'Main door',
  on_site: true,
  places: 10,
  taken: 3,
  free: 7,
  waiting: 0,
  state: 'published',
  starts: at('15:30'),
  ends: at('16:15'),
  mine: null,
  my_party: null,
  my_position: null,
  my_offer_ends: null,
  may_join: true,
};
const party = { adults: 0, children_0_4: 0, children_5_10: 0, children_11_17: 0 };
const server = ask as unknown as jest.Mock;
type Asked = { method: string; path: string; body?: unknown; nameless?: boolean; tablet?: string };
const calls = (): Asked[] => server.mock.calls.map(([call]) => call);
let mine: TabletDate | undefined;
let replaces: boolean;
let refuse: unknown;
beforeEach(() => {
  jest.clearAllMocks();
  mine = undefined;
  replaces = false;
  refuse = undefined;
  server.mockImplementation(async ({ method, path, body }: Asked) => {
    if (path.endsWith('/kiosk/session'))
      return { data: method === 'POST' ? { token: 't0ken', replaces_cards: replaces } : undefined };
    if (method !== 'GET' && refuse) {
      const why = refuse;
      refuse = undefined;
      throw why;
    }
    if (path.endsWith('/card-replacements'))
      return { data: { code: 'NEWC-ARDC-ODE1', qr: '<svg width="10"><path d="M0 0h1" stroke="#000"/></svg>' } };
    if (method === 'PUT') mine = { ...walk, mine: 'placed', my_party: { ...party, ...(body as object) } };
    if (method === 'DELETE') mine = undefined;
    return { data: { mine: mine ? [mine] : [], open: mine ? [] : [walk] } };
  });
});
afterEach(() => jest.useRealTimers());

async function signIn() {
  await show(<TabletScreen />);
  fireEvent.changeText(screen.getByLabelText('The code on your card'), 'ABCD-EFGH-JKMN');
  fireEvent.changeText(screen.getByLabelText('Your PIN, 6 numbers'), '271828');
  await act(async () => fireEvent.press(screen.getByText('Sign in')));
  await screen.findByText(words.open);
}
const press = (text: string) => act(async () => fireEvent.press(screen.getByText(text)));

test('card and PIN open the tablet, by no cookie and no name', async () => {
  await signIn();
  expect(calls()[0]).toEqual({
    method: 'POST',
    path: '/api/v1/kiosk/session',
    body: { card: 'ABCD-EFGH-JKMN', pin: '271828' },
    nameless: true,
    tablet: undefined,
  });
  expect(calls()[1]).toMatchObject({ path: '/api/v1/kiosk/dates', nameless: true, tablet: 't0ken' });
  expect(screen.queryByText(/Ama/)).toBeNull();
});

test('joining with somebody, then leaving, keeps nothing on the tablet', async () => {
  const put = jest.spyOn(keep, 'set');
  await signIn();
  await waitFor(() => expect(qc.getMutationCache().getAll()).toHaveLength(0)); // card and PIN were in it
  await press('Thursday walk');
  fireEvent.press(screen.getByLabelText(/Bringing adults.*one more|one more.*Bringing adults/i));
  await press(words.join);
  expect(await screen.findByText(words.placed)).toBeTruthy();
  expect(calls().find((c) => c.method === 'PUT')).toMatchObject({
    path: '/api/v1/kiosk/dates/w1',
    body: { ...party, adults: 1 },
    tablet: 't0ken',
  });
  await press(words.leave);
  expect(await screen.findByText('7 places free')).toBeTruthy();
  expect(outbox.rows()).toHaveLength(0);
  expect(qc.getQueryCache().getAll()).toHaveLength(0);
  expect(put).not.toHaveBeenCalled();
  expect(send).not.toHaveBeenCalled();
});

test.each([
  [1, true],
  [0, false],
])('who waits presses once more where %s places are free', async (free, shown) => {
  mine = { ...walk, mine: 'waiting', my_position: 1, my_party: party, free };
  await signIn();
  await press('Thursday walk');
  expect(screen.queryByText(words.join) !== null).toBe(shown);
  if (shown) {
    await press(words.join);
    expect(await screen.findByText(words.placed)).toBeTruthy();
  }
});

test('one tap ends it, here and on the server, and the next person starts anew', async () => {
  await signIn();
  await press('Thursday walk');
  await press(words.done);
  expect(screen.getByText(words.title)).toBeTruthy();
  expect(screen.queryByText('Thursday walk')).toBeNull();
  expect(screen.getByLabelText('The code on your card').props.value).toBe('');
  expect(calls().at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v1/kiosk/session', tablet: 't0ken' });
});

test('without signal it still ends at once', async () => {
  await signIn();
  server.mockRejectedValue(new TypeError('network'));
  await press(words.done);
  expect(screen.getByText(words.title)).toBeTruthy();
});

test('a minute without a touch ends it', async () => {
  jest.useFakeTimers();
  await signIn();
  await press('Thursday walk');
  // Waiting for the list took some moments of this clock.
  await act(async () => jest.advanceTimersByTime((IDLE_SECONDS - 5) * 1000));
  expect(screen.queryByText(words.title)).toBeNull();
  await act(async () => jest.advanceTimersByTime(6_000));
  expect(screen.getByText(words.title)).toBeTruthy();
  expect(calls().at(-1)).toMatchObject({ method: 'DELETE' });
});

test('a refusal is shown in its own words, and one that came too late ends the screen', async () => {
  await signIn();
  refuse = new ProblemError({ type: '/problems/occurrence-cancelled', title: 'This is cancelled', status: 409 });
  await press('Thursday walk');
  await press(words.join);
  expect(await screen.findByText(/is cancelled/)).toBeTruthy();
  refuse = new ProblemError({ type: '/problems/not-authenticated', title: 'Signed out', status: 401 });
  await press(words.join);
  expect(await screen.findByText(words.title)).toBeTruthy();
});

test('without an answer it says so, and trying again is the same press', async () => {
  await signIn();
  refuse = new TypeError('network');
  await press('Thursday walk');
  await press(words.join);
  expect(await screen.findByText(words.not_in)).toBeTruthy();
  await press(words.join);
  expect(await screen.findByText(words.placed)).toBeTruthy();
});

test('only a connector sees the way to a new card', async () => {
  await signIn();
  expect(screen.queryByText(words.lost)).toBeNull();
});

test('who lost a card types name and PIN, and sees the new code until the tablet is left', async () => {
  replaces = true;
  await signIn();
  await press(words.lost);
  await press(words.lost_do);
  expect(calls().some((c) => c.path.endsWith('/card-replacements'))).toBe(false);
  fireEvent.changeText(screen.getByLabelText(words.lost_name), 'Chidi');
  fireEvent.changeText(screen.getByLabelText(words.lost_pin), '481592');
  await press(words.lost_do);
  expect(await screen.findByText('NEWC-ARDC-ODE1')).toBeTruthy();
  expect(calls().find((c) => c.path.endsWith('/card-replacements'))).toMatchObject({
    body: { called_name: 'Chidi', pin: '481592', new_pin: null },
    nameless: true,
    tablet: 't0ken',
  });
  await press(words.done);
  expect(screen.queryByText('NEWC-ARDC-ODE1')).toBeNull();
  expect(outbox.rows()).toHaveLength(0);
  await waitFor(() => expect(qc.getMutationCache().getAll()).toHaveLength(0));
});

test('a wrong name or PIN empties the PIN', async () => {
  replaces = true;
  await signIn();
  await press(words.lost);
  fireEvent.changeText(screen.getByLabelText(words.lost_name), 'Chidi');
  fireEvent.changeText(screen.getByLabelText(words.lost_pin), '481592');
  refuse = new ProblemError({ type: '/problems/name-or-pin-wrong', title: 'Name and PIN differ', status: 409 });
  await press(words.lost_do);
  expect(await screen.findByText(/Name and PIN differ/)).toBeTruthy();
  expect(screen.getByLabelText(words.lost_pin).props.value).toBe('');
});

test('the code of a card is what stands after the # of its link', () => {
  expect(cardText('https://aftershift.example/card#ABCD-EFGH-JKMN')).toBe('ABCD-EFGH-JKMN');
  expect(cardText(' ABCD-EFGH-JKMN ')).toBe('ABCD-EFGH-JKMN');
});
