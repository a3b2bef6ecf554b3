import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { cards } from './cards';
import { AskedOfMe } from './components/asked-of-me';
import LeadMarks from './components/lead-marks';
import LeadOnTheDay from './components/lead-on-the-day';
import Watch from './components/watch';
import type { SignOff, Standing } from './queries';
import { LeadCircleScreen } from './screens/lead-circle-screen';
import { RecordScreen } from './screens/record-screen';
import { RoleCardScreen } from './screens/role-card-screen';
import { StepsScreen } from './screens/steps-screen';
import { steps as words } from './words';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const need = (what: string, have: number, of: number) => ({ what, have, of, is_met: have >= of });
const walk: Standing = {
  kind: 'walk',
  number: 2,
  rests: false,
  stepped_back_from: null,
  next: 3,
  needs: [need('roles', 1, 2), need('briefing', 0, 1), need('help_plan', 1, 1)] as Standing['needs'],
  is_invited: false,
  conditions: [],
  may_say_led: 0,
};
const word: SignOff = {
  id: 's1',
  kind: 'walk',
  what: 'briefing',
  state: 'given',
  asked_of: 'Rosa',
  answered_by: 'Rosa',
  answered_as: 'organiser',
  answered_date: '2026-01-05',
  conditions: [],
  lapses_date: null,
  dates: null,
  is_paused: false,
};
let mine: {
  kinds: Standing[];
  cards: string[];
  sign_offs: SignOff[];
  certificates: unknown[];
  is_adult: boolean;
  in_circle: boolean;
};
let asked: unknown[];
let record: unknown;
let circle: unknown;
let watched: unknown[];
let away: { until_date: string | null; is_asked: boolean };
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
beforeEach(() => {
  wipe();
  jest.mocked(useLocalSearchParams).mockReturnValue({ card: 'back_marker' });
  mine = { kinds: [walk], cards: [], sign_offs: [], certificates: [], is_adult: true, in_circle: false };
  asked = [];
  away = { until_date: null, is_asked: false };
  watched = [];
  circle = { notes: [], dates: [], may_take_out_all: false, may_invite: false, is_invited: false };
  record = { results: [], next: null, dates_led: 0, minutes_led: 0, minutes_led_lately: 0 };
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }: Call) => ({
      data: (path.endsWith('/my-steps')
        ? mine
        : path.endsWith('/my-away')
          ? away
          : path.endsWith('/my-record')
            ? record
            : path.endsWith('/certificates-on-the-day')
              ? { results: [{ what: 'first_aid', is_held: false }] }
              : path.endsWith('/guide-evidence')
                ? { evidence: null }
                : path.endsWith('/a1/circle')
                  ? { activity_id: 'a1', what: null }
                  : path.endsWith('/circle')
                    ? circle
                    : path.endsWith('/shadowings')
                      ? { results: watched }
                      : path.includes('/members')
                        ? { results: [{ id: 'm1', called_name: 'Sam' }] }
                        : path.includes('/signers')
                          ? { results: [{ id: 'm1', name: 'Sam' }], organisers: true }
                          : { results: path.endsWith('/sign-off-requests') ? asked : [] }) as never,
      etag: undefined,
    }));
});
const bodies = () => sent.mock.calls.map(([call]) => [call.method, call.path, call.body]);

test('where I am, what comes next, and what it asks for', async () => {
  await show(<StepsScreen />);
  await screen.findByText('You: Own a role');
  await screen.findByText('Next: Lead together');
  await screen.findByText('Two roles on two dates: 1 of 2');
  await screen.findByText(words.need_briefing);
  expect(screen.queryByRole('button', { name: words.yes })).toBeNull();
});
test('an invitation is a question with a yes and a not now, and only a yes takes the step', async () => {
  mine.kinds = [{ ...walk, is_invited: true, needs: [need('roles', 2, 2)] as Standing['needs'] }];
  await show(<StepsScreen />);
  await screen.findByText('Would you like to try: Lead together?');
  expect(bodies()).toEqual([]);
  fireEvent.press(await screen.findByRole('button', { name: 'Yes, I’d like to: Lead together: Walk' }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/my-steps/walk', { number: 3 }]]));
});
test('not now is one press', async () => {
  mine.kinds = [{ ...walk, is_invited: true, needs: [] }];
  await show(<StepsScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Not now: Lead together: Walk' }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/my-steps/walk/not-now', undefined]]));
});
test('stepping back is one press, and asks nothing', async () => {
  await show(<StepsScreen />);
  fireEvent.press(await screen.findByRole('button', { name: 'Step back: Walk' }));
  await waitFor(() => expect(bodies()).toEqual([['DELETE', '/api/v1/my-steps/walk', undefined]]));
});
test('who stepped back is thanked and comes back with one press', async () => {
  mine.kinds = [{ ...walk, number: 0, next: 1, stepped_back_from: 4, needs: [] }];
  await show(<StepsScreen />);
  await screen.findByText(words.stepped_back);
  fireEvent.press(await screen.findByRole('button', { name: 'Come back to: Lead with a buddy: Walk' }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/my-steps/walk', { number: 4 }]]));
});
test('a word is asked of one person, or of the organisers', async () => {
  await show(<StepsScreen />);
  fireEvent.press(await screen.findByRole('button', { name: `${words.ask}: ${words.about_briefing}, Walk` }));
  fireEvent.press(await screen.findByText('Sam'));
  await waitFor(() =>
    expect(bodies()).toEqual([['POST', '/api/v1/sign-offs', { kind: 'walk', what: 'briefing', asked_of: 'm1' }]]),
  );
});
test('a word of somebody who left says so and can be let rest', async () => {
  mine.sign_offs = [{ ...word, answered_by: null }];
  await show(<StepsScreen />);
  await screen.findByText(/A colleague who has left said yes/);
  fireEvent.press(await screen.findByRole('button', { name: /^Let this rest/ }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/sign-offs/s1/pause', { is_paused: true }]]));
});
test('whoever is asked answers yes, not yet, or yes on a condition', async () => {
  asked = [{ id: 's9', name: 'Ama', kind: 'walk', what: 'organ_ready', answers_as: 'organiser', asked: null }];
  await show(<AskedOfMe />);
  await screen.findByText(words.asks_you_private);
  const whose = `: Ama. ${words.about_organ_ready}, Walk`;
  fireEvent.press(await screen.findByRole('button', { name: words.answer_condition + whose }));
  fireEvent.press(await screen.findByRole('checkbox', { name: words.short_walks + whose }));
  fireEvent.press(await screen.findByRole('button', { name: words.answer_yes + whose }));
  await waitFor(() =>
    expect(bodies()).toEqual([['PUT', '/api/v1/sign-offs/s9/answer', { is_given: true, conditions: ['short_walks'] }]]),
  );
});
test('two questions have no two buttons of one name: each says whose it is and what about', async () => {
  const one = { id: 's9', name: 'Ama', kind: 'walk', what: 'briefing', answers_as: 'lead', asked: null, dates: null };
  asked = [one, { ...one, id: 's10', what: 'basics' }, { ...one, id: 's11', name: 'Bashir' }];
  await show(<AskedOfMe />);
  await screen.findAllByText('Ama asks you for a word');
  const names = screen.getAllByRole('button').map((button) => button.props.accessibilityLabel);
  expect(names).toHaveLength(9);
  expect(new Set(names).size).toBe(9);
  expect(names).toContain('Not yet: Bashir. The talk of 20 minutes, Walk');
});
test('two kinds have no two buttons of one name either', async () => {
  const cook: Standing = { ...walk, kind: 'cook' };
  mine.kinds = [walk, cook].map((row) => ({ ...row, is_invited: false, may_say_led: 2 }));
  await show(<StepsScreen />);
  await screen.findAllByText('Next: Lead together');
  const names = screen.getAllByRole('button').map((button) => button.props.accessibilityLabel);
  const aboutSteps = names.filter((name) => /^(Ask for a word|Step back)/.test(String(name)));
  expect(aboutSteps).toHaveLength(6);
  expect(new Set(aboutSteps).size).toBe(6);
});
test('who led before is offered that it counts, and a colleague is asked who reads how many dates', async () => {
  mine.kinds = [{ ...walk, number: 0, next: 1, needs: [], may_say_led: 12 }];
  await show(<StepsScreen />);
  await screen.findByText('You have led 12 dates of this');
  fireEvent.press(await screen.findByRole('button', { name: `${words.ask}: ${words.about_led_before}, Walk` }));
  fireEvent.press(await screen.findByText(words.ask_organiser));
  await waitFor(() =>
    expect(bodies()).toEqual([['POST', '/api/v1/sign-offs', { kind: 'walk', what: 'led_before', asked_of: null }]]),
  );
});
test('whoever is asked whether somebody led before reads how many dates are written down', async () => {
  asked = [{ id: 's9', name: 'Bea', kind: 'walk', what: 'led_before', answers_as: 'lead', asked: null, dates: 12 }];
  await show(<AskedOfMe />);
  await screen.findByText('As far as it is written down, they led this on 12 dates: Walk. Is that so?');
});
test('what to do when something goes wrong opens from the step that asks for it, and leads on to whom to phone', async () => {
  mine.kinds = [{ ...walk, needs: [need('help_plan', 0, 1)] as Standing['needs'] }];
  await show(<StepsScreen />);
  const link = await screen.findByRole('link', { name: `${words.read_help_plan}: Walk` });
  expect(link).toBeTruthy();
  jest.mocked(useLocalSearchParams).mockReturnValue({ card: 'help_plan' });
  await show(<RoleCardScreen />);
  await screen.findByText(words.near_miss);
});
test('away is one tap for whoever may be asked, and back is one', async () => {
  away = { until_date: null, is_asked: true };
  sent.mockImplementation(async ({ body }: Call) => {
    away = { ...away, until_date: (body as { until_date: string } | undefined)?.until_date ?? null };
    return { status: 200, data: away };
  });
  await show(<StepsScreen />);
  fireEvent.press(await screen.findByRole('button', { name: words.away_two_weeks }));
  await screen.findByText(/^You are away until /);
  fireEvent.press(await screen.findByRole('button', { name: words.away_back }));
  await waitFor(() =>
    expect(bodies()).toEqual([
      ['PUT', '/api/v1/my-away', { until_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }],
      ['DELETE', '/api/v1/my-away', undefined],
    ]),
  );
});
test('whoever nobody may ask is not asked whether they are away', async () => {
  await show(<StepsScreen />);
  await screen.findByText('Next: Lead together');
  expect(screen.queryByText(words.away)).toBeNull();
});
test('every card is short, and reading it is one press', async () => {
  for (const { lines } of Object.values(cards)) {
    const text = lines.map((line) => words[line.slice('steps.'.length) as keyof typeof words]).join(' ');
    expect(text.split(/\s+/).length).toBeLessThan(150); // two minutes aloud, at leisure
  }
  await show(<RoleCardScreen />);
  await screen.findByText(words.card_back_marker_1);
  fireEvent.press(await screen.findByRole('button', { name: words.card_done }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/role-cards/back_marker/reading', undefined]]));
});
test('a card that is none says nothing wrong', async () => {
  jest.mocked(useLocalSearchParams).mockReturnValue({ card: 'toString' });
  await show(<RoleCardScreen />);
  await screen.findAllByText(words.cards);
  expect(screen.queryByRole('button', { name: words.card_done })).toBeNull();
});
test('the record sums what was led, and offers the last weeks for a request', async () => {
  record = {
    results: [
      {
        kind: 'walk',
        title: 'Thursday walk',
        date: '2026-01-05',
        minutes: 45,
        did: [
          { what: 'shared', role: '' },
          { what: 'role', role: 'back_marker' },
          { what: 'job', role: 'Tea' },
        ],
      },
    ],
    next: null,
    dates_led: 1,
    minutes_led: 105,
    minutes_led_lately: 45,
  };
  await show(<RecordScreen />);
  await screen.findByText('Dates led, alone or with others: 1. Time: 1 h 45 min.');
  await screen.findByText(/you led for 0 h 45 min/);
  expect(await screen.findAllByText('Thursday walk')).toHaveLength(1);
  await screen.findByText(/: Shared the lead; Walked at the back; Lent a hand: Tea$/);
});

test('going along to watch is one press, and so is not after all', async () => {
  await show(<Watch id="o1" />);
  fireEvent.press(await screen.findByRole('button', { name: words.shadow_ask }));
  await screen.findByText(words.shadow_asked);
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/occurrences/o1/shadowing', undefined]]));
});
test('after the date each side says that it happened', async () => {
  const starts = at('2026-01-08', '15:30');
  const row = { id: 'w1', occurrence_id: 'o1', title: 'Thursday walk', starts, is_mine: false, name: 'Ama' };
  watched = [{ ...row, i_said: false, other_said: true, may_say: true }];
  await show(<StepsScreen />);
  await screen.findByText(/Did Ama watch you lead Thursday walk/);
  fireEvent.press(await screen.findByRole('button', { name: 'Yes, it happened: Thursday walk: Ama' }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/shadowings/w1/word', undefined]]));
});
test('an organiser marks what is for the circle, and the guide of a hill', async () => {
  await show(<LeadMarks activityId="a1" kind="hill" />);
  fireEvent.press(await screen.findByRole('radio', { name: words.mark_training }));
  fireEvent.changeText(await screen.findByLabelText(words.guide_name), 'Hill and Co');
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/activities/a1/circle', { what: 'training' }]]));
});
test('the notebook is for people who lead something', async () => {
  await show(<LeadCircleScreen />);
  await screen.findByText(words.circle_closed);
  expect(screen.queryByLabelText(words.circle_write)).toBeNull();
});
test('a lead reads and writes notes, and sees training with its waiting list', async () => {
  circle = {
    notes: [{ id: 'n1', text: 'Count twice.', written: at('2026-01-05', '09:00'), name: 'Rosa', is_mine: true }],
    dates: [
      {
        occurrence_id: 'o1',
        what: 'training',
        title: 'First aid',
        starts: at('2026-01-08', '15:30'),
        places: 2,
        taken: 2,
        waiting: 3,
      },
    ],
    may_take_out_all: false,
    may_invite: true,
    is_invited: true,
  };
  mine.in_circle = true;
  await show(<LeadCircleScreen />);
  await screen.findByText('Count twice.');
  await screen.findByText(/All 2 places are taken, and 3 wait/);
  fireEvent.changeText(screen.getByLabelText(words.circle_write), 'Start slowly. ');
  fireEvent.press(await screen.findByRole('button', { name: words.circle_keep }));
  await waitFor(() =>
    expect(bodies()).toEqual([['POST', '/api/v1/circle/notes', { text: 'Start slowly.', shows_name: false }]]),
  );
});
test('who leads asks a colleague in by name, and who was asked in leaves with one press', async () => {
  mine.in_circle = true;
  circle = { notes: [], dates: [], may_take_out_all: false, may_invite: true, is_invited: true };
  await show(<LeadCircleScreen />);
  fireEvent.changeText(await screen.findByLabelText(words.circle_find), 'Sam');
  fireEvent.press(await screen.findByRole('button', { name: 'Ask Sam in' }));
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/circle/invitations/m1', undefined]]));
  await screen.findByText('Sam can read it now.');
  fireEvent.press(screen.getByRole('button', { name: words.circle_leave }));
  await waitFor(() => expect(bodies()[1]?.[0]).toBe('DELETE'));
});
test('whoever runs a date reads what is missing on the day, and not whose', async () => {
  await show(<LeadOnTheDay id="o1" />);
  await screen.findByText(/^First aid: nobody who leads has it/);
});
