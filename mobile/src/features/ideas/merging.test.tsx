import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, read, send } from '@/api/client';
import type { HomeMerge, IdeaCard, MergeCard } from '@/api/shapes';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { gone, show } from '@/testing/render';
import { MergeQuestions } from './components/merge-question';
import { DecisionsScreen } from './screens/decisions-screen';
import { DeskIdeasScreen } from './screens/desk-ideas-screen';
import { IdeaScreen } from './screens/idea-screen';
import { ideas as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  read: jest.fn(),
  send: jest.fn(),
}));
const sent = send as unknown as jest.Mock;
const canal: IdeaCard = {
  id: 'i1',
  text: 'Walk by the canal',
  language: 'en',
  kind: 'walk',
  author: { shown_as: 'anonymous', name: null, is_me: false },
  interest: 4,
  is_mine_interest: false,
  status: 'open',
  due_date: '2026-12-03',
  is_late: false,
  answer: null,
  owner_name: 'Rosa',
  ballot_id: null,
  merged_into: null,
  conversation_id: null,
  photo: null,
  voice_note: null,
  judged_by_author: false,
  proposed_date: '2026-11-19',
  can_be_changed: false,
  withdrawn_date: null,
  earlier_texts: [],
  changed_since_i_said: false,
  hidden_reason: null,
  verdict: null,
  chain: [{ step: 'idea', state: 'now' }],
};
const river: IdeaCard = {
  ...canal,
  id: 'i2',
  text: 'Walk by the river',
  author: { shown_as: 'named', name: 'Ben', is_me: false },
};
const suggested: MergeCard = {
  id: 'm1',
  state: 'open',
  asks: null,
  ends: canal,
  goes_on: river,
  line: null,
  language: 'en',
  suggested_date: '2026-11-20',
  settled_date: null,
  agreed: 0,
  i_agreed: false,
  reason: null,
  undo_reason: null,
  undo_until: null,
  can_be_taken_back: false,
};
/** What the page of the first idea, and the desk, are told. */
const world = ({ idea = canal, merges = [] as MergeCard[] } = {}) => {
  (read as unknown as jest.Mock).mockImplementation(async (path: string) =>
    path.endsWith('merges')
      ? { results: merges, next: null }
      : path.endsWith('/times')
        ? { mine: [], proposed: [], counted: null }
        : path.endsWith('/similar')
          ? { results: [canal, river], next: null }
          : idea,
  );
  (ask as unknown as jest.Mock).mockImplementation(async ({ path }: { path: string }) => ({
    data: { results: path.includes('to-judge') ? [] : [idea], next: null },
  }));
};
const lastSent = async () => {
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  return sent.mock.calls[0][0];
};
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'i1' });
  sent.mockResolvedValue({ status: 200, data: {} });
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});

test('anybody suggests that two are one: the other, which goes on, and a line for both', async () => {
  world();
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.merge_suggest }));
  fireEvent.press(await screen.findByRole('radio', { name: 'Walk by the river' }));
  fireEvent.press(screen.getByRole('button', { name: words.merge_send }));
  expect(screen.getByText(words.merge_why)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.press(screen.getByRole('radio', { name: 'Walk by the canal' }));
  fireEvent.changeText(screen.getByLabelText(words.merge_own_line), 'Walk by the water');
  fireEvent.press(screen.getByRole('button', { name: words.merge_send }));
  // This page's idea goes on, so it is the other that would end.
  expect(await lastSent()).toMatchObject({
    method: 'POST',
    path: '/api/v1/ideas/i2/merges',
    body: { into_id: 'i1', line: 'Walk by the water' },
  });
});
test('an author reads both ideas and the common line, and says yes or no in one press', async () => {
  world({ merges: [{ ...suggested, asks: 'author', line: 'Walk by the water' }] });
  await show(<IdeaScreen />);
  expect(
    await screen.findByText('If whoever had them agrees, “Walk by the canal” ends and “Walk by the river” goes on.'),
  ).toBeTruthy();
  expect(screen.getByText('It would then say: “Walk by the water”')).toBeTruthy();
  expect(screen.getByText(words.merge_would_end)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.merge_no }));
  expect(await lastSent()).toMatchObject({
    method: 'PUT',
    path: '/api/v1/merges/m1/answer',
    body: { agrees: false },
  });
});
test('whoever suggested it takes it back in one press, and nobody else is offered that', async () => {
  world({
    merges: [
      { ...suggested, can_be_taken_back: true },
      { ...suggested, id: 'm2' },
    ],
  });
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.merge_take_back }));
  expect(await lastSent()).toMatchObject({ method: 'PUT', path: '/api/v1/merges/m1/taking-back', body: {} });
});
test('without signal the answer is kept, and is not asked a second time', async () => {
  world({ merges: [{ ...suggested, asks: 'author' }] });
  sent.mockRejectedValue(new TypeError('no network'));
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.merge_yes }));
  await gone(() => screen.queryByRole('button', { name: words.merge_yes }));
  expect(outbox.unsent().map((r) => [r.path, r.body])).toEqual([['/api/v1/merges/m1/answer', { agrees: true }]]);
});
test('an idea that ended says where it went, and cannot be joined, changed or merged again', async () => {
  world({
    idea: { ...canal, status: 'merged', merged_into: 'i2' },
    merges: [{ ...suggested, state: 'merged', settled_date: '2026-11-21' }],
  });
  await show(<IdeaScreen />);
  expect(await screen.findByText(/^“Walk by the canal” became part of “Walk by the river” on /)).toBeTruthy();
  expect(screen.getByText(`${words.merged} ${words.next_merged}`)).toBeTruthy();
  for (const name of [words.id_come, words.merge_suggest, words.rule_raise, words.merge_undo])
    expect(screen.queryByRole('button', { name })).toBeNull();
});
test('where the ideas went can be opened also when the rest cannot be read', async () => {
  world({ idea: { ...canal, status: 'merged', merged_into: 'i2' } });
  const told = (read as unknown as jest.Mock).getMockImplementation();
  (read as unknown as jest.Mock).mockImplementation((path: string) =>
    path.endsWith('merges') ? Promise.reject(new TypeError('no network')) : told?.(path),
  );
  await show(<IdeaScreen />);
  expect(await screen.findByText(words.merge_see, {}, { timeout: 8000 })).toBeTruthy();
}, 15000);
test('an author undoes it in one press; an organiser only with a reason', async () => {
  const merged: MergeCard = { ...suggested, state: 'merged', settled_date: '2026-11-21', undo_until: '2026-12-05' };
  const mine = { ...canal, status: 'merged' as const, author: { ...canal.author, is_me: true } };
  world({ idea: mine, merges: [{ ...merged, ends: mine }] });
  const first = await show(<IdeaScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.merge_undo }));
  expect(await lastSent()).toMatchObject({ path: '/api/v1/merges/m1/undoing', body: {} });
  first.unmount();
  sent.mockClear();
  world({ idea: { ...canal, status: 'merged' }, merges: [merged] });
  await show(<IdeaScreen />, { roles: ['member', 'organiser'] });
  fireEvent.press(await screen.findByRole('button', { name: words.merge_undo }));
  fireEvent.press(screen.getByRole('button', { name: words.merge_undo }));
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText(words.merge_reason), 'They are on different days.');
  fireEvent.press(screen.getByRole('button', { name: words.merge_undo }));
  expect(await lastSent()).toMatchObject({
    path: '/api/v1/merges/m1/undoing',
    body: { reason: 'They are on different days.' },
  });
});

const asked: HomeMerge = { id: 'm1', asks: 'supporter', ends: canal, goes_on: river, line: null };
test('who would come is asked on Home whether they would come to the other', async () => {
  await show(<MergeQuestions merges={[asked]} />);
  expect(screen.getByText(/It became part of “Walk by the river”\. Would you come to that\?/)).toBeTruthy();
  expect(screen.getByText(words.merge_silence)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.come_to_this }));
  expect(await lastSent()).toMatchObject({ method: 'PUT', path: '/api/v1/merges/m1/reply', body: { comes: true } });
});
test('after an undoing, whoever said yes is asked whether it holds', async () => {
  await show(<MergeQuestions merges={[{ ...asked, asks: 'still' }]} />);
  expect(screen.getByText(/Would you still come to “Walk by the river”\?/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.merge_not }));
  expect(await lastSent()).toMatchObject({ path: '/api/v1/merges/m1/reply', body: { comes: false } });
});
test('an author is asked on Home too', async () => {
  await show(<MergeQuestions merges={[{ ...asked, asks: 'author' }]} />);
  fireEvent.press(screen.getByRole('button', { name: words.merge_yes }));
  expect(await lastSent()).toMatchObject({ path: '/api/v1/merges/m1/answer', body: { agrees: true } });
});
test('the desk lists what waits, and answers for an author who is gone only with a reason', async () => {
  world({ merges: [{ ...suggested, asks: 'in_place', agreed: 1 }] });
  await show(<DeskIdeasScreen />, { roles: ['member', 'organiser'] });
  expect(await screen.findByText(words.merge_desk_title)).toBeTruthy();
  expect(screen.getByText(/1 of 2 said yes\./)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.merge_yes }));
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText(words.merge_reason), 'Otilia has left.');
  fireEvent.press(screen.getByRole('button', { name: words.merge_yes }));
  expect(await lastSent()).toMatchObject({
    path: '/api/v1/merges/m1/answer-in-place',
    body: { agrees: true, reason: 'Otilia has left.' },
  });
});
test('the log says which idea it goes on as, and when it is its own again', async () => {
  const line = { idea_id: 'i1', text: 'Walk by the canal', language: 'en', kind: 'walk', hidden_reason: null };
  const rest = { date: '2026-11-20', reason: null, ballot_id: null, other: river };
  (ask as unknown as jest.Mock).mockResolvedValue({
    data: {
      results: [
        { ...line, ...rest, id: 'd2', status: 'open', is_undoing: true },
        { ...line, ...rest, id: 'd1', status: 'merged', is_undoing: false },
      ],
      next: null,
    },
  });
  await show(<DecisionsScreen />);
  expect(await screen.findByText('It goes on as “Walk by the river”.')).toBeTruthy();
  expect(screen.getByText('It was part of “Walk by the river” and is an idea of its own again.')).toBeTruthy();
});
