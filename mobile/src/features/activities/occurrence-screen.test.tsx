import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Call } from '@/api/client';
import { ask, send } from '@/api/client';
import { ProblemError } from '@/api/problems';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { OccurrenceScreen } from './screens/occurrence-screen';
import { aCard, anAbout, aPage, aRow } from './testing';
import type { Page } from './types';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
let page: Page;
beforeEach(() => {
  wipe();
  page = aPage();
  const others = [aCard({ id: 'walk-2', starts: { at: '2026-12-10T15:30:00Z', date: '2026-12-10', time: '15:30' } })];
  asked.mockReset().mockImplementation(async ({ path }: Call) => ({
    data: (path === '/api/v1/occurrences'
      ? { results: [page, ...others].map(aRow), next: null }
      : path.endsWith('/about')
        ? anAbout()
        : page) as never,
    etag: '"1"',
  }));
  sent.mockReset();
});
const open = () => show(<OccurrenceScreen id="walk-1" />);
const writes = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);

test('says when, why it fits, where, who leads and how many come', async () => {
  await open();
  await screen.findByText('Thursday walk');
  expect(screen.getByText(/Thursday 26 November/)).toBeTruthy();
  expect(screen.getByText(/you finish at 15:00 that day/)).toBeTruthy();
  expect(screen.getByText('Main door, by the big clock')).toBeTruthy();
  expect(screen.getByText('Rosa leads, Bashir helps.')).toBeTruthy();
  expect(screen.getByText('11 people are going. 9 places left.')).toBeTruthy();
  expect(screen.getByRole('img', { name: '11 of 20 places are taken' })).toBeTruthy();
});
test('coming with a guest asks once, then says that you are going', async () => {
  sent.mockImplementation(async () => {
    page = aPage({ mine: 'placed', my_guests: 1, taken: 13, free: 7 });
    return { status: 201, data: { status: 'placed', guests: 1 } };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'Bringing someone?: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'We are 2, we’re coming' }));
  await screen.findByText('You are going');
  expect(screen.getByText('You and 1 guest.')).toBeTruthy();
  expect(writes()).toEqual([['POST', '/api/v1/occurrences/walk-1/sign-ups', { guests: 1 }]]);
  expect(sent.mock.calls[0]?.[0].key).toMatch(/^[0-9a-f-]{36}$/);
});
test('without signal the press is kept and shown as asked', async () => {
  sent.mockRejectedValue(new TypeError('Network request failed'));
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'I’m coming' }));
  await screen.findByText('Still waiting for signal. Nothing is lost.');
  expect(screen.getByText('Asked for your place')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'I’m coming' })).toBeNull();
});
test('who knows the new shift tells it with the press that gives the place back', async () => {
  page = aPage({ mine: 'placed', my_guests: 0 });
  sent.mockImplementation(async () => {
    page = aPage();
    return { status: 200, data: page };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'I know my new shift' }));
  fireEvent.changeText(screen.getByLabelText('Start'), '13:30');
  fireEvent.press(screen.getByRole('button', { name: 'Save, I can’t come' }));
  expect(screen.getByText('Write a time such as 07:00.')).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.changeText(screen.getByLabelText('End'), '21:30');
  fireEvent.press(screen.getByRole('button', { name: 'Save, I can’t come' }));
  await screen.findByText('Thank you for telling us. Your place goes to someone else.');
  const shifts = [{ start: '13:30', end: '21:30' }];
  expect(writes()).toEqual([['POST', '/api/v1/occurrences/walk-1/shift-change', { shifts }]]);
});
test('leaving takes one tap and no reason, and is thanked', async () => {
  page = aPage({ mine: 'placed', my_guests: 0 });
  sent.mockImplementation(async () => {
    page = aPage();
    return { status: 200, data: aCard() };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'My shift changed, I can’t come' }));
  await screen.findByText('Thank you for telling us. Your place goes to someone else.');
  expect(writes()).toEqual([['DELETE', '/api/v1/occurrences/walk-1/sign-ups/mine', undefined]]);
});
test('a full walk is an answer: who waits before you, and a date with places', async () => {
  page = aPage({ taken: 20, free: 0, waiting: 2 });
  await open();
  await screen.findByText('All 20 places are taken.');
  expect(screen.getByText(/2 people are waiting before you\./)).toBeTruthy();
  expect(await screen.findByText('Thursday 10 December')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Put me on the waiting list' })).toBeTruthy();
});
test('whoever pressed too late is told that others came first', async () => {
  sent.mockImplementation(async () => {
    page = aPage({ mine: 'waiting', my_position: 3, free: 0, taken: 20, waiting: 3 });
    return { status: 201, data: { status: 'waiting' } };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'I’m coming' }));
  await screen.findByText('This is now full. Others pressed before you, so you wait.');
  expect(screen.getByText('2 people are waiting before you.')).toBeTruthy();
});
test('a refusal shows the rule and what to do next', async () => {
  sent.mockResolvedValue({
    status: 409,
    problem: {
      type: 'https://aftershift.example.org/problems/occurrence-started',
      title: 'This has already started',
      status: 409,
      next: 'Look for another date. The list shows what fits you.',
    },
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'I’m coming' }));
  await screen.findByText('This has already started');
  fireEvent.press(screen.getByRole('button', { name: 'I have read this' }));
  await waitFor(() => expect(screen.queryByText('This has already started') === null).toBe(true));
});
test('a date that is not open keeps its button, which says why', async () => {
  page = aPage({ state: 'planned' });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'I’m coming' }));
  expect(screen.getByText('You cannot join yet. It opens when the list before the day is finished.')).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
});
test('what is not there says so, with a way on', async () => {
  asked.mockRejectedValue(
    new ProblemError({
      type: 'https://aftershift.example.org/problems/not-found',
      title: 'We cannot find this',
      status: 404,
    }),
  );
  await open();
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
});
