import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Call } from '@/api/client';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { changedTexts, type DatePage, textsOf, type WordsSeen } from './date';
import { nextAugust, nextRamadan } from './draft';
import { ChangeDateScreen } from './screens/change-date-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
// What the page reads of a date; the server sends more.
const aDate = (more: object = {}) =>
  ({
    id: 'walk-1',
    activity_id: 'walk',
    title: 'Thursday walk',
    starts: at('2026-11-26', '15:30'),
    ends: at('2026-11-26', '16:15'),
    place: 'Main door, by the big clock',
    how_hard: 'Flat path, no steps',
    cost: 'Free',
    what_to_bring: 'Flat shoes',
    own_words: [],
    places: 20,
    taken: 11,
    waiting: 0,
    repeats: true,
    may: { change: true },
    ...more,
  }) as unknown as DatePage;
const moved = { at: '2026-11-27T10:00:00Z', date: '2026-11-27', time: '10:00' };
let page: DatePage;
let seen: WordsSeen;
beforeEach(() => {
  wipe();
  page = aDate();
  seen = { people: 3, left: 1, dates: [{ id: 'walk-1', starts: page.starts }] };
  asked
    .mockReset()
    .mockImplementation(async ({ path }: Call) =>
      path.endsWith('/preview')
        ? { data: seen as never, etag: undefined }
        : { data: page as never, etag: '"1.0.20-a"' },
    );
  sent.mockReset().mockImplementation(async () => ({ status: 200, data: page }));
});
const organiser = () => show(<ChangeDateScreen id="walk-1" />, { roles: ['member', 'organiser'] });
const write = () => {
  const [call] = sent.mock.calls.at(-1) ?? [];
  return [call?.method, call?.path, call?.body, call?.ifMatch];
};

test('other words are looked at, then saved as they were looked at, with the reason', async () => {
  await organiser();
  fireEvent.changeText(await screen.findByLabelText(/Where do people meet/), 'Side door');
  fireEvent.press(screen.getByRole('radio', { name: 'This and those that follow' }));
  fireEvent.changeText(screen.getAllByLabelText(/Why\? Everyone/)[0] as never, 'Roof repairs');
  expect(screen.queryByRole('button', { name: 'Save these words' })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'See whom it touches' }));
  expect(await screen.findByText('It touches 3 people.')).toBeTruthy();
  expect(screen.getByText(/1 date says it: .* 1 date keeps words of its own\./)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Save these words' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const body = { meeting_place: 'Side door', reach: 'following', takes_own: false, reason: 'Roof repairs' };
  expect(write()).toEqual(['PUT', '/api/v1/occurrences/walk-1/words', body, '"1.0.20-a"']);
});
test('words that were looked at and changed have to be looked at again', async () => {
  await organiser();
  fireEvent.changeText(await screen.findByLabelText(/Where do people meet/), 'Side door');
  fireEvent.press(screen.getByRole('button', { name: 'See whom it touches' }));
  await screen.findByRole('button', { name: 'Save these words' });
  fireEvent.press(screen.getByRole('radio', { name: 'All to come' }));
  expect(screen.queryByRole('button', { name: 'Save these words' })).toBeNull();
});
test('a date with words of its own says so, and can give them to all dates', async () => {
  page = aDate({ own_words: ['meeting_place'], place: 'Side door' });
  await organiser();
  expect(await screen.findByText('This date says something else')).toBeTruthy();
  fireEvent.press(screen.getByRole('radio', { name: 'All to come' }));
  fireEvent.press(screen.getByRole('checkbox', { name: 'Also dates that say something else now' }));
  fireEvent.press(screen.getByRole('button', { name: 'See whom it touches' }));
  fireEvent.press(await screen.findByRole('button', { name: 'Save these words' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(write()[2]).toEqual({ meeting_place: 'Side door', reach: 'all', takes_own: true, reason: '' });
});
test('one date moves with its people and a reason, and the move can be taken back', async () => {
  await organiser();
  fireEvent.changeText((await screen.findAllByLabelText('Day'))[0] as never, '2026-11-27');
  fireEvent.changeText(screen.getAllByLabelText('Time')[0] as never, '10:00');
  expect(screen.getByText('It touches 11 people. Everyone keeps their place.')).toBeTruthy();
  const was = page.starts;
  sent.mockImplementation(async () => {
    page = aDate({ starts: moved });
    return { status: 200, data: page };
  });
  fireEvent.press(screen.getByRole('button', { name: 'Move this date' }));
  await screen.findByText('It has moved');
  expect(write().slice(0, 3)).toEqual([
    'PUT',
    '/api/v1/occurrences/walk-1/time',
    { starts_date: '2026-11-27', starts_time: '10:00', reason: '' },
  ]);
  fireEvent.press(screen.getByRole('button', { name: 'Take the move back' }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(write()[2]).toEqual({ starts_date: was.date, starts_time: was.time, reason: '' });
});
test('an organiser copies it to another day; a lead who is none is not shown that', async () => {
  page = aDate();
  sent.mockImplementation(async () => ({ status: 201, data: { id: 'copy' } }));
  await organiser();
  const days = await screen.findAllByLabelText('Day');
  fireEvent.changeText(days.at(-1) as never, '2026-12-10');
  fireEvent.press(screen.getByRole('button', { name: 'Copy it to that day' }));
  expect(await screen.findByText('It is made. It opens when its list is ready.')).toBeTruthy();
  const body = { starts_date: '2026-12-10', starts_time: '15:30', places: 20 };
  expect(write().slice(0, 3)).toEqual(['POST', '/api/v1/activities/walk/copies', body]);
});
test('a lead changes words and time; only organisers copy', async () => {
  await show(<ChangeDateScreen id="walk-1" />);
  expect(await screen.findByText('Other words')).toBeTruthy();
  expect(screen.queryByText('The same again')).toBeNull();
});
test('whoever may not change it is told who can', async () => {
  page = aDate({ may: { change: false } });
  await show(<ChangeDateScreen id="walk-1" />);
  expect(await screen.findByText('You cannot change this date')).toBeTruthy();
});
test('only what was written anew is sent', () => {
  const now = textsOf(aDate());
  expect(changedTexts(now, { ...now, cost: ' £2 ', title: `${now.title} ` })).toEqual({ cost: '£2' });
});
test('rests have their days: the next August, and the Ramadan that is on or comes next', () => {
  expect(nextAugust('2026-11-26', 'Summer')).toEqual({
    first_date: '2027-08-01',
    last_date: '2027-08-31',
    reason: 'Summer',
  });
  expect(nextAugust('2027-08-20', '').first_date).toBe('2027-08-01');
  // By the Umm al-Qura tables, Ramadan of 1448.
  expect(nextRamadan('2026-11-26', 'Ramadan')?.first_date).toBe('2027-02-08');
  expect(nextRamadan('2026-11-26', 'Ramadan')?.last_date).toBe('2027-03-08');
});
