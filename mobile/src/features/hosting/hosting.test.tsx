import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { Linking } from 'react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import AskedToHost from './components/asked';
import PeopleThere from './components/people-there';
import type { Helper, Host } from './queries';
import { hosting as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const nobody: Host = {
  state: 'nobody',
  host: null,
  asked: null,
  asks_me: false,
  place: '',
  minutes_before: 10,
  meets: null,
  may_volunteer: false,
  may_ask: false,
};
const kasia: Host = {
  ...nobody,
  state: 'sure',
  host: { name: 'Kasia', is_me: false },
  place: 'The main door',
  meets: at('2026-11-26', '15:10'),
};
let host: Host;
let helpers: { results: Helper[]; may_change: boolean };
let questions: unknown[];
const onList = (id: string, name: string, status: string, is_me = false) => ({ id, name, status, is_me });
beforeEach(() => {
  wipe();
  host = nobody;
  helpers = { results: [], may_change: false };
  questions = [];
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }: Call) => ({
      data: (path.endsWith('/host')
        ? host
        : path.endsWith('/helpers')
          ? helpers
          : path.endsWith('/host-questions')
            ? { results: questions }
            : {
                sign_ups: [
                  onList('s1', 'Ben', 'placed'),
                  onList('s2', 'Chidi', 'waiting'),
                  onList('s3', 'Me', 'placed', true),
                ],
              }) as never,
      etag: undefined,
    }));
});
const open = () => show(<PeopleThere id="o1" activityId="a1" helped />);
const bodies = () => sent.mock.calls.map(([call]) => [call.method, call.path, call.body]);

test('those who come read who meets them, when and where', async () => {
  host = kasia;
  await open();
  await screen.findByText('Kasia meets you at 15:10. Look for them here: The main door');
  expect(screen.queryByRole('button')).toBeNull();
});
test('without a place one reads that there is somebody, and no name', async () => {
  host = { ...nobody, state: 'sure' };
  await open();
  await screen.findByText(words.meets_later);
});
test('where a name is not told, time and place are', async () => {
  host = { ...kasia, host: { name: '', is_me: false } };
  await open();
  await screen.findByText('Somebody meets you at 15:10, here: The main door');
});
test('nothing is shown where there is nothing to say or do', async () => {
  await open();
  await waitFor(() => expect(jest.mocked(ask)).toHaveBeenCalledTimes(2));
  expect(screen.queryByText(words.title)).toBeNull();
  expect(screen.queryByText(words.helpers)).toBeNull();
});
test('whoever has a place offers in one tap', async () => {
  host = { ...nobody, may_volunteer: true };
  await open();
  fireEvent.press(await screen.findByRole('button', { name: words.volunteer }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['PUT', '/api/v1/occurrences/o1/host', { place: '', minutes_before: 10 }]]);
});
test('whoever is asked says yes or no; a no needs no reason', async () => {
  host = { ...nobody, state: 'asked', asked: { name: 'Ama', is_me: true }, asks_me: true, may_volunteer: true };
  await open();
  await screen.findByText(words.asked);
  expect(screen.getByRole('button', { name: words.yes })).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.no }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['DELETE', '/api/v1/occurrences/o1/host', undefined]]);
});
test('the host changes where and when, and steps back in one tap', async () => {
  host = { ...kasia, host: { name: 'Ama', is_me: true } };
  await open();
  fireEvent.press(await screen.findByRole('button', { name: words.change }));
  fireEvent.changeText(screen.getByLabelText(words.where), 'By the lifts ');
  fireEvent.press(screen.getByText('20 minutes'));
  fireEvent.press(screen.getByRole('button', { name: words.keep }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  fireEvent.press(screen.getByRole('button', { name: words.step_back }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(bodies()).toEqual([
    ['PUT', '/api/v1/occurrences/o1/host', { place: 'By the lifts', minutes_before: 20 }],
    ['DELETE', '/api/v1/occurrences/o1/host', undefined],
  ]);
});
test('whoever runs the date asks one of those with a place, never themselves', async () => {
  host = { ...nobody, may_ask: true };
  await open();
  fireEvent.press(await screen.findByRole('button', { name: words.ask }));
  fireEvent.press(await screen.findByRole('button', { name: 'Ask Ben' }));
  expect(screen.queryByRole('button', { name: 'Ask Chidi' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Ask Me' })).toBeNull();
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['PUT', '/api/v1/occurrences/o1/host/question', { sign_up_id: 's1' }]]);
});
test('a question that waits can be taken back', async () => {
  host = { ...nobody, state: 'asked', asked: { name: 'Ben', is_me: false }, may_ask: true };
  await open();
  await screen.findByText('Ben is asked, and has not answered.');
  fireEvent.press(screen.getByRole('button', { name: words.take_back }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(bodies()).toEqual([['DELETE', '/api/v1/occurrences/o1/host/question', undefined]]);
});
test('what is on says where I am asked to be host', async () => {
  questions = [{ occurrence_id: 'o1', title: 'Thursday walk', starts: at('2026-11-26', '15:30') }];
  await show(<AskedToHost />);
  await screen.findByText('Would you meet people who are new at Thursday walk?');
  expect(screen.getByText(words.look)).toBeTruthy();
});

const meg: Helper = { id: 'h1', name: 'Meg', what: 'Mountain guide', phone: null };
test('everybody reads who helps from outside; a phone is there only when it was sent', async () => {
  helpers = { results: [meg, { ...meg, id: 'h2', name: '', what: 'First aid' }], may_change: false };
  await open();
  await screen.findByText('Meg: Mountain guide');
  expect(screen.getByText('First aid')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
test('who leads calls them in one tap', async () => {
  const openUrl = jest.spyOn(Linking, 'openURL').mockResolvedValue(true);
  helpers = { results: [{ ...meg, phone: '+44 7700 900123' }], may_change: false };
  await open();
  fireEvent.press(await screen.findByRole('button', { name: /^Call Meg/ }));
  expect(openUrl).toHaveBeenCalledWith('tel:+447700900123');
});
test('an organiser enters one, and takes one off', async () => {
  helpers = { results: [meg], may_change: true };
  await open();
  fireEvent.press(await screen.findByRole('button', { name: words.helper_add }));
  fireEvent.press(screen.getByRole('button', { name: words.keep }));
  expect(screen.getByText(words.helper_wrong)).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(words.helper_name), 'Dai ');
  fireEvent.changeText(screen.getByLabelText(words.helper_what), 'Coach driver');
  fireEvent.press(screen.getByRole('button', { name: words.keep }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  fireEvent.press(screen.getByRole('button', { name: 'Take Meg off' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(bodies()).toEqual([
    ['POST', '/api/v1/activities/a1/helpers', { name: 'Dai', what: 'Coach driver', phone: '' }],
    ['DELETE', '/api/v1/helpers/h1', undefined],
  ]);
  expect(sent.mock.calls[0]?.[0].key).toBeTruthy();
});
