import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, read, send } from '@/api/client';
import type { ConversationPage } from '@/api/shapes';
import { keep } from '@/lib/keep';
import { pickPhoto } from '@/lib/photo';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { gone, show } from '@/testing/render';
import { en } from '@/words/en';
import { ComingConversations } from './components/coming';
import { ConversationScreen } from './screens/conversation-screen';
import { ConversationsScreen } from './screens/conversations-screen';
import { HostScreen } from './screens/host-screen';
import { conversations as words } from './words';

const { ideas } = en;

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  read: jest.fn(),
  send: jest.fn(),
}));
jest.mock('@/lib/photo', () => ({ pickPhoto: jest.fn(), hasCamera: () => true }));
const sent = send as unknown as jest.Mock;
const planned: ConversationPage = {
  id: 'c1',
  question: 'What would make a night shift easier?',
  language: 'en',
  template: 'cafe_tables',
  state: 'planned',
  held_date: '2026-11-22',
  start: '15:30',
  minutes: 60,
  place: 'Staff canteen',
  site_id: null,
  site_name: 'Main site',
  holder_name: 'Kasia',
  is_mine: false,
  written_up_date: null,
  late_steps: 0,
  may_run: false,
  topics: [],
  photos: [],
  themes: [],
  steps: [],
};
const step: ConversationPage['steps'][number] = {
  id: 's1',
  text: 'Ask for soup at two',
  language: 'en',
  due_date: '2026-11-20',
  done_date: null,
  is_late: true,
  owner_name: 'Teresa',
  is_agreed: false,
  is_mine: false,
};
const writtenUp: ConversationPage = {
  ...planned,
  state: 'written_up',
  written_up_date: '2026-11-21',
  themes: [
    { id: 't1', text: 'No warm food', language: 'en', tables: 'most', idea_id: null, hidden_reason: null },
    { id: 't2', text: 'Too little light', language: 'en', tables: 'one', idea_id: 'i9', hidden_reason: null },
  ],
  steps: [step],
};
const one = (page: ConversationPage) => (read as unknown as jest.Mock).mockResolvedValue(page);
const listed = (...rows: ConversationPage[]) =>
  (ask as unknown as jest.Mock).mockResolvedValue({ data: { results: rows, next: null } });
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  keep.drop('aftershift-guide:c1');
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'c1' });
  sent.mockResolvedValue({ status: 200, data: {} });
});
afterEach(async () => {
  jest.useRealTimers();
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const unsent = () => outbox.unsent().map((r) => [r.method, r.path, r.body]);

test('those to come stand before those that were held, the next one first, and late steps are said', async () => {
  listed(
    { ...planned, id: 'c3', question: 'In March?', held_date: '2027-03-01' },
    { ...writtenUp, id: 'c2', question: 'Held?', held_date: '2026-11-01', late_steps: 2 },
    planned,
    { ...planned, id: 'c4', question: 'Never marked?', held_date: '2026-11-10' },
  );
  await show(<ConversationsScreen />);
  await screen.findByText('In March?');
  const order = screen.getAllByText(/\?$/).map((t) => t.props.children);
  expect(order).toEqual(['What would make a night shift easier?', 'In March?', 'Never marked?', 'Held?']);
  expect(screen.getByText('2 next steps are late.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: words.plan })).toBeNull();
});
test('the quiet card has the next two that are to come, and nothing to say yes to', async () => {
  listed(planned, { ...planned, id: 'c2', question: 'Second?' }, { ...planned, id: 'c3', question: 'Third?' });
  await show(<ComingConversations />);
  expect(await screen.findByText('Second?')).toBeTruthy();
  expect(screen.queryByText('Third?')).toBeNull();
  expect(screen.queryAllByRole('button')).toEqual([]);
});
test('a connector plans one; what is missing is said', async () => {
  listed();
  await show(<ConversationsScreen />, { roles: ['member', 'connector'] });
  fireEvent.press(await screen.findByRole('button', { name: words.plan }));
  fireEvent.press(screen.getByRole('button', { name: words.plan }));
  expect(screen.getByText(words.wrong)).toBeTruthy();
  fireEvent.press(screen.getByRole('radio', { name: words.story_circle }));
  fireEvent.press(screen.getByText(words.ask_3));
  fireEvent.changeText(screen.getByLabelText(words.day), '2026-12-01');
  fireEvent.changeText(screen.getByLabelText(words.start), '15:30');
  fireEvent.changeText(screen.getByLabelText(words.place), 'Chapel');
  fireEvent.press(screen.getByRole('button', { name: words.plan }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/conversations',
    body: {
      question: words.ask_3,
      template: 'story_circle',
      place: 'Chapel',
      site_id: null,
      held_date: '2026-12-01',
      start: '15:30',
      minutes: 60,
    },
  });
});
test('without signal it is held, a theme and a step are written down, in this order', async () => {
  sent.mockRejectedValue(new TypeError('no network'));
  one({ ...planned, may_run: true, is_mine: true });
  await show(<ConversationScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.was_held }));
  fireEvent.changeText(await screen.findByLabelText(words.theme), 'No warm food');
  fireEvent.press(screen.getByRole('radio', { name: words.most }));
  fireEvent.press(screen.getByRole('button', { name: words.add_theme }));
  expect(await screen.findByText('No warm food')).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(words.step), 'Ask for soup at two');
  fireEvent.changeText(screen.getByLabelText(words.due), '2026-12-01');
  fireEvent.press(screen.getByRole('checkbox', { name: new RegExp(words.i_do_it) }));
  fireEvent.press(screen.getByRole('button', { name: words.add_step }));
  await waitFor(() => expect(outbox.unsent()).toHaveLength(3));
  expect(unsent()).toEqual([
    ['PUT', '/api/v1/conversations/c1/held', undefined],
    ['POST', '/api/v1/conversations/c1/themes', { text: 'No warm food', tables: 'most' }],
    ['POST', '/api/v1/conversations/c1/steps', { text: 'Ask for soup at two', due_date: '2026-12-01', is_mine: true }],
  ]);
});
test('nothing is opened to all before something is written down', async () => {
  one({ ...planned, state: 'held', may_run: true });
  await show(<ConversationScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.publish }));
  expect(screen.getByText(words.publish_why)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
});
test('a member reads what was said and by how many tables, and a theme becomes an idea with one press', async () => {
  one(writtenUp);
  await show(<ConversationScreen />);
  expect(await screen.findByText(words.said_most)).toBeTruthy();
  expect(screen.getByLabelText('See the idea: Too little light')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Make it an idea: No warm food' }));
  await waitFor(() =>
    expect(sent.mock.calls[0][0]).toMatchObject({ method: 'PUT', path: '/api/v1/conversation-themes/t1/idea' }),
  );
});
test('a late step says so, and whoever says “I do this” has it at once', async () => {
  sent.mockRejectedValue(new TypeError('no network'));
  one(writtenUp);
  await show(<ConversationScreen />);
  expect(await screen.findByText('By Friday 20 November. 2 days late.')).toBeTruthy();
  expect(screen.getByText('Teresa looks after it until somebody says yes.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /It is done/ })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: /^I do this: Ask for soup at two/ }));
  expect(await screen.findByText(words.you_do_it)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'It is done: Ask for soup at two' }));
  expect(await screen.findByText('Done on Sunday 22 November. That was late.')).toBeTruthy();
});
test('a topic goes on the wall of an open agenda, and its owner takes it back', async () => {
  sent.mockRejectedValue(new TypeError('no network'));
  one({
    ...planned,
    template: 'open_agenda',
    topics: [
      { id: 'p1', text: 'Showers', language: 'en', is_mine: true },
      { id: 'p2', text: 'Lockers', language: 'en', is_mine: false },
    ],
  });
  await show(<ConversationScreen />);
  fireEvent.changeText(await screen.findByLabelText(words.topic), 'Parking');
  fireEvent.press(screen.getByRole('button', { name: words.post_topic }));
  expect(await screen.findByText(/Parking/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take back: Lockers' })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'Take back: Showers' }));
  await gone(() => screen.queryByText('• Showers'));
  expect(unsent()).toEqual([
    ['POST', '/api/v1/conversations/c1/topics', { text: 'Parking' }],
    ['DELETE', '/api/v1/conversations/c1/topics/p1', undefined],
  ]);
});
test('the guide goes step by step with a clock, and comes back to its place and its clock', async () => {
  one(planned);
  const { unmount } = await show(<HostScreen />);
  expect(await screen.findByText(words.tables_title)).toBeTruthy();
  expect(screen.queryByRole('button', { name: words.start_clock })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: words.next }));
  fireEvent.press(screen.getByRole('button', { name: words.next }));
  expect(screen.getByText(words.round_title)).toBeTruthy();
  expect(screen.getByText(words.quiet_title)).toBeTruthy();
  expect(screen.getByText('15 min for this.')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.start_clock }));
  expect(screen.getByText('15:00 left')).toBeTruthy();
  unmount();
  await show(<HostScreen />);
  expect(await screen.findByText(words.round_title)).toBeTruthy();
  expect(screen.getByText(/^1[45]:\d\d left$/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.next }));
  expect(screen.getByRole('button', { name: words.start_clock })).toBeTruthy();
});
test('when the time is up the guide says so', async () => {
  keep.set('aftershift-guide:c1', `2,${Date.now() - 5000}`);
  one(planned);
  await show(<HostScreen />);
  expect(await screen.findByText(words.time_up)).toBeTruthy();
  expect(screen.getByText('0:00 left')).toBeTruthy();
});
test('the photo of a drawing goes before its words, and names it to the record', async () => {
  sent.mockRejectedValue(new TypeError('no network'));
  (pickPhoto as jest.Mock).mockResolvedValue({ file: 'image/jpeg', base64: 'AAAA' });
  one({ ...planned, state: 'held', may_run: true, is_mine: true });
  await show(<ConversationScreen />);
  fireEvent.press(await screen.findByText(ideas.photo_choose));
  fireEvent.changeText(await screen.findByLabelText(ideas.photo_alt), 'A tree of wishes');
  fireEvent.press(screen.getByRole('button', { name: words.drawing_add }));
  await waitFor(() => expect(outbox.unsent()).toHaveLength(2));
  const [file, record] = outbox.unsent();
  expect([file?.path, file?.body]).toEqual(['/api/v1/photos', { file: 'image/jpeg', base64: 'AAAA' }]);
  expect([record?.path, record?.body]).toEqual(['/api/v1/conversations/c1/photos', { alt: 'A tree of wishes' }]);
  expect(record?.fills).toEqual({ photo_id: file?.key });
  expect(screen.getByText(words.waiting)).toBeTruthy();
});
test('everybody sees the drawing of what is written up, and only who runs it takes it away', async () => {
  const photos = [{ id: 'p1', width: 1280, height: 853, alt: 'A tree of wishes' }];
  one({ ...writtenUp, photos });
  await show(<ConversationScreen />);
  expect(await screen.findByLabelText('A tree of wishes')).toBeTruthy();
  expect(screen.queryByText(words.drawing_out)).toBeNull();
});
