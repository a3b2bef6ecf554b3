import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import AskedForRoles from './components/asked';
import DateRoles from './components/date-roles';
import WhoNext from './components/who-next';
import type { DateRole, DateRoles as Told } from './queries';
import { roles as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const greet: DateRole = { role: 'greet', state: 'free', name: '', is_me: false, may_take: false, is_new: true };
const kit: DateRole = { ...greet, role: 'kit' };
let told: Told;
let questions: unknown[];
let coming: unknown;
beforeEach(() => {
  wipe();
  told = { kind: 'walk', roles: [greet, kit], suggested: null, may_ask: false };
  questions = [];
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }: Call) => ({
      data: (path.endsWith('/roles')
        ? told
        : path.endsWith('/role-questions')
          ? { results: questions }
          : path.endsWith('/who-next')
            ? { coming }
            : { sign_ups: [{ id: 's1', name: 'Ben', status: 'placed', is_me: false }] }) as never,
      etag: undefined,
    }));
});
const open = () => show(<DateRoles id="o1" />);
const press = async (name: string) => fireEvent.press(await screen.findByRole('button', { name }));
const bodies = () => sent.mock.calls.map(([call]) => [call.method, call.path, call.body]);
const path = '/api/v1/occurrences/o1/roles/greet';

const next = {
  next_id: 'o2',
  next: { at: '2026-12-03T15:30:00Z', date: '2026-12-03', time: '15:30' },
  has_lead: true,
  has_second: true,
  free: ['greet', 'kit'],
  try_it: null,
  turn_is_somebody_elses: false,
  may_ask: false,
};
test('after a date its page says when the next one is, who is missing there, and what one could try', async () => {
  coming = { ...next, has_second: false, try_it: 'kit' };
  await show(<WhoNext id="o1" />);
  await screen.findByText('Next time: Thursday 3 December, 15:30');
  expect(screen.getByText(words.next_no_second)).toBeTruthy();
  expect(screen.getByText('Would you like to try this one next time? Carry the kit')).toBeTruthy();
  expect(screen.getByText(words.next_open)).toBeTruthy();
});
test('whoever ran it reads whose turn it is, and which small roles are free next time', async () => {
  coming = { ...next, may_ask: true, turn_is_somebody_elses: true };
  await show(<WhoNext id="o1" />);
  await screen.findByText(words.next_turn);
  expect(screen.getByText(words.greet)).toBeTruthy();
  expect(screen.getByText(words.next_ask)).toBeTruthy();
});
test('nothing is said after the last date', async () => {
  coming = null;
  await show(<WhoNext id="o1" />);
  await waitFor(() => expect(jest.mocked(ask)).toHaveBeenCalled());
  expect(screen.queryByText(words.next)).toBeNull();
});
test('nothing is shown where there is nothing to say or do', async () => {
  await open();
  await waitFor(() => expect(jest.mocked(ask)).toHaveBeenCalled());
  expect(screen.queryByText(words.title)).toBeNull();
});
test('where it is not what the page is about, each role is one line that opens', async () => {
  told = { ...told, may_ask: true };
  await show(<DateRoles id="o1" compact />);
  await screen.findByText(words.greet);
  expect(screen.queryByText(words.greet_what)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Offer it around: Say hello' })).toBeNull();
  await press('Say hello. Nobody yet Show');
  await press('Offer it around: Say hello');
  await waitFor(() => expect(bodies()).toEqual([['PUT', `${path}/question`, expect.anything()]]));
});
test('whoever comes takes a role in one tap, and is invited to one they have not tried', async () => {
  told = { ...told, roles: [{ ...greet, may_take: true }], suggested: 'greet' };
  await open();
  await screen.findByText('Would you like to try this one? Say hello');
  await press('I’ll do it: Say hello');
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['PUT', path, undefined]]);
});
test('it is given back in one tap', async () => {
  told = { ...told, roles: [{ ...greet, state: 'held', name: 'Ama', is_me: true, may_take: true }] };
  await open();
  await screen.findByText(words.mine);
  expect(screen.queryByRole('button', { name: 'I’ll do it: Say hello' })).toBeNull();
  await press('Give it back: Say hello');
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['DELETE', path, undefined]]);
});
test('whoever is asked says yes or not this time', async () => {
  told = { ...told, roles: [{ ...greet, state: 'asked', is_me: true, may_take: true }] };
  await open();
  await screen.findByText(words.asked_me);
  expect(screen.getByRole('button', { name: 'I’ll do it: Say hello' })).toBeTruthy();
  await press('Not this time: Say hello');
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['DELETE', path, undefined]]);
});
test('names are read as they are told; where none is, that somebody does it', async () => {
  told = {
    ...told,
    roles: [
      { ...greet, state: 'held', name: 'Kasia' },
      { ...kit, state: 'held' },
    ],
  };
  await open();
  await screen.findByText('Kasia does this.');
  expect(screen.getByText(words.somebody)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
test('whoever runs the date offers a role around, asks one person, and asks nobody any more', async () => {
  told = { ...told, roles: [greet, { ...kit, state: 'asked' }], may_ask: true };
  await open();
  await screen.findByText(words.asked_around);
  await press('Ask someone: Say hello');
  await press('Ask Ben');
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  await press('Offer it around: Say hello');
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  await press('Ask nobody: Carry the kit');
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(3));
  expect(bodies()).toEqual([
    ['PUT', `${path}/question`, { sign_up_id: 's1' }],
    ['PUT', `${path}/question`, { sign_up_id: null }],
    ['DELETE', '/api/v1/occurrences/o1/roles/kit/question', undefined],
  ]);
});
test('what is on says where I am asked', async () => {
  questions = [
    {
      occurrence_id: 'o1',
      title: 'Thursday walk',
      role: 'greet',
      starts: { at: '2026-11-26T15:30:00Z', date: '2026-11-26', time: '15:30' },
    },
  ];
  await show(<AskedForRoles />);
  await screen.findByText('Would you lend a hand at Thursday walk? Say hello');
  expect(screen.getByText(words.look)).toBeTruthy();
});
