import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { outbox } from '@/outbox';
import { all, wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import type { Feed } from './queries';
import { CalendarScreen } from './screens/calendar-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
let feeds: Feed[];
const made: Feed = { id: 'f1', purpose: 'mine', shows_titles: false, made_date: '2026-11-22', last_fetched_date: null };
const URL = 'https://aftershift.example.org/feed/SECRET.ics';
beforeEach(() => {
  wipe();
  feeds = [];
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async () => ({ data: { results: feeds } as never, etag: undefined }));
  jest
    .mocked(send)
    .mockReset()
    .mockImplementation(async ({ method }) => {
      feeds = method === 'DELETE' ? [] : [made];
      return { status: method === 'DELETE' ? 204 : 201, data: { ...made, url: URL, webcal_url: URL } };
    });
});

test('the address is shown once, and never written to the phone', async () => {
  await show(<CalendarScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Make my address' }));
  expect(await screen.findByText(URL)).toBeTruthy();
  expect(JSON.stringify(await all())).not.toContain('SECRET');
  expect(jest.mocked(send).mock.calls[0]?.[0].body).toEqual({ purpose: 'mine', shows_titles: false });
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
