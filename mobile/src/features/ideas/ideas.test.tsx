import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, read, send } from '@/api/client';
import type { IdeaCard } from '@/api/shapes';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { DeskIdeasScreen } from './screens/desk-ideas-screen';
import { IdeasScreen } from './screens/ideas-screen';
import { ideas as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  read: jest.fn(),
  send: jest.fn(),
}));
const sent = send as unknown as jest.Mock;
const picnic: IdeaCard = {
  id: 'i1',
  text: 'Picnic with our children',
  language: 'en',
  kind: 'picnic',
  author: { shown_as: 'named', name: 'Piotr', is_me: false },
  interest: 19,
  is_mine_interest: false,
  status: 'open',
  due_date: '2026-12-03',
  is_late: false,
  answer: null,
  owner_name: 'Rosa',
  ballot_id: null,
  proposed_date: '2026-11-19',
  chain: [
    { step: 'idea', state: 'now' },
    { step: 'vote', state: 'next' },
    { step: 'time', state: 'next' },
    { step: 'done', state: 'next' },
  ],
};
const dancing: IdeaCard = {
  ...picnic,
  id: 'i2',
  text: 'Dancing on Fridays',
  author: { shown_as: 'anonymous', name: null, is_me: false },
  interest: 1,
  due_date: '2026-11-20',
  is_late: true,
  owner_name: null,
};
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (ask as unknown as jest.Mock).mockResolvedValue({ data: { results: [picnic, dancing], next: null } });
  (read as unknown as jest.Mock).mockResolvedValue({ results: [picnic], next: null });
  sent.mockResolvedValue({ status: 201, data: {} });
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});

test('a card says whose it is as they chose, how many would come, and when the answer comes', async () => {
  await show(<IdeasScreen />);
  expect(await screen.findByText('From Piotr. 19 people would come.')).toBeTruthy();
  expect(screen.getByText('No name. 1 person would come.')).toBeTruthy();
  expect(screen.getByText('Rosa answers by Thursday 3 December.')).toBeTruthy();
  expect(screen.getByText('The answer is 2 days late. That is ours to mend.')).toBeTruthy();
});
test('“I’d come” counts at once, also without signal, and a second press takes it back', async () => {
  sent.mockRejectedValue(new TypeError('no network'));
  await show(<IdeasScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'I’d come to Picnic with our children' }));
  const back = await screen.findByRole('button', { name: /You’d come to Picnic with our children/ });
  expect(screen.getByText('From Piotr. 20 people would come.')).toBeTruthy();
  fireEvent.press(back);
  expect(await screen.findByText('From Piotr. 19 people would come.')).toBeTruthy();
  expect(outbox.unsent().map((r) => [r.method, r.path])).toEqual([
    ['PUT', '/api/v1/ideas/i1/interest'],
    ['DELETE', '/api/v1/ideas/i1/interest'],
  ]);
});
test('a line is put up once, with its kind and the name its author chose', async () => {
  await show(<IdeasScreen />);
  await screen.findByText('From Piotr. 19 people would come.');
  fireEvent.press(screen.getByRole('button', { name: words.put_up }));
  expect(screen.getByText(words.too_short)).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(words.field), 'Family picnic in the park');
  fireEvent.press(screen.getByRole('radio', { name: words.kind_picnic }));
  fireEvent.press(screen.getByRole('radio', { name: words.sign_anonymous }));
  fireEvent.press(screen.getByRole('button', { name: words.put_up }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/ideas',
    body: { text: 'Family picnic in the park', kind: 'picnic', shown_as: 'anonymous' },
  });
  expect(sent.mock.calls[0][0].key).toMatch(/^[0-9a-f-]{36}$/);
});
test('a similar idea shows while typing, and joining it is one press', async () => {
  await show(<IdeasScreen />);
  fireEvent.changeText(screen.getByLabelText(words.field), 'Family picnic');
  expect(await screen.findByText(/“Picnic with our children”, from Piotr\. 19 people would come\./)).toBeTruthy();
  fireEvent.press(screen.getByText(words.come_to_this));
  await waitFor(() =>
    expect(sent.mock.calls[0][0]).toMatchObject({ method: 'PUT', path: '/api/v1/ideas/i1/interest' }),
  );
});
test('the desk opens the idea that is due first, and will not send an answer without words', async () => {
  await show(<DeskIdeasScreen />, { roles: ['member', 'organiser'] });
  expect(await screen.findByText('Dancing on Fridays')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.desk_send }));
  expect(screen.getByText(words.desk_choose_why)).toBeTruthy();
  fireEvent.press(screen.getByRole('radio', { name: words.desk_to_vote }));
  fireEvent.changeText(screen.getByLabelText(words.desk_text), 'Yes. It goes into the spring vote.');
  fireEvent.press(screen.getByRole('button', { name: words.desk_send }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({
    path: '/api/v1/ideas/i2/answers',
    body: { status: 'to_vote', text: 'Yes. It goes into the spring vote.' },
  });
});
test('the desk is for organisers; others are shown the way home', async () => {
  await show(<DeskIdeasScreen />);
  expect(screen.getByText('This is for others to do')).toBeTruthy();
  expect(screen.queryByText('Dancing on Fridays')).toBeNull();
});
