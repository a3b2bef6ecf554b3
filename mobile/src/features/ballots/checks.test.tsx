import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { isSettled } from './checks';
import { DeskCheck } from './components/desk-check';
import { IdeaCheck } from './components/idea-check';
import type { Check } from './types';
import { ballots as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  send: jest.fn(),
  read: jest.fn(async () => (await jest.requireMock('@/api/client').ask({})).data),
}));
const none: Check = {
  idea_id: 'i1',
  verdict: null,
  is_current: false,
  reason: '',
  cost: null,
  helper_hours: null,
  checked_by: null,
  checked_date: null,
  asked: null,
};
const condition: Check = {
  ...none,
  verdict: 'yes_if',
  is_current: true,
  reason: 'Two people lead it.',
  cost: '38.50',
  checked_by: 'Rosa',
  checked_date: '2026-11-20',
};
let now: Check;
const sent = send as unknown as jest.Mock;
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  now = none;
  (ask as unknown as jest.Mock).mockImplementation(async () => ({ data: now }));
  sent.mockImplementation(async () => ({ status: 200, data: {} }));
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const press = async (name: string) => fireEvent.press(await screen.findByRole('button', { name }));

test('an idea says whether it can be done, on what condition, and who found out', async () => {
  now = condition;
  await show(<IdeaCheck id="i1" mayAsk={false} />);
  expect(await screen.findByText('Yes, if: Two people lead it.')).toBeTruthy();
  expect(screen.getByText('It costs £38.50.')).toBeTruthy();
  expect(screen.getByText(/Rosa found out on/)).toBeTruthy();
});
test('an idea that was changed since says that it is checked again', async () => {
  now = { ...condition, is_current: false };
  await show(<IdeaCheck id="i1" mayAsk={false} />);
  expect(await screen.findByText(words.check_again)).toBeTruthy();
});
test('an author asks for money and says what for, or is told what is missing', async () => {
  await show(<IdeaCheck id="i1" mayAsk />);
  await press(words.ask_money);
  await press(words.ask_save);
  expect(screen.getAllByText(words.ask_why)).toHaveLength(2);
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText(words.ask_pounds), '£40');
  fireEvent.changeText(screen.getByLabelText(words.ask_what_for), 'Wool and needles');
  await press(words.ask_save);
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/ideas/i1/cost-asked',
    body: { pounds: '40', what_for: 'Wool and needles' },
  });
});
test('at the desk a no needs its reason; what the author asks for is the sum to start from', async () => {
  await show(<DeskCheck id="i1" check={{ ...none, asked: { pounds: '40', what_for: 'Wool' } }} />);
  fireEvent.press(await screen.findByRole('radio', { name: words.desk_check_no }));
  await press(words.desk_check_save);
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText(words.desk_check_reason), 'No room.');
  await press(words.desk_check_save);
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/ideas/i1/feasibility',
    body: { verdict: 'no', reason: 'No room.', cost: '40' },
  });
});
test('only a yes in the words of now settles it', () => {
  expect(isSettled(undefined)).toBe(false);
  expect(isSettled(none)).toBe(false);
  expect(isSettled(condition)).toBe(true);
  expect(isSettled({ ...condition, is_current: false })).toBe(false);
  expect(isSettled({ ...condition, verdict: 'no' })).toBe(false);
});
