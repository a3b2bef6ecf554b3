import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { keep } from '@/lib/keep';
import type { Newer } from '@/lib/release';
import { gone, show } from '@/testing/render';
import { NewerRelease } from './newer-release';

let tell: (newer: Newer | undefined) => void;
const mockWatch = jest.fn((told: typeof tell) => {
  tell = told;
  return () => {};
});
const mockFetch = jest.fn();
const mockOpen = jest.fn();
jest.mock('@/lib/release', () => ({
  watchNewer: (told: typeof tell) => mockWatch(told),
  fetchNewer: () => mockFetch(),
  openNewer: () => mockOpen(),
}));
const newer = { version: 'aftershift-2', bytes: 371_000 };
const told = async (what: Newer | undefined) => {
  await show(<NewerRelease />);
  await waitFor(() => expect(mockWatch).toHaveBeenCalled());
  tell(what);
};
beforeEach(() => {
  jest.clearAllMocks();
  keep.drop('aftershift-newer-later');
});

test('nothing is said where the newest release is open', async () => {
  await told(undefined);
  expect(screen.queryByText(/newer/)).toBeNull();
});
test('a newer release is offered with its size, fetched after a press, and opened after another', async () => {
  await told(newer);
  expect(await screen.findByText('A newer version is ready (0.4 MB). This one goes on working.')).toBeTruthy();
  expect(mockFetch).not.toHaveBeenCalled();
  mockFetch.mockResolvedValue(true);
  fireEvent.press(screen.getByRole('button', { name: 'Get it now' }));
  fireEvent.press(await screen.findByRole('button', { name: 'Open it' }));
  expect(mockFetch).toHaveBeenCalledTimes(1);
  expect(mockOpen).toHaveBeenCalledTimes(1);
});
test('what did not come through is said, and can be tried again', async () => {
  await told(newer);
  mockFetch.mockResolvedValue(false);
  fireEvent.press(await screen.findByRole('button', { name: 'Get it now' }));
  expect(await screen.findByText(/did not come through/)).toBeTruthy();
  mockFetch.mockResolvedValue(true);
  fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('The newer version is here.')).toBeTruthy();
});
test('"On wi-fi" holds for a week and for this release only', async () => {
  await told(newer);
  fireEvent.press(await screen.findByRole('button', { name: 'On wi-fi' }));
  await gone(() => screen.queryByText(/newer/));
  tell(newer);
  expect(screen.queryByText(/newer/)).toBeNull();
  tell({ ...newer, version: 'aftershift-3' });
  expect(await screen.findByText(/A newer version is ready/)).toBeTruthy();
  const eightDays = Date.now() + 8 * 864e5;
  const clock = jest.spyOn(Date, 'now').mockReturnValue(eightDays);
  tell({ ...newer });
  expect(await screen.findByText(/A newer version is ready/)).toBeTruthy();
  clock.mockRestore();
});
