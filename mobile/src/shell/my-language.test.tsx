// A language chosen on any screen by somebody who is signed in is their language everywhere.
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react-native';
import { ask, read, send } from '@/api/client';
import { LanguageChooser, Text } from '@/design';
import { keep } from '@/lib/keep';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { SessionProvider } from '@/session';
import { whoIsHere } from '@/session/token';
import { ama, show } from '@/testing/render';
import { useWords, WordsProvider } from '@/words';
import { MyLanguage } from './my-language';

jest.mock('@/api/client', () => ({
  ...jest.requireActual('@/api/client'),
  ask: jest.fn(),
  read: jest.fn(),
  send: jest.fn(),
}));
jest.mock('@/session/token', () => ({
  ...jest.requireActual('@/session/token'),
  whoIsHere: jest.fn(),
}));
const sent = jest.mocked(send);
beforeEach(() => {
  wipe();
  jest.mocked(ask).mockReset();
  jest.mocked(whoIsHere).mockResolvedValue(ama.member.id);
  sent.mockReset().mockRejectedValue(new TypeError('Network request failed'));
});
afterEach(async () => {
  await act(async () => {
    for (const row of outbox.rows()) await outbox.settle(row.key);
  });
});
const choose = (name: string) => act(async () => fireEvent.press(screen.getByRole('radio', { name })));
const bodies = () => sent.mock.calls.map(([c]) => [c.method, c.path, c.body]);
function Spoken() {
  return <Text>{`speaks ${useWords().lang}`}</Text>;
}

test('the server hears of it, also later: messages are worded in it', async () => {
  await show(
    <>
      <MyLanguage />
      <LanguageChooser />
    </>,
  );
  await choose('اردو');
  await waitFor(() => expect(bodies()).toEqual([['PUT', '/api/v1/me/language', { language: 'ur' }]]));
  expect(outbox.rows().map((row) => [row.subject, row.touches])).toEqual([
    ['my-language', [['me'], ['inbox'], ['home']]],
  ]);
});

test('what somebody chooses at a shared tablet is not the language of whoever is signed in to its browser', async () => {
  const here = { value: { pathname: '/tablet' }, configurable: true };
  Object.defineProperty(globalThis, 'location', here);
  await show(
    <>
      <MyLanguage />
      <LanguageChooser />
    </>,
  );
  await choose('اردو');
  expect(outbox.rows()).toEqual([]);
  Reflect.deleteProperty(globalThis, 'location');
});

const open = () => {
  keep.set('aftershift-session-last', JSON.stringify(ama)); // who spoke English when this device last heard
  return render(
    <WordsProvider lang="en">
      <SessionProvider>
        <MyLanguage />
        <Spoken />
        <LanguageChooser />
      </SessionProvider>
    </WordsProvider>,
  );
};
const speaking = (language: string) => ({ ...ama, member: { ...ama.member, language } }) as never;

test('one that was chosen on another device is taken up at the next start', async () => {
  jest.mocked(read).mockResolvedValue(speaking('ur'));
  await open();
  expect(await screen.findByText('speaks ur')).toBeTruthy();
  expect(bodies()).toEqual([]);
});
test('what was chosen here and is not sent yet is not undone by what the server still says', async () => {
  let answer: (session: never) => void = () => {};
  jest.mocked(read).mockReturnValue(
    new Promise<never>((resolve) => {
      answer = resolve;
    }),
  );
  await open();
  await choose('English');
  await waitFor(() => expect(bodies()).toHaveLength(1));
  await act(async () => answer(speaking('ur')));
  expect(screen.getByText('speaks en')).toBeTruthy();
});
