import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { read, send } from '@/api/client';
import type { Presentation } from '@/api/shapes';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { PresentScreen } from './screens/present-screen';
import { asManyAsFit, slidesOf, typed } from './slides';
import { presenting as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), read: jest.fn(), send: jest.fn() }));
const sent = send as unknown as jest.Mock;
const square = '<svg width="40" height="40"><path transform="scale(8)" stroke="#000" d="M4 4.5h7"/></svg>';
const moment = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const full: Presentation = {
  join_link: 'https://example.org/join',
  join_qr: square,
  coming: [
    {
      id: 'o1',
      title: 'A walk by the canal',
      kind: 'walk',
      starts: moment('2026-11-26', '15:30'),
      ends: moment('2026-11-26', '16:15'),
      place: 'North gate',
      cost: 'Free',
    },
  ],
  ideas: [{ id: 'i1', text: 'Chess at night', language: 'en', kind: 'talk', interest: 1, qr: square }],
  ballot: { id: 'b1', title: 'Winter vote', closes: moment('2026-12-10', '18:00'), qr: square },
  answered: [
    { idea_id: 'i2', text: 'Swimming', language: 'en', status: 'not_now', answer: 'In March.', date: '2026-11-12' },
  ],
  conversations: [
    {
      id: 'c1',
      question: 'What helps?',
      language: 'en',
      held_date: '2026-11-22',
      start: '15:30',
      place: 'Canteen',
      qr: square,
    },
  ],
};
const empty: Presentation = { ...full, coming: [], ideas: [], ballot: null, answered: [], conversations: [] };
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (read as unknown as jest.Mock).mockResolvedValue(full);
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const organiser = { roles: ['member', 'organiser'] };
const turn = () => fireEvent.press(screen.getByRole('button', { name: words.next }));

test('there is a slide for what there is, and none for what there is nothing of', () => {
  expect(slidesOf(empty, undefined)).toEqual(['who', 'join']);
  expect(slidesOf(full, 'c1')).toEqual(['who', 'join', 'coming', 'ideas', 'vote', 'answered', 'question']);
  expect(slidesOf(full, 'gone')).not.toContain('question');
});
test('a slide takes as many answers as it has room for, and the newest always', () => {
  const answered = (letters: number) =>
    ({ ...full.answered[0], answer: 'x'.repeat(letters) }) as (typeof full.answered)[0];
  expect(asManyAsFit([answered(100), answered(100), answered(100)])).toHaveLength(3);
  expect(asManyAsFit([answered(600), answered(600)])).toHaveLength(1);
  expect(asManyAsFit([answered(900)])).toHaveLength(1);
});
test('an address is shown as it is typed', () => expect(typed('https://example.org/join')).toBe('example.org/join'));

test('the slides go from who we are to the question that was chosen', async () => {
  await show(<PresentScreen />, organiser);
  fireEvent.press(await screen.findByRole('checkbox', { name: 'What helps?' }));
  fireEvent.press(screen.getByRole('button', { name: words.start }));
  expect(screen.getByText(words.who)).toBeTruthy();
  expect(screen.getByText('Slide 1 of 7')).toBeTruthy();
  turn();
  expect(screen.getByLabelText(words.join_qr)).toBeTruthy();
  expect(screen.getByText(/^Or type example.org\/join into your phone, and ask here/)).toBeTruthy();
  turn();
  expect(screen.getByText('A walk by the canal')).toBeTruthy();
  turn();
  expect(screen.getByText('1 person would come')).toBeTruthy();
  expect(screen.getByLabelText('Square code for: Chess at night')).toBeTruthy();
  turn();
  expect(screen.getByText('Winter vote')).toBeTruthy();
  expect(screen.getByText(/10 December/)).toBeTruthy();
  turn();
  expect(screen.getByText('You said: Swimming')).toBeTruthy();
  turn();
  expect(screen.getByText('What helps?')).toBeTruthy();
  turn();
  expect(screen.getByText('Slide 7 of 7')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: words.leave }));
  expect(screen.getByRole('button', { name: words.start })).toBeTruthy();
});
test('a code made for the meeting stands on the slide and is not kept on the device', async () => {
  sent.mockResolvedValue({
    status: 201,
    data: {
      id: 'k1',
      kind: 'spoken',
      spoken: 'ABCD-EFGH',
      qr: null,
      short_name: 'st-brides',
      ends: moment('2026-11-25', '09:00'),
    },
  });
  await show(<PresentScreen />, organiser);
  fireEvent.press(await screen.findByRole('button', { name: words.make_spoken }));
  await waitFor(() => expect(sent.mock.calls[0][0].body).toEqual({ kind: 'spoken' }));
  expect(outbox.rows().every((r) => r.secret)).toBe(true);
  await screen.findByText(/^The spoken code is on the slide/);
  fireEvent.press(screen.getByRole('button', { name: words.start }));
  turn();
  expect(screen.getByText(/Short name: st-brides\./)).toBeTruthy();
  expect(screen.getByText('ABCD-EFGH')).toBeTruthy();
});
test('a lead makes a code to say aloud and no link; a member is shown the way home', async () => {
  const { unmount } = await show(<PresentScreen />, { roles: ['member', 'lead'] });
  expect(await screen.findByRole('button', { name: words.make_spoken })).toBeTruthy();
  expect(screen.queryByRole('button', { name: words.make_link })).toBeNull();
  unmount();
  await show(<PresentScreen />, { roles: ['member'] });
  expect(screen.queryByRole('button', { name: words.start })).toBeNull();
});
