import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, read, send } from '@/api/client';
import type { IdeaCard, RuleCard, SuitingTimes, ToJudge } from '@/api/shapes';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { DecisionsScreen } from './screens/decisions-screen';
import { DeskIdeasScreen } from './screens/desk-ideas-screen';
import { IdeaScreen } from './screens/idea-screen';
import { IdeasScreen } from './screens/ideas-screen';
import { RulesScreen } from './screens/rules-screen';
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
  merged_into: null,
  proposed_date: '2026-11-19',
  can_be_changed: false,
  withdrawn_date: null,
  earlier_texts: [],
  changed_since_i_said: false,
  hidden_reason: null,
  verdict: null,
  conversation_id: null,
  photo: null,
  voice_note: null,
  judged_by_author: false,
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
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'i1' });
  (ask as unknown as jest.Mock).mockResolvedValue({ data: { results: [picnic, dancing], next: null } });
  (read as unknown as jest.Mock).mockImplementation(async (path: string) => ({
    results: path.endsWith('merges') ? [] : [picnic],
    next: null,
  }));
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
const onlyIdeas = ({ path }: { path: string }) =>
  Promise.resolve({ data: { results: /to-judge|merges/.test(path) ? [] : [picnic, dancing], next: null } });
test('the desk opens the idea that is due first, and will not send an answer without words', async () => {
  (ask as unknown as jest.Mock).mockImplementation(onlyIdeas);
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

const mine: IdeaCard = { ...picnic, author: { shown_as: 'anonymous', name: null, is_me: true }, can_be_changed: true };
let times: SuitingTimes = { mine: [], proposed: [{ weekday: 'Sat', start: '10:00' }], counted: null };
const page = (idea: IdeaCard) =>
  (read as unknown as jest.Mock).mockImplementation(async (path: string) =>
    path.endsWith('/times') ? times : path.endsWith('merges') ? { results: [], next: null } : idea,
  );
test('an author takes an idea back in one press, also without signal, and brings it back', async () => {
  page(mine);
  sent.mockRejectedValue(new TypeError('no network'));
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.withdraw }));
  fireEvent.press(await screen.findByRole('button', { name: words.bring_back }));
  expect(await screen.findByRole('button', { name: words.withdraw })).toBeTruthy();
  expect(outbox.unsent().map((r) => [r.method, r.path])).toEqual([
    ['PUT', '/api/v1/ideas/i1/withdrawal'],
    ['DELETE', '/api/v1/ideas/i1/withdrawal'],
  ]);
});
test('a change starts from what stands there, and sends the line, the kind and the name', async () => {
  page(mine);
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.change }));
  fireEvent.changeText(screen.getByDisplayValue('Picnic with our children'), 'Picnic with our families');
  fireEvent.press(screen.getByRole('radio', { name: words.sign_named }));
  fireEvent.press(screen.getByRole('button', { name: words.change_keep }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/ideas/i1',
    body: { text: 'Picnic with our families', kind: 'picnic', shown_as: 'named' },
  });
});
test('others cannot change it; who would come reads that its words changed, and what they were', async () => {
  page({
    ...picnic,
    is_mine_interest: true,
    changed_since_i_said: true,
    earlier_texts: [{ text: 'Picnic', language: 'en', replaced_date: '2026-11-21' }],
  });
  await show(<IdeaScreen />);
  expect(await screen.findByText(words.changed_since)).toBeTruthy();
  expect(screen.getByText(/“Picnic”, until/)).toBeTruthy();
  expect(screen.queryByText(words.change)).toBeNull();
});
test('a withdrawn idea says so and cannot be joined', async () => {
  page({ ...picnic, status: 'withdrawn', withdrawn_date: '2026-11-21' });
  await show(<IdeaScreen />);
  expect(await screen.findByText(/Taken back on/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: words.id_come })).toBeNull();
});

const rule: RuleCard = {
  id: 'r1',
  about: 'idea',
  about_id: 'i1',
  about_text: 'Choir in the chapel',
  text: 'No keys after six',
  language: 'en',
  state: 'open',
  raised_date: '2026-11-01',
  due_date: '2026-11-15',
  is_late: true,
  owner_name: 'Rosa',
  reply: null,
};
const listing = (...results: unknown[]) =>
  (ask as unknown as jest.Mock).mockResolvedValue({ data: { results, next: null } });
test('the log says what was decided, when, why and what is next', async () => {
  listing({
    id: 'd1',
    idea_id: 'i1',
    text: 'Choir in the chapel',
    language: 'en',
    kind: 'move',
    status: 'to_vote',
    date: '2026-11-20',
    reason: 'The chapel is free.',
    ballot_id: null,
    other: null,
    is_undoing: false,
  });
  await show(<DecisionsScreen />);
  expect(await screen.findByText('Choir in the chapel')).toBeTruthy();
  expect(screen.getByText('Why: The chapel is free.')).toBeTruthy();
  expect(screen.getByText(words.next_to_vote)).toBeTruthy();
});
test('anybody names a rule that is in our way, from the page of an idea', async () => {
  page(picnic);
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.rule_raise }));
  fireEvent.changeText(screen.getByLabelText(words.rule_field), 'No keys after six');
  fireEvent.press(screen.getByRole('button', { name: words.rule_send }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({ path: '/api/v1/ideas/i1/rules', body: { text: 'No keys after six' } });
});
test('everyone reads how late an answer about a rule is; an organiser gives it', async () => {
  listing(rule);
  await show(<RulesScreen />, { roles: ['member', 'organiser'] });
  expect(await screen.findByText('The answer is 7 days late. Rosa has to answer.')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Answer about “No keys after six”' }));
  fireEvent.press(screen.getByRole('radio', { name: words.rule_way_round }));
  fireEvent.changeText(screen.getByLabelText(words.desk_text), 'We meet in the hall.');
  fireEvent.press(screen.getByRole('button', { name: words.desk_send }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    path: '/api/v1/rules/r1/replies',
    body: { state: 'way_round', text: 'We meet in the hall.' },
  });
});
test('a member reads the rules and is not asked to answer', async () => {
  listing(rule);
  await show(<RulesScreen />);
  expect(await screen.findByText('No keys after six')).toBeTruthy();
  expect(screen.queryByText(words.rule_reply)).toBeNull();
});

test('reporting an idea is two presses', async () => {
  page(picnic);
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.report }));
  fireEvent.press(screen.getByRole('radio', { name: words.report_unkind }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({ path: '/api/v1/ideas/i1/reports', body: { reason: 'unkind' } });
});
test('a hidden idea says why in place of its line, cannot be joined, and has a way to object', async () => {
  page({ ...picnic, text: '', hidden_reason: 'It names a colleague.' });
  await show(<IdeaScreen />);
  expect(await screen.findByText('Hidden: It names a colleague.')).toBeTruthy();
  expect(screen.getByText(words.hidden_title)).toBeTruthy();
  expect(screen.queryByRole('button', { name: words.id_come })).toBeNull();
  fireEvent.changeText(screen.getByLabelText(words.object_field), 'It names nobody.');
  fireEvent.press(screen.getByRole('button', { name: words.object }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    path: '/api/v1/ideas/i1/objections',
    body: { text: 'It names nobody.' },
  });
});
test('the desk hides a reported idea only with a reason', async () => {
  const judged: ToJudge = {
    id: 'i2',
    text: 'Throw cake at Gerald',
    language: 'en',
    kind: 'other',
    hidden_reason: null,
    reasons: ['about_somebody'],
    objections: [],
    since_date: '2026-11-20',
  };
  (ask as unknown as jest.Mock).mockImplementation(({ path }: { path: string }) =>
    Promise.resolve({ data: { results: path.includes('to-judge') ? [judged] : [picnic], next: null } }),
  );
  await show(<DeskIdeasScreen />, { roles: ['member', 'organiser'] });
  fireEvent.press(await screen.findByRole('button', { name: words.judge_hide }));
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText(words.judge_reason), 'It names a colleague.');
  fireEvent.press(screen.getByRole('button', { name: words.judge_hide }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(sent.mock.calls[0][0]).toMatchObject({
    path: '/api/v1/ideas/i2/verdicts',
    body: { what: 'hidden', reason: 'It names a colleague.' },
  });
});

test('who would come presses the times that suit, and a press takes one back, also without signal', async () => {
  page({ ...picnic, is_mine_interest: true });
  sent.mockRejectedValue(new TypeError('no network'));
  await show(<IdeaScreen />);
  const saturday = await screen.findByRole('checkbox', { name: /Saturday/ });
  fireEvent.press(saturday);
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /Saturday/ })).toBeChecked());
  fireEvent.press(screen.getByRole('checkbox', { name: /Saturday/ }));
  await waitFor(() => expect(outbox.unsent()).toHaveLength(2));
  expect(outbox.unsent().map((r) => r.body)).toEqual([{ times: [{ weekday: 'Sat', start: '10:00' }] }, { times: [] }]);
});
test('the desk reads how many a time suits, from 8 up', async () => {
  times = { ...times, counted: [{ weekday: 'Sat', start: '10:00', people: { about: 10 } }] };
  page(picnic);
  (ask as unknown as jest.Mock).mockImplementation(onlyIdeas);
  await show(<DeskIdeasScreen />, { roles: ['member', 'organiser'] });
  expect(await screen.findByText(/suits about 10 people/)).toBeTruthy();
});
