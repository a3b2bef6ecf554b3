import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, send } from '@/api/client';
import { ProblemError } from '@/api/problems';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { ama, show } from '@/testing/render';
import { readReceiptOf } from './kept';
import { receiptHash, receiptWords } from './receipt';
import { BallotScreen } from './screens/ballot-screen';
import { OutcomeScreen } from './screens/outcome-screen';
import './settling';
import type { Ballot, Option, Outcome } from './types';
import { ballots as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('./receipt-store', () => jest.requireActual('./receipt-store.web'));

const option = (id: string, title: string, price = ''): Option => ({
  id,
  idea_id: `idea-${id}`,
  title,
  kind: 'walk',
  pattern: { weekday: 'Thu', start: '15:30', minutes: 60 },
  cost: '1',
  price,
  helper_hours: null,
  condition: '',
  hidden_reason: null,
});
const walk = option('walk', 'Thursday walk');
const cook = option('cook', 'Cooking class', '£3 each');
const picnic = option('picnic', 'Family picnic');
const supper = option('supper', 'Supper before nights');
const paper: Ballot = {
  id: 'b1',
  title: 'Winter',
  state: 'open',
  closes: { at: '2026-12-13T20:00:00Z', date: '2026-12-13', time: '20:00' },
  my_paper: 'unused',
  slots: 3,
  budget: null,
  options: [supper, walk, cook, picnic],
  seed_hash: '',
  completion: 'add1',
  tie_break: 'cost, votes, draw',
  short_reason: '',
  first_closed: null,
  floor: null,
  missing_groups: [],
  left_out: [],
  how_counted: '',
};
let now: Ballot;
const server = ask as unknown as jest.Mock;
const sent = send as unknown as jest.Mock;
const me = ama.member.id;

beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  now = paper;
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'b1' });
  server.mockImplementation(async () => ({ data: now, etag: undefined }));
  sent.mockImplementation(async ({ method }: { method: string }) => {
    if (method === 'POST') now = { ...now, my_paper: 'used' };
    return { status: method === 'POST' ? 201 : 200, data: {} };
  });
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
  const { forgetReceipt } = jest.requireActual('./kept');
  forgetReceipt(me, 'b1');
});
const box = (title: string) => screen.findByRole('checkbox', { name: new RegExp(title) });
const press = async (name: RegExp | string) => fireEvent.press(await screen.findByRole('button', { name }));

test('the rows are boxes in the order the server gave, with time and price', async () => {
  await show(<BallotScreen />);
  await box('Thursday walk');
  expect(screen.getAllByRole('checkbox').map((r) => r.props.accessibilityState?.checked)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(screen.getByText('Thursdays, 15:30. £3\u00a0each')).toBeTruthy();
  expect(screen.getByText(/There is room for 3\. Closes Sunday 13 December, 20:00\./)).toBeTruthy();
});
test('nothing ticked: the button stays and says why; it counts the ticks; two are nudged to three', async () => {
  await show(<BallotScreen />);
  await box('Thursday walk');
  await press(/Put in my 0 ticks/);
  expect(screen.getByText(words.tick_first)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.press(await box('Thursday walk'));
  expect(screen.getByRole('button', { name: /Put in my tick/ })).toBeTruthy();
  expect(screen.getByText(words.nudge)).toBeTruthy();
  fireEvent.press(await box('Cooking class'));
  fireEvent.press(await box('Family picnic'));
  expect(screen.getByRole('button', { name: /Put in my 3 ticks/ })).toBeTruthy();
  expect(screen.queryByText(words.nudge)).toBeNull();
});
test('that a lost receipt means the vote stays is said before the ticks go in', async () => {
  await show(<BallotScreen />);
  await box('Thursday walk');
  expect(screen.getByText(words.receipt_first)).toBeTruthy();
});
test('the vote goes with the hash alone; the receipt stays on the phone and is shown', async () => {
  await show(<BallotScreen />);
  fireEvent.press(await box('Thursday walk'));
  fireEvent.press(await box('Cooking class'));
  await press(/Put in my 2 ticks/);
  expect(await screen.findByText('Your vote is in')).toBeTruthy();
  const kept = readReceiptOf(me, 'b1');
  expect(kept?.ticked).toEqual(['walk', 'cook']);
  const call = sent.mock.calls[0][0];
  expect(call).toMatchObject({ method: 'POST', path: '/api/v1/ballots/b1/slips' });
  expect(call.body).toEqual({ options: ['walk', 'cook'], receipt_hash: receiptHash(kept?.receipt ?? '') });
  expect(call.key).toBeUndefined();
  expect(JSON.stringify(call)).not.toContain(kept?.receipt);
  expect(screen.getByText(receiptWords(kept?.receipt ?? '', words.receipt_words))).toBeTruthy();
});
test('a change goes by the receipt alone, without a name', async () => {
  await show(<BallotScreen />);
  fireEvent.press(await box('Thursday walk'));
  await press(/Put in my tick/);
  await screen.findByText('Your vote is in');
  const receipt = readReceiptOf(me, 'b1')?.receipt;
  await press('Change');
  fireEvent.press(await box('Family picnic'));
  await press(/Put in my 2 ticks/);
  await waitFor(() => expect(readReceiptOf(me, 'b1')?.ticked).toEqual(['walk', 'picnic']));
  expect(sent.mock.calls[1][0]).toMatchObject({
    method: 'PUT',
    path: `/api/v1/slips/${receipt}`,
    nameless: true,
    body: { ballot: 'b1', options: ['walk', 'picnic'] },
  });
});
test('without signal the vote is saved and says: not counted yet', async () => {
  sent.mockRejectedValue(new TypeError('no network'));
  await show(<BallotScreen />);
  fireEvent.press(await box('Thursday walk'));
  await press(/Put in my tick/);
  expect(await screen.findByText('Not counted yet: send before Sunday 13 December, 20:00')).toBeTruthy();
  expect(screen.getByText('Thursday walk')).toBeTruthy();
  expect(readReceiptOf(me, 'b1')?.ticked).toBeUndefined();
});
test('too late says so, shows what was ticked, and leaves no receipt', async () => {
  sent.mockResolvedValue({
    status: 409,
    problem: {
      type: 'https://aftershift.example.org/problems/ballot-closed',
      title: 'This vote is closed',
      status: 409,
    },
  });
  await show(<BallotScreen />);
  fireEvent.press(await box('Cooking class'));
  await press(/Put in my tick/);
  expect(await screen.findByText('Your vote came too late')).toBeTruthy();
  expect(screen.getByText('Cooking class')).toBeTruthy();
  now = { ...paper, state: 'closed' };
  await press('I have read it');
  await waitFor(() => expect(readReceiptOf(me, 'b1')).toBeUndefined());
  expect(await screen.findByText(words.state_closed)).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
});
test('taking the vote out goes by the receipt, and the same receipt can tick again', async () => {
  await show(<BallotScreen />);
  fireEvent.press(await box('Thursday walk'));
  await press(/Put in my tick/);
  await screen.findByText('Your vote is in');
  const receipt = readReceiptOf(me, 'b1')?.receipt;
  await press(words.take_out);
  fireEvent.press((await screen.findAllByRole('button', { name: words.take_out })).at(-1) as never);
  expect(await screen.findByText('Your vote is out')).toBeTruthy();
  expect(sent.mock.calls[1][0]).toMatchObject({ method: 'DELETE', path: `/api/v1/slips/${receipt}`, nameless: true });
  await press(words.tick_again);
  fireEvent.press(await box('Cooking class'));
  await press(/Put in my tick/);
  await waitFor(() => expect(readReceiptOf(me, 'b1')).toEqual({ receipt, ticked: ['cook'] }));
  expect(sent.mock.calls[2][0]).toMatchObject({ method: 'PUT', path: `/api/v1/slips/${receipt}` });
});
test('a paper used elsewhere asks for the code of the receipt, and a wrong code is said', async () => {
  now = { ...paper, my_paper: 'used' };
  await show(<BallotScreen />);
  expect(await screen.findByText(words.used_elsewhere_text)).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(words.code), 'abc');
  await press(words.code_use);
  expect(screen.getByText(words.code_wrong)).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(words.code), '0011 2233 4455 6677 8899 aabb ccdd eeff');
  await press(words.code_use);
  expect(await screen.findByText(words.not_known_ticks)).toBeTruthy();
});
test('who has no paper is told why', async () => {
  now = { ...paper, my_paper: 'none' };
  await show(<BallotScreen />);
  expect(await screen.findByText(words.no_paper)).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

const outcome: Outcome = {
  id: 'b1',
  title: 'Winter',
  state: 'settled',
  rule: 'equal-shares',
  voters: 59,
  papers: 80,
  share_tokens: 12,
  cost_tokens: '144',
  chosen: [{ option: cook, ticks: 36, each_pays: '1/36', each_pays_tokens: '4' }],
  not_chosen: [{ option: picnic, ticks: 22, short_by: 4, not_counted: '' }],
  rounds: [{ option: 'cook', supporters: 36, each_pays: '1/36' }],
  explanation: [],
  seed: 'seed',
  seed_hash: '19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b',
  completion: 'add1',
  final_share: '1/9',
  floor: { people: 5, percent: 5 },
  floor_ticks: 5,
  budget: null,
  spent: null,
  left_over: null,
  missing_groups: [],
  every_group_got_something: true,
  published_reason: '',
  slips: [],
  receipt_hashes: null,
};
test('the outcome says first what was chosen, then why, also of what was not', async () => {
  server.mockImplementation(async ({ path }: { path: string }) => ({ data: path.endsWith('outcome') ? outcome : now }));
  await show(<OutcomeScreen />);
  expect(await screen.findByText('59 people voted. Chosen: Cooking class.')).toBeTruthy();
  expect(screen.getByText('Everyone got 12 tokens')).toBeTruthy();
  expect(screen.getByText('36 people ticked it. Each paid 4 of 12 tokens.')).toBeTruthy();
  expect(screen.getByLabelText('4 of 12 tokens')).toBeTruthy();
  expect(screen.getByText(/22 people ticked it\./)).toBeTruthy();
  expect(screen.getByText(/4 more people were needed\./)).toBeTruthy();
  await press('Find my vote in the list');
  expect(screen.getByText(words.no_receipt)).toBeTruthy();
  await press(words.check);
  expect(screen.getByText(words.draw_right)).toBeTruthy();
});
const showOutcome = async (found: Outcome) => {
  server.mockImplementation(async ({ path }: { path: string }) => ({ data: path.endsWith('outcome') ? found : now }));
  await show(<OutcomeScreen />);
};
test('how the tokens of all were spent stands there in words, idea by idea, and what is left over', async () => {
  await showOutcome(outcome);
  expect(await screen.findByText(words.picture)).toBeTruthy();
  expect(screen.getByText('All tokens together: 708.')).toBeTruthy();
  expect(screen.getByText('108 tokens')).toBeTruthy();
  expect(screen.getByText('600 tokens')).toBeTruthy();
});
test('an idea under the floor says how many people it needed', async () => {
  await showOutcome({
    ...outcome,
    not_chosen: [{ option: picnic, ticks: 3, short_by: 2, not_counted: 'under_floor' }],
  });
  expect(await screen.findByText(/At least 5 people have to tick an idea\. 2 more people were needed\./)).toBeTruthy();
});
test('an idea that was hidden shows no words and says why it was not counted', async () => {
  const gone = { ...picnic, title: '', hidden_reason: 'It names somebody.' };
  await showOutcome({ ...outcome, not_chosen: [{ option: gone, ticks: 9, short_by: null, not_counted: 'hidden' }] });
  expect(await screen.findByText(words.was_hidden)).toBeTruthy();
  expect(screen.getByText(words.hidden_option)).toBeTruthy();
});
test('money: what is spent, what is left over, and what each idea costs', async () => {
  const sum = { ...cook, cost: '20' };
  const chosen = [{ option: sum, ticks: 36, each_pays: '5/9', each_pays_tokens: '4' }];
  await showOutcome({ ...outcome, budget: '60', spent: '20', left_over: '40', chosen });
  expect(await screen.findByText('£20 of £60 is spent, £40 is left over.')).toBeTruthy();
  expect(screen.getByText(/It costs £20\. That is about £0\.56 for each who ticked it\./)).toBeTruthy();
});
test('people who are missing are named in public', async () => {
  await showOutcome({ ...outcome, missing_groups: ['nights'], every_group_got_something: false });
  expect(await screen.findByText('Missing people: Nights')).toBeTruthy();
});
test('the ballot tells the floor, the extension, and which ideas cannot be done', async () => {
  now = {
    ...paper,
    floor: { people: 5, percent: 5 },
    first_closed: { at: '2026-11-29T20:00:00Z', date: '2026-11-29', time: '20:00' },
    left_out: [{ idea_id: 'x', text: 'A pool', language: 'en', reason: 'There is no water.' }],
  };
  await show(<BallotScreen />);
  expect(await screen.findByText(/An idea needs at least 5 people, and 5 in every 100 who vote\./)).toBeTruthy();
  expect(screen.getByText(words.extended)).toBeTruthy();
  expect(screen.getByText('A pool')).toBeTruthy();
  expect(screen.getByText('There is no water.')).toBeTruthy();
});
test('an option whose idea was hidden cannot be ticked and goes out with no vote', async () => {
  now = { ...paper, options: [walk, { ...cook, title: '', hidden_reason: 'It names somebody.' }] };
  await show(<BallotScreen />);
  const gone = await box(words.hidden_option);
  fireEvent.press(gone);
  fireEvent.press(await box('Thursday walk'));
  await press(/Put in my tick/);
  await screen.findByText('Your vote is in');
  expect(sent.mock.calls[0][0].body.options).toEqual(['walk']);
});
test('before the count the outcome says when to come back', async () => {
  server.mockImplementation(async ({ path }: { path: string }) => {
    if (path.endsWith('outcome'))
      throw new ProblemError({
        type: 'https://aftershift.example.org/problems/not-counted-yet',
        title: 'x',
        status: 409,
      });
    return { data: now };
  });
  await show(<OutcomeScreen />);
  expect(await screen.findByText('Not counted yet')).toBeTruthy();
  expect(await screen.findByText(/The vote closes on Sunday 13 December, 20:00\./)).toBeTruthy();
});
