import { fireEvent, screen, waitFor, within } from '@testing-library/react-native';
import type { FitCard, Home } from '@/api/shapes';
import { Text } from '@/design';
import { ama, show } from '@/testing/render';
import { HomeScreen } from './home-screen';

const mockRead = jest.fn();
const mockSend = jest.fn();
jest.mock('@/api/client', () => ({
  read: (...a: unknown[]) => mockRead(...a),
  send: (...a: unknown[]) => mockSend(...a),
  whenSignedOut: () => {},
  actAs: () => {},
}));

const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const card = (id: string, title: string, more: Partial<FitCard> = {}): FitCard => ({
  id,
  activity_id: `a-${id}`,
  is_quiet: false,
  title,
  kind: 'walk',
  starts: at('2026-11-26', '15:30'),
  ends: at('2026-11-26', '16:15'),
  back_by: '16:15',
  place: 'Main door',
  on_site: true,
  places: 20,
  taken: 11,
  free: 9,
  waiting: 0,
  mine: null,
  my_party: null,
  my_offer_ends: null,
  i_lead: false,
  my_position: null,
  state: 'published',
  fits: true,
  why_not: null,
  why: 'finish',
  why_time: '15:00',
  ...more,
});
const early = [{ start: '07:00', end: '15:00', kind: 'early' as const }];
const home = (more: Partial<Home> = {}): Home => ({
  today: '2026-11-22',
  week: ['22', '23', '24', '25', '26', '27', '28'].map((d, i) => ({
    date: `2026-11-${d}`,
    shifts: i === 0 || i === 6 ? [] : early,
    is_known: true,
    fits: d === '26',
    going: d === '24',
  })),
  fits: [
    card('1', 'Thursday walk'),
    card('2', 'Cooking class', { why: 'off', why_time: null, kind: 'cook' }),
    card('3', 'Practice walk', { why: 'before', why_time: '21:30' }),
  ],
  going: [],
  ballot: null,
  ideas: [],
  is_new: false,
  shifts_known: true,
  ask_still_right: false,
  lead_next: null,
  poll: null,
  merges: [],
  to_face: [],
  unread: [],
  ...more,
});
const see = async (h: Home, lang: 'en' | 'ur' = 'en') => {
  mockRead.mockResolvedValue(h);
  await show(<HomeScreen />, { lang });
};
beforeEach(() => {
  mockRead.mockReset();
  mockSend.mockReset();
  mockSend.mockRejectedValue(new TypeError('no signal'));
});

test('three things that fit, each with its reason; only the best has the button', async () => {
  await see(home());
  expect(await screen.findByText('Three things fit around your shifts')).toBeTruthy();
  const best = within(screen.getByTestId('best'));
  expect(best.getByText('Thursday walk')).toBeTruthy();
  expect(best.getByText(/you finish at 15:00 that day\. Back by 16:15\./)).toBeTruthy();
  expect(screen.getByText(/you are off all day\./)).toBeTruthy();
  expect(screen.getByText(/you start at 21:30 that day\./)).toBeTruthy();
  expect(screen.getAllByText('I’m coming')).toHaveLength(1);
});
test('the week says each day in words: shift, what fits, where I go', async () => {
  await see(home());
  expect(await screen.findByLabelText('Sunday 22 November, Today, Off')).toBeTruthy();
  expect(screen.getByLabelText('Thursday 26 November, Early, something fits')).toBeTruthy();
  expect(screen.getByLabelText('Tuesday 24 November, Early, you are going')).toBeTruthy();
});
test('without signal a press is asked, saved, and never shown as received; the card keeps its place', async () => {
  await see(home());
  fireEvent.press(await screen.findByLabelText('I’m coming to Thursday walk'));
  const best = within(screen.getByTestId('best'));
  expect(await best.findByText('Asking for your place')).toBeTruthy();
  expect(await best.findByText('Still waiting for signal. Nothing is lost.')).toBeTruthy();
  expect(best.queryByText(/Received/)).toBeNull();
  expect(mockSend).toHaveBeenCalledWith(
    expect.objectContaining({
      method: 'POST',
      path: '/api/v1/occurrences/1/sign-ups',
      member: ama.member.id,
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }),
  );
});
test('when the place is mine the card stays and says so, though the list has moved on', async () => {
  await see(home());
  mockSend.mockImplementation(async () => {
    mockRead.mockResolvedValue(home({ fits: [card('2', 'Cooking class')], going: [card('4', 'Other walk')] }));
    return { status: 201, data: { id: 's', status: 'placed', position: null } };
  });
  fireEvent.press(await screen.findByLabelText('I’m coming to Thursday walk'));
  const best = within(screen.getByTestId('best'));
  expect(await best.findByText('You are going')).toBeTruthy();
  expect(await best.findByText(/^Received at \d\d:\d\d$/)).toBeTruthy();
  await waitFor(() => expect(screen.getByText('Other walk')).toBeTruthy());
  expect(best.getByText('Thursday walk')).toBeTruthy();
});
test('a refusal is said in words, and what to do now', async () => {
  await see(home());
  mockSend.mockResolvedValue({
    status: 409,
    problem: { type: 'https://x/problems/occurrence-started', title: 'This has already started', status: 409 },
  });
  fireEvent.press(await screen.findByLabelText('I’m coming to Thursday walk'));
  expect(await screen.findByText('Look on Home for the next one.')).toBeTruthy();
});
test('a new member is told how to be known', async () => {
  await see(home({ is_new: true }));
  expect(await screen.findByText('You are in')).toBeTruthy();
  expect(screen.getByText('See my card')).toBeTruthy();
});
test('who told no shifts is asked for them, and sees what is on without a claim that it fits', async () => {
  await see(home({ shifts_known: false, fits: [card('1', 'Thursday walk', { fits: null })] }));
  expect(await screen.findByText('When do you work?')).toBeTruthy();
  expect(screen.getByText('On soon')).toBeTruthy();
  expect(screen.queryByText('Fits you:')).toBeNull();
});
test('when nothing fits there is one way on', async () => {
  await see(home({ fits: [] }));
  expect(await screen.findByText('Nothing fits this week')).toBeTruthy();
  expect(screen.getAllByText('Say what you would like').length).toBeGreaterThan(0);
});
test('a vote says until when, and when mine is in', async () => {
  const ballot = {
    id: 'b',
    title: 'The spring',
    state: 'open' as const,
    closes: at('2026-12-13', '20:00'),
    my_paper: 'used' as const,
    slots: 3,
    budget: null,
  };
  await see(home({ ballot }));
  expect(await screen.findByText('Vote: The spring')).toBeTruthy();
  expect(screen.getByText('Your vote is in. Open until Sunday 13 December')).toBeTruthy();
});
test('a question of times comes ticked from my own shifts, and one tap answers it', async () => {
  const time = (id: string, date: string, fits: boolean | null) => ({
    id,
    starts: at(date, '15:30'),
    ends: at(date, '16:30'),
    fits,
    why: null,
    why_time: null,
    why_not: null,
    ticked: fits === true,
  });
  const poll = {
    id: 'p',
    what: 'Chess',
    on_site: true,
    closes: at('2026-11-29', '00:00'),
    times: [time('t1', '2026-12-01', true), time('t2', '2026-12-03', false)],
  };
  await see(home({ poll }));
  expect(await screen.findByText('Which suits you: Chess?')).toBeTruthy();
  const boxes = within(screen.getByTestId('poll')).getAllByRole('checkbox');
  expect(boxes.map((box) => box.props['aria-checked'] ?? box.props.accessibilityState?.checked)).toEqual([true, false]);
  fireEvent.press(screen.getByText('These suit me'));
  await waitFor(() =>
    expect(mockSend).toHaveBeenCalledWith(
      expect.objectContaining({ method: 'PUT', path: '/api/v1/time-polls/p/answer', body: { ticks: ['t1'] } }),
    ),
  );
  expect(screen.queryByText('These suit me')).toBeNull();
});
test('while nothing is there yet it says what it is doing', async () => {
  mockRead.mockReturnValue(new Promise(() => {}));
  await show(<HomeScreen />);
  expect(screen.getByText('Getting what is on')).toBeTruthy();
});
test('when it cannot be had it says so, that nothing is lost, and lets me try again', async () => {
  mockRead.mockRejectedValue(new TypeError('Failed to fetch'));
  await show(<HomeScreen />);
  expect(await screen.findByText('Try again', {}, { timeout: 5000 })).toBeTruthy();
  expect(screen.getByText('Nothing is lost. Try again when you have signal.')).toBeTruthy();
});
test('in Urdu it says the same in Urdu', async () => {
  await see(home(), 'ur');
  expect(await screen.findByText('میں شامل ہوں')).toBeTruthy();
});

test('what is told and asked comes with Home itself, in its one request', async () => {
  const Told = ({ home: h }: { home: Home }) => <Text>{`asked about ${h.to_face.map((d) => d.title)}`}</Text>;
  mockRead.mockResolvedValue(home({ to_face: [{ id: 'w', title: 'Walk', starts: at('2026-11-20', '15:30') }] }));
  await show(<HomeScreen told={Told} />);
  expect(await screen.findByText('asked about Walk')).toBeTruthy();
  expect(mockRead).toHaveBeenCalledTimes(1);
});
