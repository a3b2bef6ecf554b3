import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { JoinCodes } from './components/join-codes';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const answers = (canGoOut: boolean) =>
  jest.mocked(ask).mockImplementation(async ({ path }) => ({
    data: (path === '/api/v1/release-check' ? { can_go_out: canGoOut, next_date: null } : { results: [] }) as never,
    etag: undefined,
  }));
beforeEach(() => {
  wipe();
  sent.mockReset().mockResolvedValue({ status: 201, data: {} });
});

test('while nothing can be joined, no poster can be made and the first walk is offered', async () => {
  answers(false);
  await show(<JoinCodes today="2026-11-22" />, { roles: ['organiser'] });
  expect(await screen.findByText('First, something to join')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Make a first walk' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Make a poster' })).toBeNull();
});
test('with something to join a poster is made in one press', async () => {
  answers(true);
  await show(<JoinCodes today="2026-11-22" />, { roles: ['organiser'] });
  await screen.findByText('No poster is up');
  expect(screen.queryByText('First, something to join')).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'Make a poster' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ method: 'POST', path: '/api/v1/join-codes' });
});
