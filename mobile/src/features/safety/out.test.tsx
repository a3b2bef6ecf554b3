import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, type Call, send } from '@/api/client';
import { qc } from '@/cache';
import { dropAllKept } from '@/lib/kept-until';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import OwnNumberCard from './components/own-number';
import type { Home, OwnNumber } from './out-queries';
import { AtHomeScreen } from './screens/at-home-screen';
import { LearningScreen } from './screens/learning-screen';
import { NearMissScreen } from './screens/near-miss-screen';
import { OutScreen } from './screens/out-screen';
import { TypedInScreen } from './screens/typed-in-screen';
import { aDate, aList } from './testing';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
jest.mock('@/lib/secret-store', () => jest.requireActual('../../lib/secret-store.web'));
jest.setTimeout(20_000);
const asked = jest.mocked(ask);
const sent = jest.mocked(send);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const aHome = (more: Partial<Home> = {}): Home => ({
  is_needed: true,
  is_confirmed: false,
  back: at('2026-11-26', '16:15'),
  alert: null,
  help: { name: 'Duty manager', number: '020 7946 0000' },
  contacts: [],
  told: [],
  heard: null,
  may_be_asked: [{ member_id: 'olu', name: 'Olu' }],
  ...more,
});
const numbers = {
  is_open: true,
  opens: at('2026-11-26', '14:30'),
  goes: { at: new Date(Date.now() + 36e5).toISOString(), date: '2026-11-26', time: '18:15' },
  given: 1,
  results: [{ member_id: 'ben', name: 'Ben', number: '020 7946 0001' }],
};
let replies: Record<string, unknown>;
beforeEach(() => {
  wipe();
  qc.clear();
  dropAllKept();
  jest.mocked(useLocalSearchParams).mockReturnValue({ id: 'walk-1' });
  replies = {
    checklist: aList(),
    home: aHome(),
    'emergency-numbers': numbers,
    'walk-1': aDate(),
    'help-numbers': { results: [], next: null, sites: [{ id: 's1', name: 'Main' }] },
  };
  asked.mockReset().mockImplementation(async ({ path }: Call) => {
    const name = path.split('?')[0]?.split('/').at(-1) ?? '';
    if (!(name in replies)) throw new TypeError('Network request failed');
    return { data: replies[name] as never, etag: undefined };
  });
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
const tried = () => sent.mock.calls.map(([c]) => [c.method, c.path.replace('/api/v1/', ''), c.body]);

test('a lead looks up one number, and the look is noted with its time, also without signal', async () => {
  await show(<OutScreen />);
  expect(screen.queryByText(/020 7946 0001/)).toBeNull();
  fireEvent.press(await screen.findByRole('button', { name: 'Show the number of Ben' }));
  expect(await screen.findByText(/Ben: Call 020 7946 0001/)).toBeTruthy();
  await waitFor(() =>
    expect(tried()[0]).toMatchObject([
      'PUT',
      'occurrences/walk-1/emergency-looks',
      { looks: [{ member_id: 'ben', device_at: expect.stringMatching(/Z$/) }] },
    ]),
  );
});
test('numbers that were opened once are there without signal', async () => {
  await show(<OutScreen />);
  await screen.findByRole('button', { name: 'Show the number of Ben' });
  screen.unmount();
  delete replies['emergency-numbers'];
  await show(<OutScreen />);
  expect(await screen.findByRole('button', { name: 'Show the number of Ben' })).toBeTruthy();
});
test('a lead is told that nobody at home has said yes, and asks a colleague or an address', async () => {
  await show(<OutScreen />);
  expect(await screen.findByText(/Nobody at home has said yes yet/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: 'Ask somebody: Is told first' }));
  await act(async () => {
    fireEvent.press(await screen.findByText('Olu'));
  });
  await waitFor(() =>
    expect(tried()[0]).toEqual(['PUT', 'occurrences/walk-1/home-contacts/first', { member_id: 'olu' }]),
  );
});
test('it takes longer: whoever is at home is told later', async () => {
  await show(<OutScreen />);
  await act(async () => {
    fireEvent.press(await screen.findByRole('button', { name: '30 minutes later' }));
  });
  await waitFor(() =>
    expect(tried()[0]).toEqual(['POST', 'occurrences/walk-1/later-back', { back_at: '2026-11-26T16:45:00.000Z' }]),
  );
});
test('a number is given for one date, and who looked stands below', async () => {
  const own: OwnNumber = {
    occurrence_id: 'walk-1',
    number: null,
    goes: at('2026-11-26', '18:15'),
    looks: [{ what: 'looked', by: 'Rosa', at: at('2026-11-26', '15:40') }],
  };
  replies['my-emergency-number'] = own;
  await show(<OwnNumberCard id="walk-1" />);
  expect(await screen.findByText(/Rosa looked at it: .*15:40/)).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText('Number to phone in an emergency'), 'my mum');
  fireEvent.press(screen.getByRole('button', { name: 'Give this number' }));
  expect(screen.getByText('Write the number in digits.')).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText('Number to phone in an emergency'), '020 7946 0001');
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Give this number' }));
  });
  await waitFor(() => expect(tried()[0]?.[2]).toEqual({ number: '020 7946 0001' }));
});
test('somebody hurt: 999 first, and nothing of what happened is asked', async () => {
  await show(<NearMissScreen />);
  fireEvent.press((await screen.findAllByRole('radio', { name: 'Yes' }))[0] as never);
  expect(await screen.findByText('Call 999')).toBeTruthy();
  expect(screen.queryByLabelText('What happened? No names')).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'Send it without my name' }));
  expect(tried()).toEqual([]);
});
test('a near miss goes without a name, under a random value', async () => {
  await show(<NearMissScreen />);
  const no = await screen.findAllByRole('radio', { name: 'No' });
  for (const one of no) fireEvent.press(one);
  fireEvent.changeText(screen.getByLabelText('What happened? No names'), 'Icy bridge');
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Send it without my name' }));
  });
  await waitFor(() => expect(tried()[0]?.[1]).toBe('near-misses'));
  expect(tried()[0]?.[2]).toMatchObject({ what: 'Icy bridge', random: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(await screen.findByText(/Nobody can see that it came from you/)).toBeTruthy();
});
test('a near miss names its date only when whoever says it chooses one', async () => {
  replies['near-miss-dates'] = { results: [{ id: 'walk-1', title: 'Hill walk', starts: at('2026-11-26', '15:30') }] };
  await show(<NearMissScreen />);
  for (const one of await screen.findAllByRole('radio', { name: 'No' })) fireEvent.press(one);
  expect((await screen.findByRole('radio', { name: 'I would rather not say' })).props.accessibilityState.checked).toBe(
    true,
  );
  fireEvent.press(screen.getByRole('radio', { name: /^Hill walk/ }));
  expect(screen.getByText(/The organiser comes to it more often/)).toBeTruthy();
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Send it without my name' }));
  });
  await waitFor(() => expect(tried()[0]?.[2]).toMatchObject({ occurrence_id: 'walk-1' }));
});
test('a colleague says yes to being at home', async () => {
  replies['home-contacts'] = {
    results: [
      {
        id: 'c1',
        title: 'Hill walk',
        asked_by: 'Rosa',
        starts: at('2026-11-26', '15:30'),
        ends: at('2026-11-26', '16:15'),
        state: 'asked',
        may_wake: false,
      },
    ],
  };
  await show(<AtHomeScreen />);
  fireEvent.press(await screen.findByRole('checkbox', { name: 'You may wake me for this' }));
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Yes, tell me' }));
  });
  await waitFor(() =>
    expect(tried()[0]).toEqual(['PUT', 'home-contacts/c1/answer', { says_yes: true, may_wake: true }]),
  );
});
test('a printed list is typed in in the name of who ticked it, at the time that stands there', async () => {
  await show(<TypedInScreen />);
  const line = await screen.findByRole('checkbox', { name: /Line C-D2/ });
  fireEvent.press(line);
  expect(screen.getByText('Say who ticked it, and when.')).toBeTruthy();
  expect(tried()).toEqual([]);
  fireEvent.press(screen.getByRole('radio', { name: 'Bashir' }));
  fireEvent.changeText(screen.getByLabelText('At what time?'), '15:35');
  await act(async () => {
    fireEvent.press(screen.getByRole('checkbox', { name: /Line C-D2/ }));
  });
  await waitFor(() =>
    expect(tried()[0]?.[2]).toMatchObject({
      ticks: [{ item_id: 'C-D2', paper_by: 'second', device_at: '2026-11-26T15:35:00.000Z', ticked: true }],
    }),
  );
});
test('organisers read what nearly went wrong in rounded counts, and answer what is proposed', async () => {
  replies['near-misses'] = {
    results: [],
    next: null,
    total: 3,
    hurt: 1,
    by_kind: [],
  };
  const change = { id: 'p1', text: 'Bring a torch', said_date: '2026-11-20', state: 'open', reply: '' };
  replies['safety-templates'] = {
    results: [{ id: 'core', title: 'Every activity', version: 2, keeper: null, is_mine: true, changes: [change] }],
  };
  replies.versions = {
    id: 'core',
    version: 2,
    items: [{ id: 'C-B9', text: 'First-aid kit', phase: 'before' }],
    versions: [
      {
        number: 2,
        made_date: '2026-11-01',
        proposal: 'A whistle',
        items: [
          {
            id: 'C-B9',
            kind: 'changed',
            text: [
              { kind: 'same', text: 'First-aid kit' },
              { kind: 'added', text: 'and a whistle' },
            ],
          },
        ],
      },
    ],
  };
  await show(<LearningScreen />, { roles: ['organiser'] });
  expect(await screen.findByText('In a year: 3. Somebody hurt: 1.')).toBeTruthy();
  fireEvent.press(await screen.findByRole('button', { name: 'Take it into the list' }));
  expect(screen.getByText('Write a few words first.')).toBeTruthy();
  fireEvent.changeText(screen.getByLabelText(/^Why, or when/), 'In version 3.');
  await act(async () => {
    fireEvent.press(screen.getByRole('button', { name: 'Take it into the list' }));
  });
  await waitFor(() =>
    expect(tried()[0]).toEqual([
      'PUT',
      'proposed-changes/p1/answer',
      {
        reply: 'In version 3.',
        wording: { text: 'Bring a torch', item_id: '', phase: 'before', is_mandatory: false },
      },
    ]),
  );
  fireEvent.press(screen.getByRole('button', { name: 'See what changed: Every activity' }));
  expect(await screen.findByLabelText('Before: First-aid kit. Now: First-aid kit and a whistle.')).toBeTruthy();
});
test('whoever does not keep a list leaves out what is proposed, and reads who takes it in', async () => {
  replies['near-misses'] = { results: [], next: null, total: 0, hurt: 0, by_kind: [] };
  const change = { id: 'p1', text: 'Bring a torch', said_date: '2026-11-20', state: 'open', reply: '' };
  replies['safety-templates'] = {
    results: [{ id: 'core', title: 'Every activity', version: 2, keeper: 'Olu', is_mine: false, changes: [change] }],
  };
  await show(<LearningScreen />, { roles: ['organiser'] });
  expect(await screen.findByText(/Whoever keeps this list takes it in/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take it into the list' })).toBeNull();
});
