import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { TwoCards } from './components/two-cards';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
const ama = { called_name: 'Ama', joined_date: '2026-11-19', is_confirmed: true };
const found = {
  kept: ama,
  gone: { ...ama, called_name: 'Ama B' },
  dates: 3,
  dates_of_both: 1,
  ideas: 0,
  roles: 0,
};
beforeEach(() => {
  wipe();
  asked.mockReset().mockResolvedValue({ data: found as never, etag: undefined });
  sent.mockReset().mockResolvedValue({ status: 201, data: { id: 'm1', kept: ama } });
});
const type = (kept: string, gone: string) => {
  fireEvent.changeText(screen.getByLabelText('Code on the card that stays'), kept);
  fireEvent.changeText(screen.getByLabelText('Code on the card that ends'), gone);
};

test('what will happen is seen first, and then it is done once', async () => {
  await show(<TwoCards today="2026-11-26" />);
  type('AAAA-1111', 'BBBB-2222');
  expect(screen.queryByRole('button', { name: 'Make them one' })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'See what will happen' }));
  expect(await screen.findByText('Places and turns that move: 3')).toBeTruthy();
  expect(screen.getByText(/on dates where both have one: 1/)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.press(screen.getByRole('button', { name: 'Make them one' }));
  expect(await screen.findByText(/Ama.* has one card now/)).toBeTruthy();
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/member-merges',
    body: { kept_card: 'AAAA-1111', gone_card: 'BBBB-2222' },
  });
});
test('another code is another person: what was seen is gone', async () => {
  await show(<TwoCards today="2026-11-26" />);
  type('AAAA-1111', 'BBBB-2222');
  fireEvent.press(screen.getByRole('button', { name: 'See what will happen' }));
  await screen.findByRole('button', { name: 'Make them one' });
  type('AAAA-1111', 'CCCC-3333');
  expect(screen.queryByRole('button', { name: 'Make them one' })).toBeNull();
});
