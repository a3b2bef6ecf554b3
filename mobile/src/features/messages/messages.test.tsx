import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { gone, show } from '@/testing/render';
import Inbox from './components/inbox';
import { PushIsOff } from './components/push-is-off';
import type { Message } from './queries';
import { ChoicesScreen } from './screens/choices-screen';
import { MessagesScreen } from './screens/messages-screen';
import { ToTellScreen } from './screens/to-tell-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const said = { at: '2026-11-26T15:10:00Z', date: '2026-11-26', time: '15:10' };
const late = { title: 'Walk: a little late', text: 'The lead is 10 minutes late.', language: 'en', said };
const walk: Message = { ...late, id: 'm', kind: 'announcement', path: '/occurrences/w', is_read: false };
const replies: Record<string, unknown> = {
  '/api/v1/inbox': {
    unread: 1,
    results: [walk, { ...walk, id: 'n', title: 'Walk: bring a coat', is_read: true }],
  },
  '/api/v1/message-preferences': {
    works: [],
    results: [{ kind: 'reminder', push: true, email: true, in_person: false }],
  },
  '/api/v1/to-tell': { results: [{ ...late, id: 't', called_name: 'Ama' }] },
  '/api/v1/push': { is_on: false, is_this_device_on: false },
};
beforeEach(() => {
  wipe();
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }: Call) => ({ data: replies[path] as never, etag: undefined }));
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const bodies = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);

test('a message stands on Home until it is read', async () => {
  await show(<Inbox messages={[walk]} />);
  expect(await screen.findByText('The lead is 10 minutes late.')).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: /I have read it/ }));
  await gone(() => screen.queryByRole('button', { name: /I have read it/ }));
  expect(bodies()[0]?.slice(0, 2)).toEqual(['PUT', '/api/v1/inbox/m/read']);
});
test('behind Me what was read stands beside what was not', async () => {
  await show(<MessagesScreen />);
  expect(await screen.findByText('Walk: bring a coat')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: /^I have read it/ })).toHaveLength(1);
  expect(screen.getAllByRole('button', { name: /^Show it/ })).toHaveLength(2);
});
test('what is turned off shows so at once, also without signal', async () => {
  await show(<ChoicesScreen />);
  fireEvent.press(await screen.findByRole('checkbox', { name: 'The day before: By e-mail' }));
  await waitFor(() => expect(bodies()).toHaveLength(1));
  expect(bodies()[0]?.[2]).toEqual({ kind: 'reminder', channel: 'email', is_on: false });
  expect(screen.getByRole('checkbox', { name: 'The day before: By e-mail' }).props.accessibilityState).toMatchObject({
    checked: false,
  });
  expect(await screen.findByText(/Push messages are not set up/)).toBeTruthy();
});
test('whoever was told in person goes off the list', async () => {
  await show(<ToTellScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'I told Ama' }));
  await gone(() => screen.queryByText('Ama'));
  expect(bodies()[0]?.slice(0, 2)).toEqual(['PUT', '/api/v1/to-tell/t/told']);
});
test('the desk says that push is off, and nothing where it is on', async () => {
  const off = await show(<PushIsOff />);
  expect(await screen.findByText(/Push messages are off/)).toBeTruthy();
  off.unmount();
  replies['/api/v1/push'] = { is_on: true, is_this_device_on: false, browser: null };
  await show(<PushIsOff />);
  await waitFor(() => expect(ask).toHaveBeenCalledWith({ method: 'GET', path: '/api/v1/push' }));
  expect(screen.queryByText(/Push messages are off/)).toBeNull();
});
