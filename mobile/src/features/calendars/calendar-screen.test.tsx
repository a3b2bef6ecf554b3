import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { outbox } from '@/outbox';
import { all, wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import type { Feed } from './queries';
import { CalendarScreen } from './screens/calendar-screen';
import { DeskCalendarsScreen } from './screens/desk-calendars-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
let feeds: Feed[];
const made: Feed = {
  id: 'f1',
  purpose: 'mine',
  about: '',
  shows_titles: false,
  is_busy_only: false,
  made_date: '2026-11-22',
  last_fetched: null,
};
const URL = 'https://aftershift.example.org/feed/SECRET.ics';
const QR = '<svg width="8" height="8"><path d="M0 0h1" stroke="#000"/></svg>';
const sites = [
  { id: 's1', name: 'Main site' },
  { id: 's2', name: 'North' },
];
beforeEach(() => {
  wipe();
  feeds = [];
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }) => ({
      data: { results: path.endsWith('sites') ? sites : feeds } as never,
      etag: undefined,
    }));
  jest
    .mocked(send)
    .mockReset()
    .mockImplementation(async ({ method }) => {
      feeds = method === 'DELETE' ? [] : [made];
      return { status: method === 'DELETE' ? 204 : 201, data: { ...made, url: URL, webcal_url: URL, qr_svg: QR } };
    });
});

test('the address is shown once, and never written to the phone', async () => {
  await show(<CalendarScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Make my address' }));
  expect(await screen.findByText(URL)).toBeTruthy();
  expect(JSON.stringify(await all())).not.toContain('SECRET');
  expect(jest.mocked(send).mock.calls[0]?.[0].body).toEqual({
    purpose: 'mine',
    about: '',
    shows_titles: false,
    is_busy_only: false,
  });
});
test('it says how slowly calendars look', async () => {
  await show(<CalendarScreen />);
  expect(screen.getByText(/once in 12 to 24 hours/)).toBeTruthy();
});
test('taking it back asks once and ends it', async () => {
  feeds = [made];
  await show(<CalendarScreen />);
  fireEvent.press((await screen.findAllByRole('button', { name: 'Take it back' }))[0] as never);
  const [, yes] = screen.getAllByRole('button', { name: 'Take it back' });
  fireEvent.press(yes as never);
  expect(await screen.findByRole('button', { name: 'Make my address' })).toBeTruthy();
  expect(outbox.rows().at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v1/feeds/f1' });
});
test('the address can be scanned by another phone', async () => {
  await show(<CalendarScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Make my address' }));
  expect(await screen.findByLabelText('The address as a square code')).toBeTruthy();
});
test('my dates can say only that I am busy', async () => {
  await show(<CalendarScreen />);
  fireEvent.press((await screen.findAllByText('Only “Busy”'))[0] as never);
  fireEvent.press(screen.getByRole('button', { name: 'Make my address' }));
  await screen.findByText(URL);
  expect(jest.mocked(send).mock.calls[0]?.[0].body).toMatchObject({ is_busy_only: true, shows_titles: false });
});
test('a new address says as much as the one before', async () => {
  feeds = [{ ...made, shows_titles: true }];
  await show(<CalendarScreen />);
  fireEvent.press((await screen.findAllByRole('button', { name: 'Make a new address' }))[0] as never);
  await screen.findByText(URL);
  expect(jest.mocked(send).mock.calls[0]?.[0].body).toMatchObject({ shows_titles: true });
});
test('it says when a calendar last looked', async () => {
  feeds = [{ ...made, last_fetched: { at: '2026-11-22T09:05:00Z', date: '2026-11-22', time: '09:05' } }];
  await show(<CalendarScreen />);
  expect(await screen.findByText(/last looked on .*09:05/)).toBeTruthy();
});
test('what fits around nights is an address of its own', async () => {
  await show(<CalendarScreen />);
  fireEvent.press(await screen.findByText('Nights'));
  expect(screen.getByText(/between 16:30 and 19:00/)).toBeTruthy();
  fireEvent.press(screen.getAllByRole('button', { name: 'Make this address' }).at(-1) as never);
  await waitFor(() => expect(outbox.rows().at(-1)?.body).toMatchObject({ purpose: 'fits', about: 'nights' }));
});
test('the desk makes an address of one site', async () => {
  await show(<DeskCalendarsScreen />, { roles: ['organiser'] });
  fireEvent.press((await screen.findAllByText('North')).at(-1) as never);
  fireEvent.press((await screen.findAllByRole('button', { name: 'Make this address' }))[0] as never);
  await waitFor(() => expect(outbox.rows().at(-1)?.body).toMatchObject({ purpose: 'site', about: 's2' }));
});
