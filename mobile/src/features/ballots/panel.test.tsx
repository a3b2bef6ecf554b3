import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { Panel } from './screens/desk-ballot-screen';
import type { Ballot } from './types';
import { ballots as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  send: jest.fn(),
  read: jest.fn(async () => (await jest.requireMock('@/api/client').ask({})).data),
}));
const option = (id: string, title: string): Ballot['options'][number] => ({
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
const ballot = { id: 'b1', missing_groups: [], options: [option('walk', 'Walk'), option('choir', 'Choir')] };
const sent = send as unknown as jest.Mock;
beforeEach(async () => {
  wipe();
  jest.clearAllMocks();
  (ask as unknown as jest.Mock).mockResolvedValue({ data: ballot });
  sent.mockResolvedValue({ status: 201, data: {} });
  await show(<Panel id="b1" />);
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const tick = async (name: string | RegExp) => fireEvent.press(await screen.findByRole('checkbox', { name }));
const published = async () => {
  fireEvent.changeText(screen.getByLabelText(words.panel_said), 'We talked about it.');
  fireEvent.press(screen.getByRole('button', { name: words.desk_publish }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  return sent.mock.calls[0][0].body;
};

test('that nothing was agreed is sent as an empty list', async () => {
  await tick(words.desk_nothing);
  expect(await published()).toEqual({ reason: 'We talked about it.', chosen: [] });
});
test('what was agreed is sent, and takes the place of nothing', async () => {
  await tick(words.desk_nothing);
  await tick(/Walk/);
  expect(await published()).toEqual({ reason: 'We talked about it.', chosen: ['walk'] });
});
test('who ticks nothing at all changes nothing that was counted', async () => {
  await tick(/Walk/);
  await tick(/Walk/);
  expect(await published()).toEqual({ reason: 'We talked about it.' });
});
