import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, read, send } from '@/api/client';
import { ProblemError } from '@/api/problems';
import type { MyShifts } from '@/api/shapes';
import { saveCopy } from '@/lib/save-copy';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { ama, show } from '@/testing/render';
import { FileWay } from './components/file-way';
import { pickFile } from './pick-file';
import type { ImportDraft, SheetDraft } from './queries';
import { DeskSheetScreen } from './screens/desk-sheet-screen';
import { MyShiftsScreen } from './screens/my-shifts-screen';
import { shifts as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  read: jest.fn(),
  send: jest.fn(),
  ask: jest.fn(),
}));
jest.mock('./pick-file', () => ({ pickFile: jest.fn() }));
jest.mock('@/lib/save-copy', () => ({ saveCopy: jest.fn() }));
const asked = ask as unknown as jest.Mock;
const sent = send as unknown as jest.Mock;
const week = [...Array.from({ length: 5 }, () => '07:00-15:00'), '-', '-'];
const draft: SheetDraft = {
  id: '0190a000-0000-7000-8000-00000000d001',
  is_applied: false,
  people: 2,
  problems: [],
  rows: [
    { line: 2, name: 'Ade', days: week, anchor_date: '2026-11-16' },
    { line: 3, name: 'BEAB-1234-CDEF', days: week, anchor_date: '2026-11-16' },
  ],
  put_in_before: null,
};
const lead = { roles: ['member', 'confirmed', 'lead'] };
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (useLocalSearchParams as jest.Mock).mockReturnValue({});
  (pickFile as jest.Mock).mockResolvedValue({ name: 'rota.csv', part: new Blob(['x']) });
  sent.mockResolvedValue({ status: 201, data: {} });
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const button = (name: string | RegExp) => screen.findByRole('button', { name });

test('a sheet is read back as it was typed, and only Yes gives anybody anything', async () => {
  asked.mockResolvedValue({ status: 201, data: draft });
  await show(<DeskSheetScreen />, lead);
  fireEvent.press(await button(words.sheet_choose));
  expect(await screen.findByText('Line 2: Ade')).toBeTruthy();
  expect(screen.getByText('Line 3: BEAB-1234-CDEF')).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.press(await button('Yes, give 2 people these shifts'));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({
    method: 'POST',
    path: `/api/v1/rota-sheets/${draft.id}/application`,
  });
  expect(await screen.findByText(words.sheet_sent)).toBeTruthy();
});

test('a sheet with a wrong line cannot be given; each wrong line is named with what to do', async () => {
  const text = 'The anchor has to be a date like 2026-01-05.';
  asked.mockResolvedValue({
    status: 201,
    data: { ...draft, people: 1, problems: [{ line: 4, column: 'anchor', text }] },
  });
  await show(<DeskSheetScreen />, lead);
  fireEvent.press(await button(words.sheet_choose));
  expect(await screen.findByText(`Line 4: ${text}`)).toBeTruthy();
  expect(screen.getByText(words.sheet_wrong_next)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Yes/ })).toBeNull();
});

test('a file that is no sheet says why, and another can be chosen', async () => {
  asked.mockRejectedValue(
    new ProblemError({
      type: 'x/sheet-not-readable',
      title: 'We cannot read this sheet',
      status: 400,
      detail: 'Too large.',
    }),
  );
  await show(<DeskSheetScreen />, lead);
  fireEvent.press(await button(words.sheet_choose));
  expect(await screen.findByText('We cannot read this sheet')).toBeTruthy();
  expect(screen.getByText(/Too large\./)).toBeTruthy();
  expect(await button(words.sheet_choose)).toBeTruthy();
});

test('the same sheet again is said, and an empty one can be had', async () => {
  asked.mockResolvedValue({ status: 201, data: { ...draft, put_in_before: '2026-11-20' } });
  await show(<DeskSheetScreen />, lead);
  fireEvent.press(await button(words.sheet_template));
  expect(saveCopy).toHaveBeenCalledWith(
    'rota-sheet.csv',
    expect.stringMatching(/^name,pattern,anchor\r\nA name or card code,07:00-15:00 /),
  );
  fireEvent.press(await button(words.sheet_choose));
  expect(await screen.findByText(/You put in this same sheet on .*20 November/)).toBeTruthy();
});

test('who neither leads nor organises nor connects is told so', async () => {
  await show(<DeskSheetScreen />, { session: ama });
  expect(screen.queryByRole('button', { name: words.sheet_choose })).toBeNull();
});

test('shifts from a sheet say so, and one tap takes them back', async () => {
  const mine: MyShifts = {
    today: '2026-11-22',
    source: 'pattern',
    pattern: { days: week, anchor_date: '2026-11-16', given_date: '2026-11-20' },
    usual: null,
    known_until: '2027-02-14',
    group: 'earlies',
    group_is_corrected: false,
    rules_off: [],
    ask_still_right: false,
    days: [],
  };
  (read as unknown as jest.Mock).mockResolvedValue(mine);
  await show(<MyShiftsScreen />);
  expect(await screen.findByText(/^From a sheet, on .*20 November/)).toBeTruthy();
  fireEvent.press(await button(words.from_sheet_undo));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0][0]).toMatchObject({ method: 'DELETE', path: '/api/v1/my-shifts/pattern' });
});

test('what a calendar file could not tell is said with its line', async () => {
  const read_back: ImportDraft = {
    id: draft.id,
    is_applied: false,
    shifts: [{ start: '2026-11-23T07:00', end: '2026-11-23T15:00', kind: 'early' }],
    not_at_work: [],
    warnings: [{ line: 8, text: 'The end came before the start.' }],
    check_start: { date: '2026-11-23', start: '07:00' },
    question: null,
  };
  asked.mockResolvedValue({ status: 201, data: read_back });
  await show(<FileWay />);
  fireEvent.press(await button(words.file_choose));
  expect(await screen.findByText('Line 8: The end came before the start.')).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
});
