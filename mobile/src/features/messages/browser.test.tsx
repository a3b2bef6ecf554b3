// Being told in a browser: asked for by a tap, said again at every start, and over with the sign-in (RULE-54).
import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { router } from 'expo-router';
import { ask, type Call } from '@/api/client';
import { keep } from '@/lib/keep';
import { holder } from '@/lib/letters.web';
import { browser, openBrowser } from '@/testing/browser';
import { ama, show } from '@/testing/render';
import { stopHere } from './browser-letters.web';
import { OnThisPhone } from './components/on-this-phone.web';
import { PhoneMessages } from './phone-messages.web';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn() }));
jest.mock('@firebase/app', () => require('@/testing/browser').firebaseApp);
jest.mock('@firebase/messaging', () => require('@/testing/browser').firebaseMessaging);
jest.mock('@firebase/installations', () => ({}));
const asked = jest.mocked(ask);
const config = { project_id: 'p', app_id: '1:42:web:7', sender_id: '42', api_key: 'AIza', vapid_key: 'BDOU99' };
let push: { is_on: boolean; is_this_device_on: boolean; browser: typeof config | null };
let hasSignal: boolean;
beforeEach(() => {
  browser.reset();
  openBrowser();
  keep.drop('aftershift-letters');
  push = { is_on: true, is_this_device_on: false, browser: config };
  hasSignal = true;
  jest.mocked(router.push).mockReset();
  asked.mockReset().mockImplementation(async ({ method, path }: Call) => {
    if (!hasSignal) throw new TypeError('Network request failed');
    if (path !== '/api/v1/push') throw new TypeError(path);
    if (method !== 'GET') push = { ...push, is_this_device_on: method === 'PUT' };
    return { data: push as never, etag: undefined };
  });
});
const told = (method: string) => asked.mock.calls.map(([c]) => c).filter((c) => c.method === method);
const tell = () => screen.findByRole('button', { name: 'Tell me on this device' });
const wanted = async () => {
  const page = await show(<OnThisPhone />);
  fireEvent.press(await tell());
  await screen.findByText('New messages reach this browser.');
  page.unmount();
  asked.mockClear();
  browser.firebase = [];
};

test('before the tap nothing is asked of the browser, of Firebase or of the server', async () => {
  await show(<PhoneMessages />);
  await show(<OnThisPhone />);
  await tell();
  expect([browser.permission, browser.firebase, told('PUT')]).toEqual(['default', [], []]);
});
test('after the tap the server learns where to push, and the worker for whom', async () => {
  await show(<OnThisPhone />);
  fireEvent.press(await tell());
  expect(await screen.findByText('New messages reach this browser.')).toBeTruthy();
  expect(browser.firebase).toEqual([['register', 'BDOU99']]);
  expect(told('PUT')[0]?.body).toEqual({ token: 'dR3x:APA91b-browser', platform: 'web' });
  expect(JSON.parse(browser.kept.get('letters/letters-holder') ?? '')).toEqual({ organisation: ama.organisation.id });
});
test('at every start the token is said again, also a new one', async () => {
  await wanted();
  browser.token = 'another';
  await show(<PhoneMessages />);
  await waitFor(() => expect(told('PUT').map((c) => c.body)).toEqual([{ token: 'another', platform: 'web' }]));
});
test('when the browser changes its address while the app is open, the new one is said', async () => {
  await wanted();
  await show(<PhoneMessages />);
  await waitFor(() => expect(told('PUT')).toHaveLength(1));
  browser.token = 'another';
  browser.say({ letter: 'renew' });
  await waitFor(() => expect(told('PUT')[1]?.body).toEqual({ token: 'another', platform: 'web' }));
});
test('another member who signs in here gets none of it, and neither does the first', async () => {
  await wanted();
  const ben = { ...ama, member: { ...ama.member, id: '0190a000-0000-7000-8000-00000000b002', called_name: 'Ben' } };
  await show(<PhoneMessages />, { session: ben });
  await waitFor(() => expect(browser.firebase).toEqual([['unregister']]));
  expect([told('PUT'), browser.subscription, browser.kept.size]).toEqual([[], undefined, 0]);
});
test('without signal a sign-out still ends it here: nothing comes, and nothing stays on the screen', async () => {
  await wanted();
  const close = jest.fn();
  browser.shown = [{ close }];
  browser.reachesFirebase = false;
  await expect(stopHere()).rejects.toThrow(TypeError);
  expect(close).toHaveBeenCalled();
  expect([browser.subscription, browser.kept.size, holder()]).toEqual([undefined, 0, undefined]);
});
test('it can be turned off, and the server forgets it', async () => {
  await wanted();
  await show(<OnThisPhone />);
  fireEvent.press(await screen.findByRole('button', { name: 'Not on this device any more' }));
  await tell();
  expect(told('DELETE')).toHaveLength(1);
  expect([browser.subscription, browser.kept.size]).toEqual([undefined, 0]);
});
test('a permission that was taken back is found at the next start', async () => {
  await wanted();
  browser.permission = 'denied';
  await show(<PhoneMessages />);
  await waitFor(() => expect(told('DELETE')).toHaveLength(1));
  expect([told('PUT'), holder()]).toEqual([[], undefined]);
});
test('told no, the page says what to do, and asks no more', async () => {
  browser.answer = 'denied';
  await show(<OnThisPhone />);
  fireEvent.press(await tell());
  expect(await screen.findByText(/Tap the sign beside the address/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  expect(browser.firebase).toEqual([]);
});
test('where Firebase cannot be reached it says so, and nothing is half on', async () => {
  browser.reachesFirebase = false;
  await show(<OnThisPhone />);
  fireEvent.press(await tell());
  expect(await screen.findByText(/That did not work/)).toBeTruthy();
  expect([told('PUT'), browser.kept.size, holder()]).toEqual([[], 0, undefined]);
});
test('where the server does not answer at the end it says so, and can be tried again', async () => {
  await show(<OnThisPhone />);
  await tell();
  asked.mockImplementationOnce(async () => ({ data: push as never, etag: undefined }));
  hasSignal = false;
  fireEvent.press(await tell());
  expect(await screen.findByText(/That did not work/)).toBeTruthy();
  expect(browser.kept.size).toBe(0);
  hasSignal = true;
  fireEvent.press(await tell());
  expect(await screen.findByText('New messages reach this browser.')).toBeTruthy();
});
test('where push is off the page says so', async () => {
  push = { is_on: true, is_this_device_on: false, browser: null };
  await show(<OnThisPhone />);
  expect(await screen.findByText(/Push messages are not set up/)).toBeTruthy();
  expect(screen.getByText(/A browser keeps no reminders/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
test.each([
  ['Firefox of long ago', /This browser cannot be told/],
  ['Safari on iPhone', /add Aftershift to the Home screen first/],
])('a browser that cannot be told says so: %s', async (userAgent, text) => {
  openBrowser({ without: 'PushManager', userAgent });
  await show(<OnThisPhone />);
  expect(await screen.findByText(text)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
test('a tapped letter leads to its page', async () => {
  await show(<PhoneMessages />);
  browser.say({ letter: 'opens', path: '/occurrences/w' });
  expect(router.push).toHaveBeenCalledWith('/occurrences/w');
});
