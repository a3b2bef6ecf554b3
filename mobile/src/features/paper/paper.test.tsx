import { act, fireEvent, screen } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { type Answer, ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { gone, show } from '@/testing/render';
import OnThePage from './components/on-the-page';
import type { PaperLine, PaperSheet } from './queries';
import { SheetsScreen } from './screens/sheets-screen';
import { TypeSheetScreen } from './screens/type-sheet-screen';
import { paper as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.setTimeout(20_000);

const asked = jest.mocked(ask);
const sent = jest.mocked(send);
const at = (time: string) => ({ at: `2026-11-26T${time}:00Z`, date: '2026-11-26', time });
const alone = { adults: 0, children_0_4: 0, children_5_10: 0, children_11_17: 0 };
const aLine = (more: Partial<PaperLine> = {}): PaperLine => ({
  id: 'l1',
  line: 1,
  name: 'Ama',
  card_end: 'JKMN',
  party: alone,
  status: 'placed',
  position: null,
  typed_by: 'Rosa',
  ...more,
});
let sheet: PaperSheet;
beforeEach(() => {
  wipe();
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 's1' });
  sheet = {
    id: 's1',
    occurrence_id: 'o1',
    number: 2,
    hung: at('09:00'),
    title: 'Thursday walk',
    starts: at('15:30'),
    place: 'Main door',
    state: 'published',
    places: 10,
    free: 3,
    waiting: 0,
    lines: [],
  };
  asked.mockReset().mockImplementation(async ({ path }: Call) => ({
    data: (path.includes('/occurrences/')
      ? { title: 'Thursday walk', starts: at('15:30'), results: [{ id: 's1', number: 2, hung: at('09:00'), typed: 1 }] }
      : sheet) as never,
    etag: undefined,
  }));
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const bodies = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);
const connector = { roles: ['member', 'confirmed', 'connector'] };
async function typeIn(card: string) {
  fireEvent.changeText(await screen.findByLabelText(words.card), card);
  await act(async () => fireEvent.press(screen.getByText(words.put)));
}

test('lines are typed in one after the other without signal, and stay on the phone until there is some', async () => {
  await show(<TypeSheetScreen />, connector);
  await typeIn('ABCD-EFGH-JKMN');
  await typeIn('PQRS-TVWX-YZ23');
  expect(await screen.findByText('Line 1, ABCD-EFGH-JKMN')).toBeTruthy();
  expect(screen.getByText('Line 2, PQRS-TVWX-YZ23')).toBeTruthy();
  expect(bodies()[0]).toEqual(['POST', '/api/v1/paper-sheets/s1/lines', { line: 1, card: 'ABCD-EFGH-JKMN', ...alone }]);
});

test('what is refused is said at its line until it is read, and the others go on', async () => {
  const no: Answer = {
    status: 409,
    problem: {
      type: '/problems/said-otherwise',
      title: 'This person has said otherwise since',
      status: 409,
      next: 'What they said last stands.',
    },
  };
  sent.mockImplementation(async ({ body }: Call) =>
    (body as { card: string }).card.startsWith('ABCD') ? no : { status: 200, data: sheet },
  );
  await show(<TypeSheetScreen />, connector);
  await typeIn('ABCD-EFGH-JKMN');
  await typeIn('PQRS-TVWX-YZ23');
  expect(await screen.findByText(/said otherwise since/)).toBeTruthy();
  expect(screen.getByText('Line 1, ABCD-EFGH-JKMN')).toBeTruthy();
  await gone(() => screen.queryByText('Line 2, PQRS-TVWX-YZ23'));
  await act(async () => fireEvent.press(screen.getByText(words.read_it)));
  await gone(() => screen.queryByText('Line 1, ABCD-EFGH-JKMN'));
});

test('each line says how it stands now, and the next one has the next number', async () => {
  sheet.lines = [
    aLine(),
    aLine({ id: 'l2', line: 2, name: 'Ben', status: 'waiting', position: 3, party: { ...alone, adults: 1 } }),
    aLine({ id: 'l3', line: 3, name: '', card_end: 'YZ23', status: 'left' }),
  ];
  await show(<TypeSheetScreen />, connector);
  expect(await screen.findByText('No place any more: on the waiting list, position 3.')).toBeTruthy();
  expect(screen.getByText(/Line 1: .*Ama/)).toBeTruthy();
  expect(screen.getByText('Brings 1 more.')).toBeTruthy();
  expect(screen.getByText(/card …YZ23/)).toBeTruthy();
  expect(screen.getByText(words.stands_away)).toBeTruthy();
  await typeIn('ABCD-EFGH-JKMN');
  expect(bodies()[0]?.[2]).toMatchObject({ line: 4 });
});

test('nothing is sent without a code', async () => {
  await show(<TypeSheetScreen />, connector);
  await screen.findByLabelText(words.card);
  await act(async () => fireEvent.press(screen.getByText(words.put)));
  expect(sent).not.toHaveBeenCalled();
  expect(await screen.findByText(words.card_need)).toBeTruthy();
});

test('a sheet is made once per press, and each is opened by its number', async () => {
  await show(<SheetsScreen />, connector);
  expect(await screen.findByText('Sheet 2')).toBeTruthy();
  expect(screen.getByText('1 line is typed in.')).toBeTruthy();
  await act(async () => fireEvent.press(screen.getByText(words.hang)));
  expect(bodies()).toEqual([['POST', '/api/v1/occurrences/s1/paper-sheets', undefined]]);
});

test('who was typed in is told by whom; only who may sees the sheets', async () => {
  await show(<OnThePage id="o1" typedBy="Rosa" maySheets={false} />);
  expect(screen.getByText(/Rosa.* typed you in from a paper sheet/)).toBeTruthy();
  expect(screen.queryByText(words.row)).toBeNull();
});
