import { fireEvent, screen } from '@testing-library/react-native';
import { type Call, send } from '@/api/client';
import type { ShiftDay } from '@/api/shapes';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { JustUsScreen } from './screens/just-us-screen';
import { shiftEnds } from './when';
import { just_us as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), send: jest.fn() }));
const sent = jest.mocked(send);
const day = (date: string, ...spans: [string, string][]) =>
  ({ date, shifts: spans.map(([start, end]) => ({ start, end, kind: 'early' })) }) as unknown as ShiftDay;
beforeEach(() => {
  wipe();
  sent.mockReset().mockImplementation(async (_: Call) => ({ status: 201, data: { id: 'tea' } as never }));
});

test('shift ends are the next three, and a night ends on the day after it began', () => {
  const days = [
    day('2026-11-22', ['07:00', '15:00']),
    day('2026-11-23', ['21:30', '07:30']),
    day('2026-11-25', ['07:00', '11:00'], ['16:00', '20:00']),
  ];
  expect(shiftEnds(days, { date: '2026-11-22', time: '15:00' })).toEqual([
    { date: '2026-11-24', time: '07:30' },
    { date: '2026-11-25', time: '11:00' },
    { date: '2026-11-25', time: '20:00' },
  ]);
});
test('says that it is not the programme, and sends nothing before it has a name, a time and a place', async () => {
  await show(<JustUsScreen days={[]} />);
  await screen.findByText(words.plain);
  fireEvent.press(screen.getByRole('button', { name: words.make }));
  await screen.findByText(words.first);
  expect(sent).not.toHaveBeenCalled();
});
test('planned for the end of a shift in four answers, once, and then colleagues are invited', async () => {
  await show(<JustUsScreen days={[day('2026-11-24', ['07:00', '15:00'])]} />);
  fireEvent.changeText(await screen.findByLabelText(words.what), 'Tea after work');
  fireEvent.press(screen.getByRole('radio', { name: /15:00: my shift ends/ }));
  fireEvent.changeText(screen.getByLabelText(words.meet), 'Canteen');
  fireEvent.press(screen.getByRole('button', { name: 'How many of you?: one more' }));
  fireEvent.press(screen.getByRole('button', { name: words.make }));
  await screen.findByText(words.made);
  expect(sent).toHaveBeenCalledTimes(1);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/just-us',
    body: {
      title: 'Tea after work',
      meeting_place: 'Canteen',
      on_site: true,
      starts_date: '2026-11-24',
      starts_time: '15:00',
      minutes: 60,
      places: 5,
    },
  });
  expect(sent.mock.calls[0]?.[0].key).toBeTruthy();
  screen.getByRole('link', { name: words.invite });
});
