import { fireEvent, screen } from '@testing-library/react-native';
import { ask, send } from '@/api/client';
import { keep } from '@/lib/keep';
import { ama, show } from '@/testing/render';
import { empty, toSend, withQuiet } from './draft';
import { WhatsOnScreen } from './screens/whats-on-screen';
import { aCard, aRow } from './testing';
import { activities as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const rows = [aRow(aCard()), aRow(aCard({ id: 'tea', title: 'Tea for six', is_quiet: true }))];
beforeEach(() => {
  keep.drop(`quiet-only-${ama.member.id}`);
  jest
    .mocked(ask)
    .mockReset()
    .mockResolvedValue({ data: { results: rows, next: null } as never, etag: undefined });
});
const only = () => screen.getByText('Only small, quiet groups');

test('a card says that a group is small and quiet', async () => {
  await show(<WhatsOnScreen />);
  await screen.findByText('Tea for six');
  expect(screen.getAllByText(new RegExp(words.quiet))).toHaveLength(1);
});
test('the choice to see only quiet groups stays on this phone and is sent to nobody', async () => {
  const first = await show(<WhatsOnScreen />);
  await screen.findByText('Thursday walk');
  fireEvent.press(only());
  expect(screen.queryByText('Thursday walk')).toBeNull();
  expect(screen.getByText('Tea for six')).toBeTruthy();
  first.unmount();
  await show(<WhatsOnScreen />);
  await screen.findByText('Tea for six');
  expect(screen.queryByText('Thursday walk')).toBeNull();
  fireEvent.press(only());
  expect(screen.getByText('Thursday walk')).toBeTruthy();
  expect(send).not.toHaveBeenCalled();
  expect(new Set(jest.mocked(ask).mock.calls.map(([call]) => call.path))).toEqual(new Set(['/api/v1/occurrences']));
});
test('the choice is not offered where nothing is quiet', async () => {
  jest.mocked(ask).mockResolvedValue({ data: { results: [rows[0]], next: null } as never, etag: undefined });
  await show(<WhatsOnScreen />);
  await screen.findByText('Thursday walk');
  expect(screen.queryByText('Only small, quiet groups')).toBeNull();
});
test('a quiet group starts with six places, and a number written by hand stays', () => {
  const quiet = { ...empty, ...withQuiet(empty, 12) };
  expect([quiet.quiet, quiet.places]).toEqual([true, 6]);
  expect({ ...quiet, ...withQuiet(quiet, 12) }.places).toBe(12);
  expect({ ...empty, places: 4, ...withQuiet({ ...empty, places: 4 }, 12) }.places).toBe(4);
});
test('what is sent says that it is quiet', () => {
  expect(toSend({ ...empty, quiet: true }, null)).toMatchObject({ is_quiet: true });
});
