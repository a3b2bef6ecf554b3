import { act, fireEvent, screen } from '@testing-library/react-native';
import { useState } from 'react';
import { Button, Text } from '@/design';
import { show } from '@/testing/render';
import { useWords } from '@/words';
import { useOwnLanguage } from './own-language';

function Tablet() {
  const { lang, setLang } = useWords();
  const [isIn, setIn] = useState(false);
  const { isOther, back } = useOwnLanguage(isIn);
  return (
    <>
      <Text>{`speaks ${lang}`}</Text>
      <Text>{isOther ? 'not its own' : 'its own'}</Text>
      <Button onPress={() => setLang('ur')}>Urdu</Button>
      <Button onPress={() => setIn(!isIn)}>in or out</Button>
      <Button onPress={back}>a minute passes</Button>
    </>
  );
}
const press = (text: string) => act(async () => fireEvent.press(screen.getByText(text)));

test('the language of whoever was at a shared tablet leaves with them', async () => {
  await show(<Tablet />);
  await press('in or out');
  await press('Urdu');
  expect(await screen.findByText('speaks ur')).toBeTruthy();
  await press('in or out');
  expect(await screen.findByText('speaks en')).toBeTruthy();
});

test('a language chosen before the sign-in stays for it, and goes with whoever walks away', async () => {
  await show(<Tablet />);
  await press('Urdu');
  await screen.findByText('speaks ur');
  await press('in or out');
  expect(screen.getByText('speaks ur')).toBeTruthy();
  expect(screen.getByText('not its own')).toBeTruthy();
  await press('a minute passes');
  expect(await screen.findByText('speaks en')).toBeTruthy();
});
