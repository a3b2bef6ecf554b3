import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import type { OnList, PlacesList } from './places';
import { PlacesScreen } from './screens/places-screen';
import { alone } from './stage';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const sent = jest.mocked(send);
const at = (time: string) => ({ at: `2026-11-26T${time}:00Z`, date: '2026-11-26', time });
const row = (name: string, status: OnList['status'], more = {}) => ({
  id: name,
  name,
  is_me: false,
  status,
  party: alone,
  position: null,
  offer_ends: null,
  offer_lapsed: null,
  reason: '',
  ...more,
});
let held: PlacesList;
beforeEach(() => {
  wipe();
  const list: PlacesList = {
    title: 'Thursday walk',
    starts: at('15:30') as PlacesList['starts'],
    state: 'published',
    places: 1,
    taken: 1,
    without_card: 0,
    held: 0,
    waiting: 1,
    cut_off: at('12:30') as PlacesList['starts'],
    cut_off_hours: 3,
    may_remove: true,
    may_keep: true,
    may_choose_teams: false,
    free: 0,
    kept: [{ id: 'k', job: '', count: 1, left: 0 }],
    kept_until: at('10:00') as PlacesList['starts'],
    draws_at: null,
    facilities_until: null,
    sign_ups: [
      row('Rosa', 'placed', { party: { ...alone, children_0_4: 2 } }),
      row('Bashir', 'waiting', { position: 1 }),
      row('Ama', 'removed', { reason: 'The coach is full' }),
    ] as PlacesList['sign_ups'],
  };
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async () => ({ data: held as never, etag: '"1"' }));
  held = list;
  sent.mockReset().mockResolvedValue({ status: 200, data: list });
});
const named = () => sent.mock.calls.map(([c]) => c.ifMatch);
const writes = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);

test('says who has a place, with children by age, and who waits in which order', async () => {
  await show(<PlacesScreen id="walk-1" />);
  await screen.findByText('Rosa');
  expect(screen.getByText('Children of 0 to 4: 2')).toBeTruthy();
  expect(screen.getByText('1. Bashir')).toBeTruthy();
  expect(screen.getByText('Why: The coach is full')).toBeTruthy();
});
test('says how many were counted without a card, and who was let come after they were taken off', async () => {
  held = { ...held, without_card: 2, sign_ups: [row('Ama', 'placed', { reason: 'The coach is full' })] as OnList[] };
  await show(<PlacesScreen id="walk-1" />);
  expect(await screen.findByText(/2.* people without a card were counted/)).toBeTruthy();
  expect(screen.getByText('Taken off before, and came all the same. Why: The coach is full')).toBeTruthy();
});
test('nobody is taken off without a reason that they can read', async () => {
  await show(<PlacesScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Take Rosa off the list' }));
  fireEvent.press(screen.getByRole('button', { name: /^Yes, take off/ }));
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText('Why? They read this.'), 'The coach is full');
  fireEvent.press(screen.getByRole('button', { name: /^Yes, take off/ }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()).toEqual([
    ['PUT', '/api/v1/occurrences/walk-1/sign-ups/Rosa/removal', { reason: 'The coach is full' }],
  ]);
  expect(named()).toEqual(['"1"']);
});
test('whoever was taken off is put back with one tap', async () => {
  await show(<PlacesScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Put Ama back on the list' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]?.slice(0, 2)).toEqual(['DELETE', '/api/v1/occurrences/walk-1/sign-ups/Ama/removal']);
});
test('what is kept is said all at once, with a job that was just written', async () => {
  await show(<PlacesScreen id="walk-1" />);
  await screen.findByText('Rosa');
  fireEvent.press(screen.getByRole('button', { name: 'For first-timers: one fewer' }));
  fireEvent.changeText(screen.getByLabelText('A small job that keeps a place'), 'Back-marker');
  fireEvent.press(screen.getByRole('button', { name: 'Keep it like this' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]).toEqual([
    'PUT',
    '/api/v1/occurrences/walk-1/kept-places',
    { first_timers: 0, jobs: ['Back-marker'], facilities_until: null },
  ]);
  expect(named()).toEqual(['"1"']);
});
test('a last team of facilities staff that cannot go says which dates count on it', async () => {
  held = { ...held, may_choose_teams: true };
  const teams = [{ id: 'porters', name: 'Porters', is_facilities: true }];
  jest.mocked(ask).mockImplementation(async ({ path }) => ({
    data: (path === '/api/v1/facilities-teams' ? { teams } : held) as never,
    etag: '"1"',
  }));
  sent.mockResolvedValue({
    status: 409,
    problem: {
      type: '/problems/facilities-go-first',
      title: 'Some dates let facilities staff join first',
      status: 409,
      detail: 'Hill walk on 8 January.',
      next: 'Leave one team, or open those dates to everybody first.',
    },
  });
  await show(<PlacesScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('checkbox', { name: 'Porters' }));
  await screen.findByText('Some dates let facilities staff join first');
  expect(screen.getByText(/Hill walk on 8 January. Leave one team/)).toBeTruthy();
  expect(await screen.findByRole('checkbox', { name: 'Porters', checked: true })).toBeTruthy();
});
test('the waiting list ends as long before the start as whoever runs it says', async () => {
  await show(<PlacesScreen id="walk-1" />);
  await screen.findByText(/It ends .*12:30/);
  fireEvent.press(
    screen.getByRole('button', { name: 'The waiting list ends so many hours before the start: one fewer' }),
  );
  fireEvent.press(await screen.findByRole('button', { name: 'Keep 2 hours' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]).toEqual(['PUT', '/api/v1/occurrences/walk-1/places', { places: 1, cut_off_hours: 2 }]);
  expect(named()).toEqual(['"1"']);
});
test('a date that started small grows in one tap by those who wait', async () => {
  await show(<PlacesScreen id="walk-1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Make room for the 1 person who waits' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]).toEqual(['PUT', '/api/v1/occurrences/walk-1/places', { places: 2 }]);
});
test('fewer places than people: nothing is sent before somebody is chosen, with a reason', async () => {
  held = {
    ...held,
    places: 4,
    taken: 3,
    held: 1,
    free: 0,
    sign_ups: [row('Rosa', 'placed', { party: { ...alone, children_0_4: 2 } }), row('Piotr', 'offered')] as OnList[],
  };
  await show(<PlacesScreen id="walk-1" />);
  await screen.findByText('Piotr');
  fireEvent.press(await screen.findByRole('button', { name: 'Places: one fewer' }));
  fireEvent.press(screen.getByRole('button', { name: /Make it 3 places/ }));
  expect(screen.getByText('Choose 1 more person.')).toBeTruthy();
  fireEvent.press(screen.getByRole('checkbox', { name: /Piotr/ }));
  fireEvent.press(screen.getByRole('button', { name: /Make it 3 places/ }));
  expect(sent).not.toHaveBeenCalled();
  const whys = screen.getAllByLabelText('Why? They read this.');
  fireEvent.changeText(whys[0] as never, 'The minibus has fewer seats');
  fireEvent.press(screen.getByRole('button', { name: /Make it 3 places/ }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]).toEqual([
    'PUT',
    '/api/v1/occurrences/walk-1/places',
    { places: 3, to_queue: ['Piotr'], reason: 'The minibus has fewer seats' },
  ]);
});
