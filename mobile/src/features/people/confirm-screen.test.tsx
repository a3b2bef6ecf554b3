import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { ama, show } from '@/testing/render';
import { ConfirmScreen } from './screens/confirm-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
beforeEach(() => {
  wipe();
  asked.mockReset().mockResolvedValue({
    data: { results: [{ id: 'm1', called_name: 'Kwame', joined_date: '2026-11-19' }] } as never,
    etag: undefined,
  });
  sent.mockReset().mockResolvedValue({ status: 201, data: {} });
});

test('a connector says that they know somebody, in one tap', async () => {
  await show(<ConfirmScreen />, { roles: ['member', 'confirmed', 'connector'] });
  fireEvent.press(await screen.findByRole('button', { name: 'I know Kwame' }));
  expect(await screen.findByText('You said you know Kwame.')).toBeTruthy();
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ method: 'POST', path: '/api/v1/members/m1/confirmations' });
});
test('anyone who is in does it by card, and sees no list', async () => {
  await show(<ConfirmScreen />);
  fireEvent.changeText(screen.getByLabelText('Code on their card'), 'ABCD-EFGH');
  fireEvent.press(screen.getByRole('button', { name: 'I know this person' }));
  expect(await screen.findByText('Done. They have a vote now.')).toBeTruthy();
  expect(asked).not.toHaveBeenCalled();
});
test('whoever is new themselves is told how they come in', async () => {
  await show(<ConfirmScreen />, { session: { ...ama, member: { ...ama.member, is_confirmed: false } } });
  expect(screen.getByText('Nobody has said yet that they know you')).toBeTruthy();
});
