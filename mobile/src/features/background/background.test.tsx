import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import type { Failed, Task, Work } from './queries';
import { DeskBackgroundScreen } from './screens/desk-background-screen';
import { background as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const asked = ask as unknown as jest.Mock;
const sent = send as unknown as jest.Mock;
const moment = (time: string) => ({ at: `2026-11-26T${time}:00Z`, date: '2026-11-26', time });
const task = (name: string, more: Partial<Task> = {}): Task => ({
  name,
  is_failing: false,
  is_daily: false,
  failures_in_a_row: 0,
  error: '',
  error_place: '',
  started: moment('14:05'),
  went_well: moment('14:05'),
  failed: null,
  next: null,
  ...more,
});
const letter: Failed = {
  id: 'd1',
  what: 'email',
  task: '',
  state: 'temporary-failure',
  attempts: 5,
  error: 'SMTPServerDisconnected',
  failed: moment('13:50'),
  next: null,
};
const well: Work = {
  is_working: true,
  seen: moment('14:05'),
  oldest_minutes: 0,
  sent: [{ state: 'delivered', number: 12 }],
  failed: [],
  tasks: [task('deliver_due')],
};
const organiser = { roles: ['member', 'organiser'] };
const comes = (work: Work) => asked.mockResolvedValue({ data: work });
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});

test('says that all is well, and how each task goes, in plain words', async () => {
  comes({ ...well, tasks: [task('deliver_due'), task('of_a_newer_release', { went_well: null })] });
  await show(<DeskBackgroundScreen />, organiser);
  expect(await screen.findByText(words.well)).toBeTruthy();
  expect(screen.getByText(words.failed_none)).toBeTruthy();
  expect(screen.getByText(words.task_deliver_due)).toBeTruthy();
  expect(screen.getByText(words.task_other)).toBeTruthy();
  expect(screen.getByText(`${words.state_delivered}: 12`)).toBeTruthy();
  expect(screen.queryByText('deliver_due')).toBeNull();
});

test('says that nothing runs before anything else, and that nothing is lost', async () => {
  comes({ ...well, is_working: false });
  await show(<DeskBackgroundScreen />, organiser);
  expect(await screen.findByText(words.stands_still)).toBeTruthy();
  expect(screen.getByText(words.stands_still_text)).toBeTruthy();
  expect(screen.queryByText(words.well)).toBeNull();
});

test('a task that fails stands first and says how often', async () => {
  const failing = task('remind_of_dates', { is_failing: true, failures_in_a_row: 3, error: 'OperationalError' });
  comes({ ...well, oldest_minutes: 47, tasks: [task('deliver_due'), failing] });
  await show(<DeskBackgroundScreen />, organiser);
  expect(await screen.findByText('The oldest message waits 47 minutes')).toBeTruthy();
  expect(screen.getByText(/Went wrong 3 times in a row.*OperationalError/)).toBeTruthy();
  const shown = screen
    .getAllByText(/^(Messages go out|People are reminded of dates)$/)
    .map((row) => row.props.children);
  expect(shown.flat()).toEqual([words.task_remind_of_dates, words.task_deliver_due]);
});

test('what failed is tried again by one press, and is then asked for', async () => {
  comes({ ...well, failed: [letter] });
  sent.mockResolvedValue({ ok: true, status: 201, body: well });
  await show(<DeskBackgroundScreen />, organiser);
  expect(await screen.findByText(words.what_email)).toBeTruthy();
  expect(screen.getByText(/The other side could not take it/)).toBeTruthy();
  await act(async () => fireEvent.press(screen.getByRole('button', { name: /^Try again: A message by e-mail/ })));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const row = sent.mock.calls[0][0];
  expect([row.method, row.path]).toEqual(['POST', '/api/v1/background-work/d1/retries']);
  expect(screen.queryByRole('button', { name: /^Try again: A message/ })).toBeNull();
});

test('nobody but an organiser is asked for', async () => {
  comes(well);
  await show(<DeskBackgroundScreen />, { roles: ['member'] });
  expect(screen.queryByText(words.well)).toBeNull();
});
