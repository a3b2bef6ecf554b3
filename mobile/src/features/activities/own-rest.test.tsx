import { fireEvent, screen } from '@testing-library/react-native';
import type { Call } from '@/api/client';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { OccurrenceScreen } from './screens/occurrence-screen';
import { alone } from './stage';
import { aPage } from './testing';
import type { Page } from './types';
import { activities as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('./later', () => ({
  loadAbout: async () => ({ default: () => null }),
  loadDriverTicks: async () => jest.requireActual('./components/driver-ticks'),
  loadMeetPhoto: async () => ({ default: () => null }),
}));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
let page: Page;
beforeEach(() => {
  wipe();
  asked.mockReset().mockImplementation(async ({ path }: Call) => ({
    data: (path === '/api/v1/occurrences' ? { results: [], next: null } : page) as never,
    etag: '"1"',
  }));
  sent.mockReset();
});
const open = () => show(<OccurrenceScreen id="walk-1" />);
const writes = () => sent.mock.calls.map(([c]) => [c.method, c.path]);
const sunday = { at: '2026-11-29T07:00:00Z', date: '2026-11-29', time: '07:00' };
const tonight = { at: '2026-11-26T21:30:00Z', date: '2026-11-26', time: '21:30' };

test('each thing that my own rest says is a plain sentence, before I press', async () => {
  page = aPage({
    effort: 'strenuous',
    rest: [
      { code: 'first_night', at: tonight },
      { code: 'only_day_off', at: null },
      { code: 'two_sleeps', at: sunday },
    ],
  });
  await open();
  expect(
    await screen.findByText(
      /your first night begins .*21:30.* This is your only day off that week\. .*Sleep twice first: until .*07:00.* You can still come\./,
    ),
  ).toBeTruthy();
  expect(screen.getByText('Hard work: hills, or hours on your feet.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'I’m coming' })).toBeTruthy();
});
test('one press says that a greyed time is fine for me, another takes it back', async () => {
  page = aPage({ fits: false, why: null, why_time: null, why_not: 'after_night' });
  sent.mockImplementation(async ({ method }) => {
    page =
      method === 'PUT'
        ? aPage({ fits: true, why: 'fine', why_time: null, fine_for_me: true })
        : aPage({ fits: false, why: null, why_time: null, why_not: 'after_night' });
    return { status: 200, data: page };
  });
  await open();
  await screen.findByText(/You come off a night before it/);
  fireEvent.press(screen.getByRole('button', { name: 'This time is fine for me' }));
  expect(await screen.findByText(/you said that this time is fine for you/)).toBeTruthy();
  fireEvent.press(await screen.findByRole('button', { name: 'Look at my shifts again' }));
  expect(await screen.findByText(/You come off a night before it/)).toBeTruthy();
  const path = '/api/v1/occurrences/walk-1/fine-for-me';
  expect(writes()).toEqual([
    ['PUT', path],
    ['DELETE', path],
  ]);
});
test('a time that fits asks for no word of mine', async () => {
  page = aPage();
  await open();
  await screen.findByText('Thursday walk');
  expect(screen.queryByRole('button', { name: 'This time is fine for me' })).toBeNull();
});
test('who may not lead before two sleeps is told when they have slept', async () => {
  page = aPage({ lead: null, second: null, lead_rested: sunday });
  await open();
  expect(
    await screen.findByText(/You cannot lead this or help lead it: sleep twice first, until .*07:00/),
  ).toBeTruthy();
});
test('lifts say how many drivers are missing, and whoever has a place can drive', async () => {
  const lifts = { travel: 'lifts', drive_minutes: 130, mine: 'placed', my_party: alone } as const;
  page = aPage({ ...lifts, drivers: { needed: 2, found: 1 }, may: { ...aPage().may, drive: true } });
  sent.mockImplementation(async () => {
    page = aPage({ ...lifts, drivers: { needed: 2, found: 2 }, i_drive: true });
    return { status: 200, data: page };
  });
  await open();
  expect(await screen.findByText('It needs 2 drivers, and has 1.')).toBeTruthy();
  expect(screen.getByText('The drive takes 130 minutes each way.')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'I can drive' }));
  const ticks = await screen.findAllByRole('checkbox');
  expect(ticks).toHaveLength(3);
  fireEvent.press(screen.getByRole('button', { name: words.drive_yes }));
  expect(screen.getByText(words.drive_all)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  for (const tick of ticks) fireEvent.press(tick);
  fireEvent.press(screen.getByRole('button', { name: words.drive_yes }));
  expect(await screen.findByText('It needs 2 drivers, and has 2.')).toBeTruthy();
  expect(screen.getByText('You said that you can drive.')).toBeTruthy();
  expect(writes()).toEqual([['PUT', '/api/v1/occurrences/walk-1/sign-ups/mine/driving']]);
  expect(sent.mock.calls[0]?.[0].body).toEqual({ licence: true, insurance: true, mot: true });
});
test('nobody is asked to drive after a night', async () => {
  page = aPage({
    travel: 'lifts',
    drive_minutes: 40,
    mine: 'placed',
    my_party: alone,
    drivers: { needed: 1, found: 0 },
    night_before: true,
  });
  await open();
  expect(await screen.findByText('You work a night in the 24 hours before. Let somebody else drive.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'I can drive' })).toBeNull();
});
