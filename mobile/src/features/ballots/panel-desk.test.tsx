// Where the message "an outcome waits for you" leads: to the panel as well as to organisers.
import { screen } from '@testing-library/react-native';
import { ask, type Call } from '@/api/client';
import { show } from '@/testing/render';
import { DeskBallotScreen } from './screens/desk-ballot-screen';
import { ballots as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('expo-router', () => ({
  ...jest.requireActual('expo-router'),
  useLocalSearchParams: () => ({}),
  useFocusEffect: () => {},
}));
const asked = jest.mocked(ask);
const closes = { at: '2026-11-20T20:00:00Z', date: '2026-11-20', time: '20:00' };
const waits = { id: 'b1', title: 'Winter vote', state: 'waiting_for_panel', closes, missing_groups: [], options: [] };
beforeEach(() => {
  asked.mockReset().mockImplementation(async ({ path }: Call) => {
    const data =
      path === '/api/v1/ballots' ? { results: [waits] } : path === '/api/v1/ballots/b1' ? waits : { results: [] };
    return { data: data as never, etag: undefined };
  });
});
const open = (...roles: string[]) => show(<DeskBallotScreen />, { roles: ['member', 'confirmed', ...roles] });
const paths = () => asked.mock.calls.map(([call]) => call.path);

test('a panellist finds the outcome that waits, and no vote to make', async () => {
  await open('panellist');
  expect(await screen.findByRole('button', { name: words.desk_publish })).toBeTruthy();
  expect(screen.queryByText(words.desk_new)).toBeNull();
  expect(screen.queryByText(words.desk_lead)).toBeNull();
  expect(paths()).not.toContain('/api/v1/ideas');
});
test('an organiser has both', async () => {
  await open('organiser');
  expect(await screen.findByRole('button', { name: words.desk_publish })).toBeTruthy();
  expect(await screen.findByText(words.desk_new)).toBeTruthy();
});
test('other members are told that the page is not theirs', async () => {
  await open('connector');
  expect(screen.queryByText(words.desk_publish)).toBeNull();
  expect(paths()).not.toContain('/api/v1/ideas');
});
