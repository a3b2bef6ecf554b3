import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import HowWasIt from './components/how-was-it';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), send: jest.fn() }));
const sent = jest.mocked(send);
beforeEach(() => {
  wipe();
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});

test('a face is one press, works without signal and sends no idempotency key', async () => {
  await show(<HowWasIt date={{ id: 'walk-1', title: 'Thursday walk' }} />);
  fireEvent.press(await screen.findByRole('button', { name: 'All right' }));
  expect(await screen.findByText('Thank you. It is only counted.')).toBeTruthy();
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/occurrences/walk-1/face',
    body: { face: 'fine' },
  });
  expect(sent.mock.calls[0]?.[0]).not.toHaveProperty('key');
});
