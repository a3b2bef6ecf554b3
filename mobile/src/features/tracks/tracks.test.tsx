import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { kilometres } from '@/lib/lengths';
import { pickGpx } from '@/lib/pick-gpx';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import TrackPart from './components/track';
import { drawn } from './profile';
import type { Track } from './queries';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('@/lib/pick-gpx', () => ({ pickGpx: jest.fn() }));
const sent = jest.mocked(send);
const hill: Track = {
  distance_m: 6240,
  climb_m: 120,
  descent_m: 110,
  steepest_km: 3,
  points: [
    [51.5, -0.12],
    [51.55, -0.12],
  ],
  profile: [
    [0, 20],
    [3000, 140],
    [6240, 30],
  ],
};
const found = (track: Track | null) =>
  jest
    .mocked(ask)
    .mockReset()
    .mockResolvedValue({ data: { track } as never, etag: undefined });
beforeEach(() => {
  wipe();
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
});

test('says how long, how far up and where it is steep, and the drawing says the same to who cannot see it', async () => {
  found(hill);
  await show(<TrackPart activityId="a1" may={false} />);
  await screen.findByText('6.2 km, 120 m up and 110 m down.');
  screen.getByText('The steepest part is between 3 and 4 km.');
  screen.getByLabelText('6.2 km, 120 m up and 110 m down. The steepest part is between 3 and 4 km.');
  screen.getByText('Lowest 20 m, highest 140 m. The start is on the left.');
  expect(screen.queryByRole('button', { name: 'Choose another GPX file' })).toBeNull();
});
test('a way without heights has a length and no drawing', async () => {
  found({ ...hill, climb_m: null, descent_m: null, steepest_km: null, profile: null });
  await show(<TrackPart activityId="a1" may={false} />);
  await screen.findByText('6.2 km.');
  expect(screen.queryByText(/^Lowest/)).toBeNull();
});
test('whoever may change it brings a file and takes it away again', async () => {
  found(hill);
  jest.mocked(pickGpx).mockResolvedValue({ file: 'application/gpx+xml', base64: 'PGdweC8+' });
  await show(<TrackPart activityId="a1" may />);
  fireEvent.press(await screen.findByRole('button', { name: 'Choose another GPX file' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/activities/a1/track',
    body: { file: 'application/gpx+xml', base64: 'PGdweC8+' },
  });
  fireEvent.press(screen.getByRole('button', { name: 'Take the way off this page' }));
  await screen.findByText(/^Received at/);
});
test('a chooser that is closed sends nothing', async () => {
  found(null);
  jest.mocked(pickGpx).mockResolvedValue(undefined);
  await show(<TrackPart activityId="a1" may />);
  fireEvent.press(await screen.findByRole('button', { name: 'Add the way from a GPX file' }));
  expect(sent).not.toHaveBeenCalled();
});
test('the drawing runs from the left edge to the right, and a flat way stays low', () => {
  expect(drawn(hill.profile ?? [])).toMatchObject({ low: 20, high: 140 });
  expect(drawn(hill.profile ?? []).line).toBe('M0.0 82.0L144.2 8.0L300.0 75.8');
  const flat = drawn([
    [0, 10],
    [1000, 14],
  ]);
  expect(flat.line).toBe('M0.0 82.0L300.0 74.6');
  expect(kilometres(6240)).toBe('6.2');
});
