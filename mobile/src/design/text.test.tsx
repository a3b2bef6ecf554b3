import { screen } from '@testing-library/react-native';
import { StyleSheet } from 'react-native';
import { show } from '@/testing/render';
import { Text } from './text';

const drawn = async (text: string, lang: 'en' | 'ur', own?: string) => {
  await show(<Text lang={own}>{text}</Text>, { lang });
  const { writingDirection, textAlign } = StyleSheet.flatten((await screen.findByText(text)).props.style);
  return [writingDirection, textAlign];
};
test.each([
  ['what somebody wrote in English ends with its full stop', 'Paths only.', 'ltr'],
  ['an English name among Urdu words stays inside them', 'Bashir سے کہیں', 'rtl'],
  ['a time has no letters and runs as the page does', '15:20', 'rtl'],
])('on an Urdu page %s', async (_, text, direction) => {
  expect(await drawn(text, 'ur')).toEqual([direction, 'right']);
});
test.each([
  ['اردو', 'rtl'],
  ['Paths only.', 'ltr'],
])('on an English page %s reads %s, at the page’s own edge', async (text, direction) => {
  expect(await drawn(text, 'en')).toEqual([direction, 'left']);
});
test('a text whose language is known reads as that language does', async () => {
  expect(await drawn('OK', 'en', 'ur')).toEqual(['rtl', 'left']);
});
