import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Call } from '@/api/client';
import { ask, send } from '@/api/client';
import { ProblemError } from '@/api/problems';
import { wipe } from '@/outbox/store.memory';
import { gone, show } from '@/testing/render';
import { OccurrenceScreen } from './screens/occurrence-screen';
import { alone } from './stage';
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
    page = aPage({ mine: 'placed', my_party: { ...alone, adults: 1 }, taken: 13, free: 7 });
    return { status: 201, data: { status: 'placed' } };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'Bringing adults?: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'We are 2, we’re coming' }));
  await screen.findByText('You are going');
  expect(screen.getByText('You and 1 adult.')).toBeTruthy();
  expect(writes()).toEqual([
    ['POST', '/api/v1/occurrences/walk-1/sign-ups', { ...alone, adults: 1, straight_in: true }],
  ]);
  expect(sent.mock.calls[0]?.[0].key).toMatch(/^[0-9a-f-]{36}$/);
});
test('children are told by age band, and the picker stops at what is left', async () => {
  page = aPage({ places: 20, taken: 17, free: 3 });
  sent.mockResolvedValue({ status: 201, data: { status: 'placed' } });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'Bring children' }));
  fireEvent.press(screen.getByRole('button', { name: 'Children of 0 to 4: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'Children of 5 to 10: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'Children of 11 to 17: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'Bringing adults?: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'We are 3, we’re coming' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]?.[2]).toMatchObject({ adults: 0, children_0_4: 1, children_5_10: 1, children_11_17: 0 });
});
test('a place given up by mistake comes back with one tap, for some minutes', async () => {
  const soon = new Date(Date.now() + 6e5).toISOString();
  page = aPage({
    my_last: { status: 'left', reason: '', undo_until: { at: soon, date: '2026-11-24', time: '10:15' } },
  } as Partial<Page>);
  sent.mockImplementation(async () => {
    page = aPage({ mine: 'placed', my_party: alone });
    return { status: 200, data: { status: 'placed' } };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'I come after all' }));
  await screen.findByText('You are going');
  expect(writes()).toEqual([['POST', '/api/v1/occurrences/walk-1/sign-ups/mine/undo', undefined]]);
});
test('a small job keeps a place for whoever takes it', async () => {
  const until = { at: '2026-11-24T15:30:00Z', date: '2026-11-24', time: '15:30' };
  page = aPage({ kept: [{ id: 'job-1', job: 'Back-marker', left: 1, until, mine: false }] } as Partial<Page>);
  sent.mockResolvedValue({ status: 201, data: { status: 'placed' } });
  await open();
  fireEvent.press(await screen.findByRole('checkbox', { name: /Back-marker/ }));
  fireEvent.press(screen.getByRole('button', { name: 'I’m coming' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]?.[2]).toEqual({ ...alone, job_id: 'job-1', straight_in: true });
});
test('while facilities staff join first, others read from when they may', async () => {
  const opens = { at: '2026-11-24T00:00:00Z', date: '2026-11-24', time: '00:00' };
  page = aPage({ opens_to_me: opens, free: 0 } as Partial<Page>);
  await open();
  await screen.findByText('Facilities staff join first');
  fireEvent.press(screen.getByRole('button', { name: /I’m coming/ }));
  expect(sent).not.toHaveBeenCalled();
});
test.each([false, true])('who joins the queue is asked first, or put straight in with a tick (%s)', async (ticks) => {
  page = aPage({ taken: 20, free: 0 });
  sent.mockResolvedValue({ status: 201, data: { status: 'waiting' } });
  await open();
  const tick = await screen.findByRole('checkbox', { name: /Put me straight in/, checked: false });
  if (ticks) fireEvent.press(tick);
  fireEvent.press(screen.getByRole('button', { name: 'Put me on the waiting list' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]?.[2]).toEqual({ ...alone, straight_in: ticks });
});
test('who waits may say otherwise, with the party that waits', async () => {
  const waits = { mine: 'waiting', my_party: { ...alone, adults: 1 }, my_position: 2, taken: 20, free: 0 } as const;
  page = aPage({ ...waits, my_straight_in: false });
  sent.mockImplementation(async () => {
    page = aPage({ ...waits, my_straight_in: true });
    return { status: 201, data: { status: 'waiting' } };
  });
  await open();
  fireEvent.press(await screen.findByRole('checkbox', { name: /Put me straight in/, checked: false }));
  expect(await screen.findByRole('checkbox', { name: /Put me straight in/, checked: true })).toBeTruthy();
  expect(writes()).toEqual([
    ['POST', '/api/v1/occurrences/walk-1/sign-ups', { ...alone, adults: 1, straight_in: true }],
  ]);
});
test('who waits with more people than there are places now reads why, and comes with fewer', async () => {
  const waits = { mine: 'waiting', my_position: 1, places: 3, taken: 2, free: 0 } as const;
  page = aPage({ ...waits, my_party: { ...alone, adults: 3 } });
  sent.mockImplementation(async () => {
    page = aPage({ ...waits, my_party: { ...alone, adults: 2 } });
    return { status: 200, data: { status: 'waiting' } };
  });
  await open();
  await screen.findByText(/There are only 3 places now, and you are more people/);
  fireEvent.press(screen.getByText('Bring someone, or fewer'));
  for (const _ of [1, 2]) fireEvent.press(screen.getByRole('button', { name: 'Bringing adults?: one more' }));
  fireEvent.press(screen.getByRole('button', { name: 'We come as 3' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()).toEqual([['PUT', '/api/v1/occurrences/walk-1/sign-ups/mine', { ...alone, adults: 2 }]]);
  await gone(() => screen.queryByText(/There are only 3 places/));
});
test('a full date offers to tell me when a place is free, and shows it as asked at once', async () => {
  page = aPage({ taken: 20, free: 0 });
  sent.mockRejectedValue(new TypeError('Network request failed'));
  await open();
  fireEvent.press(await screen.findByRole('checkbox', { name: /Tell me when a place is free/ }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(writes()[0]).toEqual(['PUT', '/api/v1/occurrences/walk-1/tell-me', { whats: ['place_free'] }]);
  expect(await screen.findByRole('checkbox', { name: /Tell me when a place is free/, checked: true })).toBeTruthy();
});
test('before a draw the button enters it, and whoever entered is in the draw and in no queue', async () => {
  const draws_at = { at: '2026-11-24T12:00:00Z', date: '2026-11-24', time: '12:00' };
  page = aPage({ draws_at } as Partial<Page>);
  sent.mockImplementation(async () => {
    page = aPage({ draws_at, mine: 'waiting', my_party: alone, my_position: 4 } as Partial<Page>);
    return { status: 201, data: { status: 'waiting' } };
  });
  await open();
  fireEvent.press(await screen.findByRole('button', { name: 'Put me in the draw' }));
  await screen.findByText('You are in the draw');
  expect(screen.queryByText(/waiting before you|pressed before you/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Take me out of the draw' })).toBeTruthy();
});
test.each([
  ['soft', 'Your shift is very close to it, by a few minutes. You can still choose it.'],
  ['hard', 'You work then. You can still choose it.'],
] as const)('my own shift then is said before I join, %s, and the button stays', async (my_work, words) => {
  page = aPage({ fits: false, why: null, why_time: null, why_not: 'at_work', my_work });
  await open();
  await screen.findByText(words);
  expect(screen.getByRole('button', { name: 'I’m coming' })).toBeTruthy();
});
test('what else I go to then is said before I join, and the button stays', async () => {
  const starts = { at: '2026-11-26T15:45:00Z', date: '2026-11-26', time: '15:45' };
  page = aPage({ clashes: [{ occurrence_id: 'cook', title: 'Cook together', starts, hard: true }] } as Partial<Page>);
  await open();
  await screen.findByText(/You also go to “Cook together” then/);
  expect(screen.getByRole('button', { name: 'I’m coming' })).toBeTruthy();
});
test('whoever was taken off reads why, and has no button to press in vain', async () => {
  page = aPage({ my_last: { status: 'removed', reason: 'The coach is full', undo_until: null } } as Partial<Page>);
  await open();
  await screen.findByText('You were taken off this list');
  expect(screen.getByText('Why: The coach is full')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'I’m coming' })).toBeNull();
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
  page = aPage({ mine: 'placed', my_party: alone });
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
  page = aPage({ mine: 'placed', my_party: alone });
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
test('a date under way says so and shows the way to others, and has no button to press in vain', async () => {
  page = aPage({ state: 'started' });
  await open();
  await screen.findByText('It has started. Look for another date.');
  expect(screen.getByText('See what else is on')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'I’m coming' })).toBeNull();
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
