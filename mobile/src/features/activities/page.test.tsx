import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { Text } from 'react-native';
import { ask, type Call, send } from '@/api/client';
import { pickPhoto } from '@/lib/photo';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import type { About } from './about';
import { empty } from './draft';
import { KINDS, USUAL, usualOf, withKind } from './kinds';
import { OccurrenceScreen } from './screens/occurrence-screen';
import { anAbout, aPage, aRow } from './testing';
import type { Page } from './types';
import { activities as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('@/lib/photo', () => ({ pickPhoto: jest.fn(), hasCamera: () => true }));
jest.mock('./later', () => ({
  loadAbout: async () => jest.requireActual('./components/about'),
  loadDriverTicks: async () => ({ default: () => null }),
  loadMeetPhoto: async () => jest.requireActual('./components/meet-photo'),
  loadTellAbout: async () => jest.requireActual('./components/tell-about'),
}));
jest.setTimeout(20_000);
const sent = jest.mocked(send);
let page: Page;
let about: About;
const answer = async ({ path }: Call) => ({
  data: (path === '/api/v1/occurrences'
    ? { results: [aRow(page)], next: null }
    : path.endsWith('/about')
      ? about
      : page) as never,
  etag: '"3-x"',
});
beforeEach(() => {
  wipe();
  page = aPage();
  about = anAbout();
  jest.mocked(ask).mockReset().mockImplementation(answer);
  sent.mockReset().mockImplementation(async ({ path }) => ({ status: 201, data: { id: `${path}-1` } }));
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const open = () => show(<OccurrenceScreen id="walk-1" />);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const changed = (more: Partial<About['changes'][number]>) =>
  ({
    what: 'cost',
    was: '',
    became: '',
    was_at: null,
    became_at: null,
    changed: at('2026-11-20', '09:00'),
    ...more,
  }) as const;

test('says plainly that the programme stands behind it, or that it does not', async () => {
  await open();
  await screen.findByText(words.programme);
});
test('says plainly that it is just us', async () => {
  page = aPage({ is_programme: false });
  await open();
  await screen.findByText(words.just_us);
  expect(screen.queryByText(words.programme)).toBeNull();
});
test('says steps, toilets, stops, what is free, whose time it is and whose idea it was', async () => {
  about = anAbout({
    is_quiet: true,
    steps: 'none',
    toilets: 'on_the_way',
    stops: 'Ten minutes at the pond',
    what_is_free: 'Tea and fruit',
    time: 'paid',
    proposer: { shown_as: 'named', name: 'Ama', is_me: false },
    photo: { id: 'p1', width: 640, height: 480, alt: 'The clock over the main door' },
  });
  await open();
  await screen.findByText('No steps. Toilets on the way.');
  expect(screen.getByText(words.quiet)).toBeTruthy();
  expect(screen.getByText('Stops for prayer or rest: Ten minutes at the pond')).toBeTruthy();
  expect(screen.getByText('This is free: Tea and fruit')).toBeTruthy();
  expect(screen.getByText(words.time_paid)).toBeTruthy();
  expect(screen.getByText('Ama had the idea.')).toBeTruthy();
  expect(screen.getByText('The clock over the main door')).toBeTruthy();
});
test('says what changed in words, with the day of each change', async () => {
  about = anAbout({
    changes: [
      changed({ what: 'moved', was_at: at('2026-11-26', '15:30'), became_at: at('2026-11-27', '16:00') }),
      changed({ what: 'meeting_place', was: 'Main door', became: 'North gate' }),
      changed({ what: 'effort', was: 'easy', became: 'strenuous' }),
      changed({ what: 'travel', was: 'coach', became: 'not_said' }),
      changed({ what: 'cost', became: '£3 each' }),
      changed({ what: 'track', was: '6240', became: '3000' }),
      changed({ what: 'cancelled', became: 'Snow' }),
    ],
  });
  await open();
  await screen.findByText('Another time: Friday 27 November, 16:00. Before: Thursday 26 November, 15:30.');
  expect(screen.getByText('Where people meet: North gate Before: Main door')).toBeTruthy();
  expect(screen.getByText(`Easy or hard: ${words.effort_strenuous} Before: ${words.effort_easy}`)).toBeTruthy();
  expect(screen.getByText(`No longer. Getting there: ${words.travel_coach}`)).toBeTruthy();
  expect(screen.getByText('New. Cost: £3 each')).toBeTruthy();
  expect(screen.getByText('The way of the walk: 3.0 km Before: 6.2 km')).toBeTruthy();
  expect(screen.getByText('Cancelled. Why: Snow')).toBeTruthy();
  expect(screen.getAllByText('Friday 20 November')).toHaveLength(7);
});
test('a date that is over speaks of the past, and offers nothing that is gone', async () => {
  page = aPage({ state: 'closed', is_over: true, came: 3, taken: 4, repeats: true, mine: 'placed' });
  await show(<OccurrenceScreen id="walk-1" afterwards={() => <Text>afterwards</Text>} />);
  await screen.findByText('3 people came.');
  expect(screen.getByText('afterwards')).toBeTruthy();
  expect(screen.getByText('See all dates')).toBeTruthy();
  for (const gone of [/is going|are going/, /Come every time/, /leads/, words.cannot_come])
    expect(screen.queryByText(gone)).toBeNull();
});
test('where no register was kept it says who had a place, and nobody is going to a date that nobody closed', async () => {
  page = aPage({ is_over: true, taken: 3, mine: 'placed' });
  await open();
  await screen.findByText('3 people had a place.');
  expect(screen.getByText(words.over_title)).toBeTruthy();
  expect(screen.queryByText(words.going)).toBeNull();
});
test('only who may change it tells more about it', async () => {
  await open();
  await screen.findByText(words.programme);
  expect(screen.queryByText(words.tell_about)).toBeNull();
});
test('telling sends the picture first and names what was read', async () => {
  page = aPage({ may: { ...aPage().may, change: true } });
  about = anAbout({ stops: 'A bench' });
  jest.mocked(pickPhoto).mockResolvedValue({ file: 'image/jpeg', base64: 'AAAA' });
  await open();
  fireEvent.press(await screen.findByText(words.tell_about));
  fireEvent.press(await screen.findByText(words.steps_few));
  fireEvent.press(screen.getByText(words.time_own));
  fireEvent.press(screen.getByText(/^A small, quiet group: /));
  fireEvent.press(screen.getByText('Choose a photo'));
  fireEvent.changeText(await screen.findByLabelText('What does the photo show?'), 'The bench ');
  fireEvent.press(screen.getByText(words.tell_keep));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(sent.mock.calls.map(([call]) => [call.method, call.path, call.body, call.ifMatch])).toEqual([
    ['POST', '/api/v1/photos', { file: 'image/jpeg', base64: 'AAAA' }, undefined],
    [
      'PUT',
      '/api/v1/occurrences/walk-1/about',
      {
        steps: 'few',
        toilets: 'not_said',
        stops: 'A bench',
        what_is_free: '',
        time: 'own',
        is_quiet: true,
        photo_alt: 'The bench',
        photo_id: '/api/v1/photos-1',
      },
      '"3-x"',
    ],
  ]);
});

const bring = (name: string) => name;
test('a kind fills the form with what is usual', () => {
  const walk = { ...empty, ...usualOf('walk', bring) };
  expect({ ...walk, ...withKind(walk, 'hill', bring) }).toMatchObject({
    kind: 'hill',
    minutes: 480,
    effort: 'strenuous',
    travel: 'coach',
    onSite: false,
    bring: 'hill',
  });
});
test('what was written by hand stays when the kind changes', () => {
  const walk = { ...empty, ...usualOf('walk', bring), minutes: 20, bring: 'A torch' };
  expect({ ...walk, ...withKind(walk, 'choir', bring) }).toMatchObject({
    kind: 'choir',
    minutes: 20,
    bring: 'A torch',
    places: 25,
  });
});
test('every kind has its usual form, and a long drive is never filled in', () => {
  for (const kind of KINDS) expect(USUAL[kind].travel).not.toBe('lifts');
  expect(new Set(KINDS).size).toBe(16);
});
