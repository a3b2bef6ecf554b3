import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { Linking, Platform, Share } from 'react-native';
import { readText } from '@/api/client';
import { show } from '@/testing/render';
import { DateFile } from './components/date-file';
import { activities as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), readText: jest.fn() }));
jest.mock('@/api/where', () => ({ base: 'https://aftershift.example.org' }));
const system = Platform.OS;
const on = (os: typeof Platform.OS) => {
  Platform.OS = os;
};
const button = () => screen.queryByText(words.date_file);
let open: jest.SpyInstance;
let share: jest.SpyInstance;
beforeEach(() => {
  jest.mocked(readText).mockReset().mockResolvedValue('BEGIN:VCALENDAR\r\nSUMMARY:Żółw\r\n');
  open = jest.spyOn(Linking, 'openURL').mockResolvedValue(true);
  share = jest.spyOn(Share, 'share').mockResolvedValue({ action: Share.sharedAction });
});
afterEach(() => {
  on(system);
  jest.restoreAllMocks();
});

test('an iPhone shares the file itself, as it was written', async () => {
  on('ios');
  await show(<DateFile id="walk" isOpen={false} />);
  fireEvent.press(screen.getByText(words.date_file));
  await waitFor(() => expect(share).toHaveBeenCalledTimes(1));
  const [kind, data] = (share.mock.calls[0][0] as { url: string }).url.split(';base64,');
  expect(kind).toBe('data:text/calendar');
  expect(Buffer.from(data as string, 'base64').toString()).toBe('BEGIN:VCALENDAR\r\nSUMMARY:Żółw\r\n');
  expect(readText).toHaveBeenCalledWith('/api/v1/occurrences/walk/calendar-file');
  expect(open).not.toHaveBeenCalled();
});
test('Android opens the open address of the file, and asks by itself which calendar takes it', async () => {
  on('android');
  await show(<DateFile id="walk" isOpen />);
  fireEvent.press(screen.getByText(words.date_file));
  expect(open).toHaveBeenCalledWith('https://aftershift.example.org/a/walk.ics');
  expect(share).not.toHaveBeenCalled();
});
test('a date for just us has no open address, so Android is offered none', async () => {
  on('android');
  await show(<DateFile id="walk" isOpen={false} />);
  expect(button()).toBeNull();
});
test('without an answer it says what went wrong', async () => {
  on('ios');
  jest.mocked(readText).mockRejectedValue(new TypeError('Network request failed'));
  await show(<DateFile id="walk" isOpen />);
  fireEvent.press(screen.getByText(words.date_file));
  await screen.findByText('No signal');
  expect(share).not.toHaveBeenCalled();
});
