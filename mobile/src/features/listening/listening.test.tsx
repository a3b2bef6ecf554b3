import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, read, send } from '@/api/client';
import type { Barriers, FieldNote, Tally } from '@/api/shapes';
import { keep } from '@/lib/keep';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { ama, show } from '@/testing/render';
import { HandsOfIdea } from './components/tally-card';
import { readDrafts } from './drafts';
import { BarriersScreen } from './screens/barriers-screen';
import { DeskListeningScreen } from './screens/desk-listening-screen';
import { FieldNotesScreen } from './screens/field-notes-screen';
import { TalliesScreen } from './screens/tallies-screen';
import { tags } from './tags';
import { listening as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  read: jest.fn(),
  send: jest.fn(),
}));
const sent = send as unknown as jest.Mock;
const me = ama.member.id;
const barriers: Barriers = {
  months: [
    {
      month: '2026-10-01',
      in_general: tags.map((tag) => ({ tag, said: tag === 'caring' ? { about: 15 } : { fewer_than: 8 } })),
      about_kinds: [{ kind: 'trip', tag: 'travel', said: { about: 10 } }],
    },
    { month: '2026-09-01', in_general: tags.map((tag) => ({ tag, said: { fewer_than: 8 } })), about_kinds: [] },
  ],
  next_count_date: '2026-12-01',
  answers: [
    {
      id: 'a1',
      tag: 'caring',
      text: 'Children are welcome.',
      idea_id: 'i1',
      idea_text: 'Family picnic',
      owner_name: 'Rosa',
      date: '2026-11-20',
    },
  ],
};
const note: FieldNote = {
  id: 'n1',
  phone_id: 'p1',
  writer_name: 'Ama',
  is_mine: true,
  site_name: 'Main site',
  date: '2026-11-20',
  lines: [{ id: 'l1', mark: 'idea', tag: '', text: 'Tea at two in the night', idea_id: null }],
};
const tally: Tally = {
  id: 't1',
  question: 'What first?',
  language: 'en',
  date: '2026-11-12',
  site_name: 'Main site',
  in_the_room: { about: 40 },
  choices: [
    { idea_id: 'i1', text: 'Family picnic', hands: { about: 25 } },
    { idea_id: null, text: 'Swim', hands: { fewer_than: 8 } },
  ],
  can_be_deleted: false,
};
let found: Record<string, unknown[]> = {};
beforeEach(() => {
  wipe();
  keep.drop(`field-notes.${me}`);
  jest.clearAllMocks();
  found = { '/listening/sites': [{ id: 's1', name: 'Main site' }] };
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'i1' });
  (read as unknown as jest.Mock).mockResolvedValue(barriers);
  (ask as unknown as jest.Mock).mockImplementation(async ({ path }: { path: string }) => ({
    data: { results: Object.entries(found).find(([end]) => path.includes(end))?.[1] ?? [], next: null },
  }));
  sent.mockResolvedValue({ status: 201, data: {} });
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const noSignal = () => sent.mockRejectedValue(new TypeError('no network'));
const connector = { roles: ['member', 'confirmed', 'connector'] };

// ---- what stops people

test('one press says what stops me, with a random value and nothing of mine', async () => {
  await show(<BarriersScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.tag_health }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const call = sent.mock.calls[0][0];
  expect(call).toMatchObject({ method: 'POST', path: '/api/v1/barriers' });
  expect(call.body).toEqual({
    random: expect.stringMatching(/^[0-9a-f]{32}$/),
    about: null,
    said: [{ tag: 'health' }],
  });
  expect(call.key).toBeUndefined();
  expect(JSON.stringify(call.body)).not.toContain(me);
});
test('a second press on the same says nothing more; another one has a random value of its own', async () => {
  await show(<BarriersScreen />);
  const health = await screen.findByRole('button', { name: words.tag_health });
  fireEvent.press(health);
  fireEvent.press(health);
  fireEvent.press(screen.getByRole('button', { name: words.tag_cost }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  const values = sent.mock.calls.map(([call]) => call.body.random);
  expect(new Set(values).size).toBe(2);
});
test('without signal it waits on the phone under the same random value', async () => {
  noSignal();
  await show(<BarriersScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.tag_cost }));
  await waitFor(() => expect(outbox.unsent()).toHaveLength(1));
  const waiting = outbox.unsent()[0]?.body as { random: string };
  sent.mockResolvedValue({ status: 201, data: {} });
  await act(async () => outbox.online());
  expect(sent.mock.calls.map(([call]) => call.body.random)).toEqual(sent.mock.calls.map(() => waiting.random));
});
test('counts are said rounded, in the order of their size, and small ones only as small', async () => {
  await show(<BarriersScreen />);
  expect(await screen.findByText('Named in October')).toBeTruthy();
  expect(screen.getByText('about 15 times')).toBeTruthy();
  expect(screen.getByText('Trip: Getting there')).toBeTruthy();
  expect(screen.getAllByText('fewer than 8 times')).toHaveLength(tags.length - 1);
  fireEvent.press(screen.getByRole('radio', { name: 'September' }));
  expect(screen.getAllByText('fewer than 8 times')).toHaveLength(tags.length);
});
test('what was done about it stands with who, when and the idea', async () => {
  await show(<BarriersScreen />);
  expect(await screen.findByText('Children are welcome.')).toBeTruthy();
  expect(screen.getByText('Rosa, Friday 20 November')).toBeTruthy();
  expect(screen.getByText('Family picnic')).toBeTruthy();
});
test('only who speaks with others can count for them', async () => {
  await show(<BarriersScreen />);
  await screen.findByText('Named in October');
  expect(screen.queryByText(words.for_others)).toBeNull();
});
test('a connector counts how many named each', async () => {
  await show(<BarriersScreen />, connector);
  fireEvent.press(await screen.findByText(words.for_others));
  fireEvent.press(screen.getByText(words.for_others_send));
  expect(screen.getByText(words.for_others_none)).toBeTruthy();
  for (let i = 0; i < 3; i++) fireEvent.press(screen.getByLabelText(`${words.tag_caring}: one more`));
  fireEvent.press(screen.getByText(words.for_others_send));
  await waitFor(() => expect(sent.mock.calls[0][0].body.said).toEqual([{ tag: 'caring', people: 3 }]));
});
test('an organiser says at the desk what was done', async () => {
  await show(<DeskListeningScreen />, { roles: ['member', 'organiser'] });
  fireEvent.press(await screen.findByText(words.answer_send));
  expect(screen.getByText(words.answer_why)).toBeTruthy();
  fireEvent.press(screen.getByRole('radio', { name: words.tag_cost }));
  fireEvent.changeText(screen.getByLabelText(words.answer_text), 'It is all free.');
  fireEvent.press(screen.getByText(words.answer_send));
  await waitFor(() =>
    expect(sent.mock.calls[0][0]).toMatchObject({
      path: '/api/v1/barriers/answers',
      body: { tag: 'cost', text: 'It is all free.', idea: null },
      key: expect.any(String),
    }),
  );
});

// ---- field notes

async function writeNote(text: string) {
  fireEvent.press(await screen.findByText(words.note_new));
  fireEvent.changeText(screen.getByLabelText(words.line), text);
  fireEvent.press(screen.getByText(words.line_add));
  fireEvent.press(screen.getByText(words.note_done));
}
test('notes are written without signal, stay changeable on the phone, and go together in one request', async () => {
  noSignal();
  await show(<FieldNotesScreen />, connector);
  await writeNote('Tea at two in the night');
  await writeNote('The walk was lovely');
  expect(screen.getAllByText(words.note_on_phone)).toHaveLength(2);
  expect(sent).not.toHaveBeenCalled();
  const ids = readDrafts(me).map((d) => d.id);
  fireEvent.press(screen.getByText('Send 2 notes'));
  await waitFor(() => expect(readDrafts(me)).toEqual([]));
  const bodies = outbox.unsent().map((row) => row.body as { notes: { id: string }[] });
  expect(bodies.map(({ notes }) => notes.map((n) => n.id))).toEqual([ids]);
  expect(screen.getByText(words.notes_way)).toBeTruthy();
});
test('a line under the pen is not lost when the app is closed, and goes with the note', async () => {
  await show(<FieldNotesScreen />, connector);
  fireEvent.press(await screen.findByText(words.note_new));
  fireEvent.changeText(screen.getByLabelText(words.line), 'Who pays for the bus?');
  fireEvent.press(screen.getByRole('radio', { name: words.mark_question }));
  expect(readDrafts(me)[0]?.typing).toEqual({ mark: 'question', text: 'Who pays for the bus?' });
  fireEvent.press(screen.getByText('Send 1 note'));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0].body.notes[0].lines).toEqual([
    { mark: 'question', text: 'Who pays for the bus?', tag: null },
  ]);
});
test('what stops people needs its kind before the line is kept', async () => {
  await show(<FieldNotesScreen />, connector);
  fireEvent.press(await screen.findByText(words.note_new));
  fireEvent.changeText(screen.getByLabelText(words.line), 'No one for the children');
  fireEvent.press(screen.getByRole('radio', { name: words.mark_barrier }));
  fireEvent.press(screen.getByText(words.line_add));
  expect(screen.getByText(words.line_tag_why)).toBeTruthy();
  fireEvent.press(screen.getByRole('radio', { name: words.tag_caring }));
  fireEvent.press(screen.getByText(words.line_add));
  expect(readDrafts(me)[0]?.lines).toEqual([{ mark: 'barrier', tag: 'caring', text: 'No one for the children' }]);
});
test('what the server cannot keep is a note on this phone again, under its own key', async () => {
  const problem = { type: 'https://x/problems/invalid', title: 'Something here needs changing', status: 400 };
  sent.mockResolvedValue({ status: 400, problem });
  await show(<FieldNotesScreen />, connector);
  await writeNote('Tea at two in the night');
  const before = readDrafts(me);
  fireEvent.press(screen.getByText('Send 1 note'));
  fireEvent.press(await screen.findByText(words.notes_back));
  await waitFor(() => expect(readDrafts(me)).toEqual(before));
  expect(outbox.rows()).toEqual([]);
});
test('a line is put up as an idea of a chosen kind, with no name or as the team, and of no kind by itself', async () => {
  found['/field-notes'] = [note];
  await show(<FieldNotesScreen />, connector);
  fireEvent.press(await screen.findByText(words.line_make));
  expect(screen.queryByText(words.line_put_up_team)).toBeNull();
  fireEvent.press(screen.getByRole('radio', { name: 'Sit and talk' }));
  fireEvent.press(screen.getByText(words.line_put_up_team));
  await waitFor(() =>
    expect(sent.mock.calls[0][0]).toMatchObject({
      path: '/api/v1/field-notes/n1/lines/l1/idea',
      body: { kind: 'talk', shown_as: 'team' },
    }),
  );
});
test('who may write no notes is told so', async () => {
  await show(<FieldNotesScreen />);
  expect(await screen.findByText('This is for others to do')).toBeTruthy();
  expect(screen.queryByText(words.note_new)).toBeNull();
});

// ---- shows of hands

test('beside an idea it says when, about how many were there, and about how many hands', async () => {
  found['/ideas/i1/tallies'] = [tally];
  await show(<HandsOfIdea />);
  expect(await screen.findByText('Show of hands, Thursday 12 November, about 40 in the room.')).toBeTruthy();
  expect(screen.getByText('about 25 hands')).toBeTruthy();
  expect(screen.getByText('fewer than 8 hands')).toBeTruthy();
  expect(screen.queryByText(words.tally_delete)).toBeNull();
});
test('a member reads and enters none', async () => {
  found['/tallies'] = [tally];
  await show(<TalliesScreen />);
  expect(await screen.findByText('What first?')).toBeTruthy();
  expect(screen.queryByText(words.tally_new)).toBeNull();
});
test('hands are entered without signal, for an idea and for a line; more hands than people are caught at once', async () => {
  noSignal();
  found['/api/v1/ideas'] = [{ id: 'i1', text: 'Family picnic', kind: 'picnic', language: 'en', hidden_reason: null }];
  await show(<TalliesScreen />, connector);
  fireEvent.press(await screen.findByText(words.tally_new));
  fireEvent.press(await screen.findByText('Family picnic'));
  fireEvent.changeText(screen.getByLabelText(words.tally_choice), 'Swim');
  fireEvent.press(screen.getByText(words.tally_add));
  fireEvent.press(screen.getByText(words.tally_send));
  expect(screen.getByText(words.tally_why)).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(words.tally_question), 'What first?');
  fireEvent.changeText(screen.getByLabelText(words.tally_room), '20');
  fireEvent.changeText(screen.getByLabelText('Hands for “Family picnic”'), '21');
  fireEvent.changeText(screen.getByLabelText('Hands for “Swim”'), '9');
  fireEvent.press(screen.getByText(words.tally_send));
  expect(screen.getByText(words.tally_more)).toBeTruthy();
  expect(outbox.unsent()).toEqual([]);
  fireEvent.changeText(screen.getByLabelText(words.tally_room), '40');
  fireEvent.press(screen.getByText(words.tally_send));
  await waitFor(() => expect(outbox.unsent()).toHaveLength(1));
  expect(outbox.unsent()[0]?.body).toEqual({
    question: 'What first?',
    date: '2026-11-22',
    site: null,
    in_the_room: 40,
    choices: [
      { idea: 'i1', text: null, hands: 21 },
      { idea: null, text: 'Swim', hands: 9 },
    ],
  });
});
