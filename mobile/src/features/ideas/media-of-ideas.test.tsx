import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { useLocalSearchParams } from 'expo-router';
import { ask, read, send } from '@/api/client';
import type { IdeaCard } from '@/api/shapes';
import { pickPhoto } from '@/lib/photo';
import { record } from '@/lib/recorder';
import { play } from '@/lib/sound';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import { IdeaScreen } from './screens/idea-screen';
import { IdeasScreen } from './screens/ideas-screen';
import { ideas as words } from './words';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  read: jest.fn(),
  send: jest.fn(),
}));
jest.mock('@/lib/photo', () => ({ pickPhoto: jest.fn(), hasCamera: () => true }));
jest.mock('@/lib/recorder', () => ({ record: jest.fn(), canRecord: () => true }));
jest.mock('@/lib/sound', () => ({ play: jest.fn() }));
jest.mock('./later', () => ({
  loadAddedFields: async () => jest.requireActual('./components/added-fields'),
  loadPlayer: async () => jest.requireMock('@/lib/sound'),
}));
const sent = send as unknown as jest.Mock;
const idea: IdeaCard = {
  id: 'i1',
  text: 'Picnic with our children',
  language: 'en',
  kind: 'picnic',
  author: { shown_as: 'anonymous', name: null, is_me: true },
  interest: 0,
  is_mine_interest: false,
  status: 'open',
  due_date: '2026-12-03',
  is_late: false,
  answer: null,
  owner_name: null,
  ballot_id: null,
  proposed_date: '2026-11-19',
  can_be_changed: true,
  withdrawn_date: null,
  earlier_texts: [],
  changed_since_i_said: false,
  hidden_reason: null,
  verdict: null,
  conversation_id: null,
  judged_by_author: false,
  merged_into: null,
  photo: { id: 'p9', width: 1280, height: 853, alt: 'The towpath in May' },
  voice_note: { id: 'v9', seconds: 12 },
  chain: [{ step: 'idea', state: 'now' }],
};
const photo = { file: 'image/jpeg', base64: 'AAAA' };
const voice = { file: 'audio/webm', base64: 'BBBB' };
const bodies = () => sent.mock.calls.map(([call]) => [call.path, call.body]);
beforeEach(() => {
  wipe();
  jest.clearAllMocks();
  (useLocalSearchParams as jest.Mock).mockReturnValue({ id: 'i1' });
  (ask as unknown as jest.Mock).mockResolvedValue({ data: { results: [idea], next: null } });
  (read as unknown as jest.Mock).mockImplementation(async (path: string) =>
    path.endsWith('/times')
      ? { mine: [], proposed: [], counted: null }
      : /similar|merges$/.test(path)
        ? { results: [], next: null }
        : idea,
  );
  (pickPhoto as jest.Mock).mockResolvedValue(photo);
  (record as jest.Mock).mockImplementation(async () => ({ stop: () => {}, made: Promise.resolve(voice) }));
  sent.mockImplementation(async ({ path }) => ({
    status: 201,
    data: { id: path.endsWith('photos') ? 'p1' : path.endsWith('notes') ? 'v1' : 'i2' },
  }));
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const write = async (text: string) => {
  fireEvent.changeText(await screen.findByLabelText(words.field), text);
  fireEvent.press(screen.getByText(words.add_more));
  await screen.findByText(words.photo_choose);
};

test('a photo and a voice go before the words, which name them', async () => {
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.photo_take));
  fireEvent.changeText(await screen.findByLabelText(words.photo_alt), 'The towpath ');
  fireEvent.press(screen.getByText(words.voice_record));
  await screen.findByText(words.voice_drop);
  fireEvent.press(screen.getByText(words.put_up));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(3));
  expect(bodies()).toEqual([
    ['/api/v1/photos', photo],
    ['/api/v1/voice-notes', voice],
    [
      '/api/v1/ideas',
      {
        text: 'Walk by the canal',
        kind: 'other',
        shown_as: 'named',
        photo_alt: 'The towpath',
        photo_id: 'p1',
        voice_note_id: 'v1',
      },
    ],
  ]);
  expect(pickPhoto).toHaveBeenCalledWith(true);
  expect(await screen.findByText(words.file_photo)).toBeTruthy();
  expect(screen.getByText(words.file_voice)).toBeTruthy();
});

test('without signal the idea waits on the phone with its photo', async () => {
  sent.mockRejectedValue(new TypeError('Failed to fetch'));
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.photo_choose));
  await screen.findByText(words.photo_drop);
  fireEvent.press(screen.getByText(words.put_up));
  await waitFor(() =>
    expect(outbox.rows().map((r) => [r.path, r.state])).toEqual([
      ['/api/v1/photos', 'saved'],
      ['/api/v1/ideas', 'saved'],
    ]),
  );
  expect(screen.getByText(words.file_photo)).toBeTruthy();
});

test('who signs without a name is told first that a voice can be recognised', async () => {
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  expect(screen.queryByText(words.voice_known)).toBeNull();
  fireEvent.press(screen.getByText(words.sign_anonymous));
  expect(screen.getByText(words.voice_known)).toBeTruthy();
});

test('what is no photo, and a microphone that is not given, are said in words', async () => {
  (pickPhoto as jest.Mock).mockResolvedValue('unreadable');
  (record as jest.Mock).mockRejectedValue(new Error('no microphone'));
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.photo_choose));
  expect(await screen.findByText(words.photo_unreadable)).toBeTruthy();
  fireEvent.press(screen.getByText(words.voice_record));
  expect(await screen.findByText(words.voice_no_microphone)).toBeTruthy();
});

const heldBack = () => {
  let give: (v: typeof voice) => void = () => {};
  const made = new Promise<typeof voice>((done) => {
    give = done;
  });
  const stop = jest.fn(() => give(voice));
  (record as jest.Mock).mockImplementation(async () => ({ stop, made }));
  return stop;
};

test('who sends the idea while the recording runs ends it, and it goes with the idea', async () => {
  const stop = heldBack();
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.voice_record));
  await screen.findByText(words.voice_end);
  fireEvent.press(screen.getByText(words.put_up));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(stop).toHaveBeenCalled();
  expect(bodies()[0]).toEqual(['/api/v1/voice-notes', voice]);
  expect(bodies()[1]?.[1]).toMatchObject({ text: 'Walk by the canal', voice_note_id: 'v1' });
});

test('a recording that was left while it ran lies beside no later idea', async () => {
  const stop = heldBack();
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.voice_record));
  await screen.findByText(words.voice_end);
  fireEvent.changeText(screen.getByLabelText(words.field), '');
  await waitFor(() => expect(stop).toHaveBeenCalled());
  await write('Chess in the canteen');
  fireEvent.press(screen.getByText(words.put_up));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(bodies()).toEqual([['/api/v1/ideas', { text: 'Chess in the canteen', kind: 'other', shown_as: 'named' }]]);
});

test('a photo that was chosen for an idea is shown when its line is written anew', async () => {
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.photo_choose));
  await screen.findByText(words.photo_drop);
  fireEvent.changeText(screen.getByLabelText(words.field), '');
  fireEvent.changeText(screen.getByLabelText(words.field), 'Walk by the river');
  expect(await screen.findByText(words.photo_drop)).toBeTruthy();
});

test('a phone without microphone or camera says which', async () => {
  (pickPhoto as jest.Mock).mockResolvedValue('refused');
  (record as jest.Mock).mockRejectedValue(Object.assign(new Error('none'), { name: 'NotFoundError' }));
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.photo_take));
  expect(await screen.findByText(words.photo_no_camera)).toBeTruthy();
  fireEvent.press(screen.getByText(words.voice_record));
  expect(await screen.findByText(words.voice_none)).toBeTruthy();
});

test('a recording of the longest time says so', async () => {
  const now = jest.spyOn(Date, 'now');
  (record as jest.Mock).mockImplementation(async () => ({
    stop: () => {},
    made: new Promise((done) => {
      setTimeout(() => {
        now.mockReturnValue(Date.now() + 60_400);
        done(voice);
      }, 20);
    }),
  }));
  await show(<IdeasScreen />);
  await write('Walk by the canal');
  fireEvent.press(screen.getByText(words.voice_record));
  expect(await screen.findByText(words.voice_longest)).toBeTruthy();
  now.mockRestore();
});

test('an idea shows its photo with its words, and plays its voice when asked', async () => {
  (play as jest.Mock).mockResolvedValue(() => {});
  await show(<IdeaScreen />);
  expect(await screen.findByLabelText('The towpath in May')).toBeTruthy();
  fireEvent.press(screen.getByText('Hear it (12 seconds)'));
  await waitFor(() => expect(play).toHaveBeenCalledWith('/api/v1/voice-notes/v9/sound', expect.anything()));
  expect(await screen.findByText(words.voice_stop)).toBeTruthy();
});

test('its author takes the photo away and keeps the voice', async () => {
  await show(<IdeaScreen />);
  fireEvent.press(await screen.findByText(words.change));
  fireEvent.press(await screen.findByText(words.photo_drop));
  fireEvent.press(screen.getByText(words.change_keep));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(bodies()).toEqual([
    ['/api/v1/ideas/i1', { text: idea.text, kind: 'picnic', shown_as: 'anonymous', photo_id: null }],
  ]);
});
