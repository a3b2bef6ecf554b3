import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { TellEveryone } from './components/tell-everyone';
import type { Told } from './telling';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const said = { at: '2026-11-26T15:10:00Z', date: '2026-11-26', time: '15:10' };
let told: Told[] = [];
beforeEach(() => {
  wipe();
  told = [];
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async () => ({
      data: { results: told } as never,
      etag: undefined,
    }));
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const bodies = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);

test('everyone is told in two presses, also without signal', async () => {
  await show(<TellEveryone id="w" cancelled={false} />);
  fireEvent.press(await screen.findByRole('button', { name: /Tell everyone/ }));
  fireEvent.press(screen.getByRole('radio', { name: 'We start late' }));
  fireEvent.press(screen.getByRole('button', { name: 'Tell them' }));
  await waitFor(() => expect(bodies()).toHaveLength(1));
  expect(bodies()[0]).toEqual([
    'POST',
    '/api/v1/occurrences/w/announcements',
    { kind: 'late', minutes: 10, text: '', device_at: expect.stringMatching(/Z$/) },
  ]);
});
test('the lead sees how far it got and whom to tell in person', async () => {
  told = [
    {
      id: 'a',
      kind: 'coat',
      minutes: null,
      text: '',
      said,
      told: 17,
      reached: 14,
      in_person: ['Ama', 'Ben'],
      no_phone: 2,
    },
  ];
  await show(<TellEveryone id="w" cancelled={false} />);
  expect(await screen.findByText(/Tell in person: .*Ama, Ben/)).toBeTruthy();
  expect(screen.getByText(/Reached 14 of 17/)).toBeTruthy();
  expect(screen.getByText(/2 of them have no phone registered/)).toBeTruthy();
});
test('nothing is said of phones where push is off, or where everybody has one', async () => {
  const one = {
    id: 'a',
    kind: 'coat',
    minutes: null,
    text: '',
    said,
    told: 17,
    reached: 16,
    in_person: ['Ama'],
  } as const;
  told = [{ ...one, in_person: ['Ama'], no_phone: null }];
  const page = await show(<TellEveryone id="w" cancelled={false} />);
  expect(await screen.findByText(/Reached 16 of 17/)).toBeTruthy();
  expect(screen.queryByText(/phone registered/)).toBeNull();
  page.unmount();
  told = [{ ...one, in_person: ['Ama'], no_phone: 0 }];
  await show(<TellEveryone id="x" cancelled={false} />);
  expect(await screen.findByText(/Reached 16 of 17/)).toBeTruthy();
  expect(screen.queryByText(/phone registered/)).toBeNull();
});
