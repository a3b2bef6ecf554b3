import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { Text } from 'react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import type { FirstWin } from './first-win';
import { FirstWinScreen } from './screens/first-win-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const sent = jest.mocked(send);
const template: FirstWin = {
  title: 'A 45-minute walk',
  kind: 'walk',
  minutes: 45,
  places: 8,
  site_id: null,
  meeting_place: 'Main entrance, West wing',
  starts_date: '2026-11-26',
  starts_time: '15:30',
  found: true,
  after_group: 'earlies',
  after_finish: '15:00',
  how_hard: 'Flat',
  cost: 'Free',
  what_to_bring: 'Shoes',
  checks: [
    { id: 'C-B4', text: 'What could hurt us', note: 'Trips and traffic.' },
    { id: 'C-B11', text: 'Photos', note: 'No photos.' },
  ],
};
beforeEach(() => {
  wipe();
  jest
    .mocked(ask)
    .mockReset()
    .mockResolvedValue({ data: template as never, etag: undefined });
  sent.mockReset().mockResolvedValue({ status: 201, data: { activity_id: 'a1', occurrence_id: 'o1' } as never });
});
const screenWith = () =>
  show(<FirstWinScreen next={(made) => <Text>{`next: ${made.occurrence_id}`}</Text>} />, { roles: ['organiser'] });

test('it is made in one press, with only what was ticked said of its list', async () => {
  await screenWith();
  expect(await screen.findByText('Right after the finish of many, Early: 15:00.')).toBeTruthy();
  fireEvent.press(screen.getByTestId('first-C-B11'));
  fireEvent.press(screen.getByRole('button', { name: 'Make this activity' }));
  expect(await screen.findByText('next: o1')).toBeTruthy();
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    path: '/api/v1/first-win',
    body: {
      meeting_place: 'Main entrance, West wing',
      starts_date: '2026-11-26',
      i_lead: true,
      checks: [{ id: 'C-B11', note: 'No photos.' }],
    },
  });
});
test('without a place it says what is missing and sends nothing', async () => {
  await screenWith();
  fireEvent.changeText(await screen.findByLabelText('Where do people meet?'), ' ');
  fireEvent.press(screen.getByRole('button', { name: 'Make this activity' }));
  expect(await screen.findByText('Say where people meet.')).toBeTruthy();
  await waitFor(() => expect(sent).not.toHaveBeenCalled());
});
