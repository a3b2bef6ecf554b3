import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { router } from 'expo-router';
import { Platform } from 'react-native';
import { ask, type Call } from '@/api/client';
import { qc } from '@/cache';
import { silence } from '@/lib/phone';
import { phone } from '@/testing/phone';
import { ama, show } from '@/testing/render';
import { PhoneMessages } from './phone-messages';
import { ChoicesScreen } from './screens/choices-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn() }));
const asked = jest.mocked(ask);
const HOUR = 3_600_000;
const moment = (inHours: number) => ({
  at: new Date(Date.now() + inHours * HOUR).toISOString(),
  date: '2026-11-26',
  time: '15:30',
});
const walk = (id: string, inHours: number) => ({ id, starts: moment(inHours + 2), remind: moment(inHours) });
let push = { is_on: true, is_this_device_on: false };
let reminders = [walk('w', 5), walk('late', -1)];
let hasSignal = true;
beforeEach(() => {
  phone.reset();
  Platform.OS = 'android';
  push = { is_on: true, is_this_device_on: false };
  reminders = [walk('w', 5), walk('late', -1)];
  hasSignal = true;
  jest.mocked(router.push).mockReset();
  asked.mockReset().mockImplementation(async ({ method, path, body }: Call) => {
    if (!hasSignal) throw new TypeError('Network request failed');
    if (method === 'PUT' && path === '/api/v1/push' && body) push = { ...push, is_this_device_on: push.is_on };
    const replies: Record<string, unknown> = {
      '/api/v1/push': push,
      '/api/v1/my-reminders': { results: reminders, next: null },
      '/api/v1/message-preferences': { works: [], results: [] },
    };
    return { data: replies[path] as never, etag: undefined };
  });
});
afterAll(() => {
  Platform.OS = 'ios';
});
const told = () => asked.mock.calls.map(([c]) => c).filter((c) => c.method === 'PUT');

test('nothing is asked of the phone, and nothing kept on it, before its owner allows it', async () => {
  await show(<PhoneMessages />);
  await waitFor(() => expect(asked).toHaveBeenCalledWith({ method: 'GET', path: '/api/v1/push' }));
  expect([phone.scheduled, told()]).toEqual([[], []]);
});
test('allowed: the server learns where to push, at every start', async () => {
  phone.granted = true;
  await show(<PhoneMessages />);
  await waitFor(() => expect(told()).toHaveLength(1));
  expect(told()[0]).toMatchObject({ path: '/api/v1/push', body: { token: 'dR3x:APA91b', platform: 'android' } });
  expect(phone.calls).toContain('channel messages');
});
test('where push is not set up the token stays on the phone, and reminders ring all the same', async () => {
  phone.granted = true;
  push = { is_on: false, is_this_device_on: false };
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(1));
  expect(told()).toEqual([]);
});
test('an iPhone says its token of Apple’s, which the server exchanges', async () => {
  phone.granted = true;
  Platform.OS = 'ios';
  phone.token = { type: 'ios', data: 'a1b2c3d4'.repeat(8) };
  await show(<PhoneMessages />);
  await waitFor(() => expect(told()).toHaveLength(1));
  expect(told()[0]?.body).toEqual({ token: 'a1b2c3d4'.repeat(8), platform: 'ios' });
});
test('a reminder says when and not what, and what is over is not reminded of', async () => {
  phone.granted = true;
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(1));
  const [one] = phone.scheduled;
  expect(one?.content).toMatchObject({ title: 'You go to something', data: { path: '/occurrences/w' } });
  expect(one?.content.body).toBe('Thursday 26 November, 15:30. Open the app to see it.');
  expect(one?.trigger).toMatchObject({
    type: 'date',
    date: new Date(reminders[0]?.remind.at ?? ''),
    channelId: 'messages',
  });
});
test('reminders follow changes: moved once, given back never, unchanged untouched', async () => {
  phone.granted = true;
  reminders = [walk('stays', 4), walk('moves', 5), walk('goes', 6)];
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(3));
  const stays = phone.scheduled[0];
  phone.calls = [];
  reminders = [reminders[0] as (typeof reminders)[0], walk('moves', 9)];
  await qc.invalidateQueries({ queryKey: ['occurrences'] });
  await waitFor(() => expect(phone.scheduled).toHaveLength(2));
  await waitFor(() => expect(phone.calls.sort()).toEqual(['cancel', 'cancel', 'schedule']));
  expect(phone.scheduled.map((one) => one.content.data.path)).toEqual(['/occurrences/stays', '/occurrences/moves']);
  expect(phone.scheduled[0]).toBe(stays);
});
test('of more than a phone keeps, the soonest are kept, and the next move up', async () => {
  phone.granted = true;
  const many = Array.from({ length: 70 }, (_, i) => walk(`w${70 - i}`, 70 - i));
  reminders = many;
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(64));
  const paths = () => phone.scheduled.map((one) => one.content.data.path);
  expect([paths()[0], paths()[63]]).toEqual(['/occurrences/w1', '/occurrences/w64']);
  reminders = many.slice(0, -1); // the soonest was given back
  await qc.invalidateQueries({ queryKey: ['occurrences'] });
  await waitFor(() => expect(paths()).toContain('/occurrences/w65'));
  expect(phone.scheduled).toHaveLength(64);
  expect(paths()).not.toContain('/occurrences/w1');
});
test('off means off, until its owner wants them again', async () => {
  phone.granted = true;
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(1));
  const page = await show(<ChoicesScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'No reminders from this phone' }));
  expect(await screen.findByRole('button', { name: 'Let this phone remind me' })).toBeTruthy();
  page.unmount();
  const started = await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toEqual([]));
  started.unmount();
  await show(<ChoicesScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Let this phone remind me' }));
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(1));
});
test('without signal the reminders that it has stay', async () => {
  phone.granted = true;
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(1));
  hasSignal = false;
  await qc.invalidateQueries({ queryKey: ['occurrences'] });
  await waitFor(() => expect(qc.isFetching()).toBe(0), { timeout: 5_000 });
  expect(phone.scheduled).toHaveLength(1);
});
test('signed out, nothing of the last member rings', async () => {
  phone.granted = true;
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.scheduled).toHaveLength(1));
  await silence();
  expect(phone.scheduled).toEqual([]);
});
test.each([
  ['my own hospital', { path: '/occurrences/w', organisation: ama.organisation.id }, '/occurrences/w'],
  ['my other hospital', { path: '/occurrences/w', organisation: 'another' }, '/messages'],
  ['somewhere else', { path: '//evil.example', organisation: ama.organisation.id }, '/messages'],
  ['nothing', {}, '/messages'],
])('a tap that opened the app leads there once: %s', async (_, data, path) => {
  phone.tap(data);
  const first = await show(<PhoneMessages />);
  await waitFor(() => expect(router.push).toHaveBeenCalledWith(path));
  first.unmount();
  await show(<PhoneMessages />);
  expect(router.push).toHaveBeenCalledTimes(1);
});
test('a tap while the app runs leads there too', async () => {
  await show(<PhoneMessages />);
  await waitFor(() => expect(phone.heard.size).toBe(1));
  phone.tap({ path: '/messages', organisation: ama.organisation.id });
  expect(router.push).toHaveBeenCalledWith('/messages');
});

test('the page says that push is off, and offers what the phone can do by itself', async () => {
  push = { is_on: false, is_this_device_on: false };
  await show(<ChoicesScreen />);
  expect(await screen.findByText(/Push messages are not set up/)).toBeTruthy();
  fireEvent.press(await screen.findByRole('button', { name: 'Let this phone remind me' }));
  expect(await screen.findByText(/This phone reminds you/)).toBeTruthy();
});
test('a phone that was told no says where to change it', async () => {
  phone.canAskAgain = false;
  await show(<ChoicesScreen />);
  expect(await screen.findByText(/Change it in the phone’s settings/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Let this phone remind me' })).toBeNull();
});
test('where push reaches this phone the page says so', async () => {
  phone.granted = true;
  push = { is_on: true, is_this_device_on: true };
  await show(<ChoicesScreen />);
  expect(await screen.findByText('New messages reach this phone.')).toBeTruthy();
});
