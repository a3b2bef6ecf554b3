import { screen } from '@testing-library/react-native';
import { StyleSheet } from 'react-native';
import { show } from '@/testing/render';
import { WeekStrip } from './week-strip';

// The strip stands side by side; in large text it is a list of rows.
jest.mock('./theme', () => ({ ...jest.requireActual('./theme'), useLargeText: () => false }));
const week = [27, 28, 29, 30].map((day) => ({ date: `2026-11-${day}`, kinds: [] }));
const days = [...week, ...[1, 2, 3].map((day) => ({ date: `2026-12-0${day}`, kinds: [] }))];
const grows = () =>
  screen.UNSAFE_root.findAll(({ type, props }) => typeof type === 'string' && props.role === 'listitem').map(
    ({ props }) => StyleSheet.flatten(props.style).flex,
  );

test('a long name of a day takes its width from the short ones, and short ones are alike', async () => {
  const english = await show(<WeekStrip days={days} today="2026-11-27" />);
  expect(grows()).toEqual(Array(7).fill(1));
  english.unmount();
  await show(<WeekStrip days={days} today="2026-11-27" />, { lang: 'ur' });
  await screen.findByText('جمعرات');
  expect(grows()).toEqual(Array(7).fill(undefined));
});
