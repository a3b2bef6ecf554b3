// The only place with colours and sizes (LOOK 2 and 3).
import { Platform } from 'react-native';

const light = {
  paper: '#FFFBF5',
  card: '#FFFFFF',
  sand: '#F6EEE1',
  line: '#E6DAC6',
  edge: '#877B67',
  ink: '#1B2430',
  ink2: '#4F5966',
  indigo: '#2F3E75',
  indigoDeep: '#1E2A55',
  indigoSoft: '#E8EBF7',
  onIndigo: '#FFFFFF',
  amber: '#F2A33A',
  amberSoft: '#FDEFD5',
  leaf: '#2E7D5B',
  leafInk: '#23664A',
  leafSoft: '#E2F2E8',
  clay: '#B4472E',
  clayInk: '#9C3A23',
  claySoft: '#FBE7DF',
  glow: 0.34,
  shadow: '0 1px 2px rgba(60,40,10,.07), 0 8px 20px rgba(60,40,10,.06)',
  early: ['#FFDB8F', '#8F5E00', '#1B2430'],
  late: ['#F7BFA9', '#A0452A', '#1B2430'],
  night: ['#2F3E75', '#2F3E75', '#FFFFFF'],
  long: ['#BFE2CF', '#2E7D5B', '#1B2430'],
  twilight: ['#DDCDF0', '#6B4A98', '#1B2430'],
  off: ['#FFFFFF', '#877B67', '#4F5966'],
};
export type Theme = typeof light;
const dark: Theme = {
  paper: '#141A26',
  card: '#1E2636',
  sand: '#252F43',
  line: '#344058',
  edge: '#8391AD',
  ink: '#F7F0E4',
  ink2: '#BEC5D2',
  indigo: '#B9C5F7',
  indigoDeep: '#8492CF',
  indigoSoft: '#2B3555',
  onIndigo: '#141A33',
  amber: '#F2A33A',
  amberSoft: '#3A3020',
  leaf: '#7FD0A7',
  leafInk: '#8FDBB4',
  leafSoft: '#1D3A2E',
  clay: '#FF9F86',
  clayInk: '#FFB29D',
  claySoft: '#452720',
  glow: 0.22,
  shadow: 'none',
  early: ['#F2C25C', '#F2C25C', '#1B2430'],
  late: ['#E9987B', '#E9987B', '#1B2430'],
  night: ['#B9C5F7', '#B9C5F7', '#141A33'],
  long: ['#8CCBAA', '#8CCBAA', '#1B2430'],
  twilight: ['#C6AEE6', '#C6AEE6', '#1B2430'],
  off: ['#1E2636', '#8391AD', '#BEC5D2'],
};
export const themes = { light, dark };

/** Space in fours. */
export const space = { xs: 4, s: 8, m: 12, l: 16, xl: 24 } as const;
export const radius = {
  box: 10,
  tool: 16,
  button: 18,
  field: 18,
  note: 18,
  tile: 18,
  big: 22,
  card: 24,
  chip: 999,
} as const;
export const target = 48;
export const bigTarget = 64;
export const countTarget = 72;
/** The page of a phone; the desk is wider. */
export const pageWidth = 480;
export const deskWidth = 1240;

/** Sizes of type: in rem on the web, so that the browser's text size counts; React Native scales points by itself. */
export const rem = (px: number): number => (Platform.OS === 'web' ? (`${px / 16}rem` as unknown as number) : px);
export const face = Platform.OS === 'web' ? 'system-ui, "Noto Sans", sans-serif' : undefined;
/** Size, line, and the line that Arabic script needs: Nastaliq hangs from its line, and two lines of a heading must not touch. */
export const type = {
  body: [17, 24, 30],
  title: [21, 28, 42],
  screen: [28, 34, 56],
  count: [56, 60, 64],
} as const;
