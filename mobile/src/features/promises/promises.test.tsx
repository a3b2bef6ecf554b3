import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import Promises from './components/promises';
import type { Promised } from './queries';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const flask: Promised = {
  id: 'p1',
  text: 'I’ll bring the flask',
  language: 'en',
  name: null,
  is_mine: false,
  shows_name: false,
  is_official: false,
  due_date: null,
  state: 'made',
  hidden_reason: null,
  to_judge: false,
};
const found = (...results: Promised[]) =>
  jest
    .mocked(ask)
    .mockReset()
    .mockResolvedValue({ data: { results } as never, etag: undefined });
beforeEach(() => {
  wipe();
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
});
const page = (placed: boolean, roles?: string[]) =>
  show(<Promises id="o1" placed={placed} toCome date="2026-11-26" />, roles ? { roles } : {});

test('who has a place promises one line, without a name unless they tick it', async () => {
  found();
  await page(true);
  fireEvent.changeText(await screen.findByLabelText('What do you bring or do?'), 'I’ll bring biscuits');
  fireEvent.press(screen.getByRole('button', { name: 'Promise this' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/occurrences/o1/promises/mine',
    body: { text: 'I’ll bring biscuits', shows_name: false },
  });
});
test('a promise without a name is somebody’s, and mine is taken back in one tap', async () => {
  found(flask, { ...flask, id: 'p2', is_mine: true, text: 'I bring a map' });
  await page(true);
  expect(await screen.findByText('Somebody.')).toBeTruthy();
  expect(screen.queryByLabelText('What do you bring or do?')).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'Take it back' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ method: 'DELETE', path: '/api/v1/occurrences/o1/promises/mine' });
});
test('who has no place is asked for nothing, and reads what the programme is late with', async () => {
  found({ ...flask, is_official: true, text: 'The trust pays the bus', due_date: '2026-11-20', state: 'late' });
  await page(false);
  expect(await screen.findByText(/^The programme\. Late/)).toBeTruthy();
  expect(screen.queryByLabelText('What do you bring or do?')).toBeNull();
  expect(screen.queryByRole('button', { name: 'We kept this' })).toBeNull();
});
test('an organiser says that it is kept, and judges what was reported with a reason', async () => {
  found(
    { ...flask, is_official: true, text: 'The trust pays the bus', due_date: '2026-11-28' },
    { ...flask, id: 'p2', to_judge: true },
  );
  await page(false, ['organiser']);
  fireEvent.press(await screen.findByRole('button', { name: 'We kept this' }));
  fireEvent.press(screen.getByRole('button', { name: 'Hide it' }));
  expect(sent.mock.calls.some(([r]) => r.path.endsWith('/verdicts'))).toBe(false);
  fireEvent.changeText(screen.getByLabelText('Your reason'), 'It names a colleague.');
  fireEvent.press(screen.getByRole('button', { name: 'Hide it' }));
  expect((await screen.findAllByText(/^Received at/)).length).toBeGreaterThan(0);
  expect(sent.mock.calls.map(([r]) => r.path)).toEqual(
    expect.arrayContaining(['/api/v1/promises/p1/kept', '/api/v1/promises/p2/verdicts']),
  );
});
