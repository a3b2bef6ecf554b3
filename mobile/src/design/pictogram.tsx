// One hand, 24 x 24, stroke 2, one amber spot (LOOK 4). Always beside a word, so hidden from screen readers.
import Svg, { Path } from 'react-native-svg';
import { useWords } from '@/words';
import { useTheme } from './theme';

/** Lit path (amber, under the line), then the line. */
const drawings = {
  walk: [
    'M14 2.6a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2z',
    'M14 2.6a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2zM12.6 9.2 10.4 14l3.4 2.4.7 5.1M10.4 14l-1.2 4-3 3.5M12.6 9.2l2.9 3.1 3.3.5M12.6 9.2 8.6 10l-2 3.4',
  ],
  cook: [
    'M5 11h14v4.5H5z',
    'M5 11h14v6a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM2.5 13H5M19 13h2.5M9 7.5c0-2 1.6-2 1.6-4M13.6 7.5c0-2 1.6-2 1.6-4',
  ],
  picnic: [
    'M7 11a5 5 0 0 1 10 0z',
    'M3.5 11h17l-1.7 8.2a1 1 0 0 1-1 .8H6.2a1 1 0 0 1-1-.8zM7 11a5 5 0 0 1 10 0M9.5 14v3M14.5 14v3',
  ],
  hill: [
    'M17.5 3.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z',
    'M2 20 9 8.5l4.2 6.7 2-2.9L22 20zM17.5 3.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM7 12l2 1.6 2-1.6',
  ],
  trip: [
    'M9 5h6v6H9z',
    'M4 5h16a1 1 0 0 1 1 1v11H3V6a1 1 0 0 1 1-1zM3 11h18M9 5v6M15 5v6M7.5 17v2.5M16.5 17v2.5M6 14h1M17 14h1',
  ],
  talk: [
    'M4.5 10H16v4H4.5z',
    'M4.5 10H16v5a4 4 0 0 1-4 4H8.5a4 4 0 0 1-4-4zM16 11.5h1.5a2.5 2.5 0 0 1 0 5H16M8 7c0-1.8 1.3-1.8 1.3-3.5M12 7c0-1.8 1.3-1.8 1.3-3.5',
  ],
  move: [
    'M12 2.6a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2z',
    'M12 2.6a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2zM12 9.5v5L8 21M12 14.5l4 2.2-.6 4.3M12 9.8 7 8.8 4.5 4.5M12 9.8l5-1L19.5 4.5',
  ],
  litter: ['M9 12h6v5H9z', 'M5 7.5h14M9.500 7.5V4.5h5v3M6.500 7.5l1 13h9l1-13M10 11v6M14 11v6'],
  idea: [
    'M12 3a6.2 6.2 0 0 0-3.6 11.2c.6.5 1 1.1 1.1 1.8h5c.1-.7.5-1.3 1.1-1.8A6.2 6.2 0 0 0 12 3z',
    'M12 3a6.2 6.2 0 0 0-3.6 11.2c.6.5 1 1.1 1.1 1.8h5c.1-.7.5-1.3 1.1-1.8A6.2 6.2 0 0 0 12 3zM10 19.5h4',
  ],
  vote: ['M8 4h8v9H8z', 'M3.5 13h17v7h-17zM8 13V4h8v9M10 8.3l1.5 1.5 2.6-3'],
  time: ['M12 12V3.5a8.5 8.5 0 0 1 8.5 8.5z', 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7v5h4.5'],
  people: [
    'M8.5 5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z',
    'M8.5 5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM3 19a5.5 5.5 0 0 1 11 0M15.5 6.2a2.3 2.3 0 1 1 .6 4.5M16.8 14.2A4.8 4.8 0 0 1 21 19',
  ],
  checklist: [
    'M9 2.8h6v3.4H9z',
    'M5.5 4.5H9M15 4.5h3.5V21h-13V4.5M9 2.8h6v3.4H9zM8.5 11l1.2 1.2 2-2.3M14 11.5h1.5M8.5 16l1.2 1.2 2-2.3M14 16.5h1.5',
  ],
  stop: [
    null,
    'M7.7 13V6.8a1.3 1.3 0 0 1 2.6 0V11M10.3 11V4.6a1.3 1.3 0 0 1 2.6 0V11M12.9 11V5.6a1.3 1.3 0 0 1 2.6 0V12M15.5 12V8.3a1.3 1.3 0 0 1 2.6 0v6A6.7 6.7 0 0 1 11.4 21c-2.9 0-4.4-1.5-5.6-4L4.2 13.7a1.3 1.3 0 0 1 2.2-1.3L7.7 14.5',
  ],
  fits: ['M6 18a6 6 0 0 1 12 0z', 'M2.5 18h19M6 18a6 6 0 0 1 12 0M12 5v3M4.7 9l2 2M19.3 9l-2 2M8 21.3h8'],
  back: [null, 'M15 4.5 7.5 12l7.5 7.5'],
  forward: [null, 'M9 4.5 16.5 12 9 19.5'],
  listen: [null, 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18.3 6.5a8 8 0 0 1 0 11'],
  language: [
    null,
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  ],
  help: [
    null,
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9.6 9.5a2.5 2.5 0 1 1 3.7 2.2c-.9.5-1.3 1-1.3 2M12 16.8v.1',
  ],
  lock: ['M5.5 11h13v9.5h-13z', 'M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5'],
  tick: [null, 'M4.5 12.8 9.5 18 19.5 7'],
  cross: [null, 'M6 6l12 12M18 6 6 18'],
  shifts: ['M13 13h4v4h-4z', 'M4.5 5.5h15V20h-15zM4.5 10h15M8.5 3v4M15.5 3v4'],
  me: [
    'M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4z',
    'M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  ],
  home: ['M9.5 14.5h5V20h-5z', 'M4 11 12 4.5 20 11v9H4zM9.5 20v-5.5h5V20'],
  say: ['M4 4.5h16v11.5h-9L6.5 20v-4H4z', 'M4 4.5h16v11.5h-9L6.5 20v-4H4zM8 8.7h8M8 12h5'],
  print: ['M7 14h10v6.5H7z', 'M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z'],
  place: [
    'M12 7.2a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z',
    'M12 2.8a7 7 0 0 1 7 7c0 4.6-4.5 8.7-7 11.4-2.5-2.7-7-6.8-7-11.4a7 7 0 0 1 7-7zM12 7.2a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z',
  ],
  minus: [null, 'M5 12h14'],
  plus: [null, 'M12 5v14M5 12h14'],
  noSignal: [null, 'M4 4l16 16M8.4 7.7A5.5 5.5 0 0 0 7.3 18H17M11.3 6.4a5.6 5.6 0 0 1 6 4.4 3.8 3.8 0 0 1 2.6 6'],
  phone: [
    null,
    'M8 2.8h8a1.5 1.5 0 0 1 1.5 1.5v15.4a1.5 1.5 0 0 1-1.5 1.5H8a1.5 1.5 0 0 1-1.5-1.5V4.3A1.5 1.5 0 0 1 8 2.8zM11 18h2',
  ],
  camera: [
    'M12 10.3a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z',
    'M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4v12h-17zM12 10.3a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z',
  ],
  send: [null, 'M12 20V5M5.5 11.5 12 5l6.5 6.5'],
  card: ['M6 9.5h6v5H6z', 'M3 5.5h18v13H3zM6 9.5h6v5H6zM15 10h3M15 14h3'],
  file: ['M9 12h6v4.5H9z', 'M6 3h8.5L18.5 7v14H6zM14 3v4.500h4.500M9 12h6v4.5H9z'],
  caring: [
    'M17 10.3a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
    'M9 3.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM4 20v-4a5 5 0 0 1 9.5-2M17 10.3a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM13.5 20a3.5 3.5 0 0 1 7 0',
  ],
  second_job: ['M10 11.5h4v3.5h-4z', 'M4 8h16v11.5H4zM9 8V5h6v3M4 13.2h6M14 13.2h6M10 11.5h4v3.5h-4z'],
  cost: [
    'M12 3.5a8.5 8.5 0 0 1 0 17z',
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM14.8 8.8a2.5 2.5 0 0 0-4.8.9v3.3c0 1.3-.5 2.3-1.3 3H15M8.5 12.3H13',
  ],
  stairs: [
    'M6 4.5a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2z',
    'M6 4.5a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2zM6 11v5l-1.5 4.5M6 16l2 4.5M3.5 13H9M11.5 20.5v-4h3.5v-4h3.5v-4h3',
  ],
  health: [
    'M12 20.3c-4.8-3.3-7.5-6.4-7.5-9.8H12z',
    'M12 20.3c-4.8-3.3-7.5-6.4-7.5-10A4 4 0 0 1 12 8a4 4 0 0 1 7.5 2.3c0 3.6-2.7 6.7-7.5 10zM7.5 12.5h2.3l1.5-2.5 1.8 4.5 1.2-2h2.2',
  ],
  faith: [
    'M12 2.8c1.8 1.8 2.3 3 2.3 3.9a2.3 2.3 0 0 1-4.6 0c0-.9.5-2.1 2.3-3.9z',
    'M12 2.8c1.8 1.8 2.3 3 2.3 3.9a2.3 2.3 0 0 1-4.6 0c0-.9.5-2.1 2.3-3.9zM12 9v2.5M9.5 11.5h5v9h-5zM6.5 20.5h11',
  ],
} as const satisfies Record<string, readonly [string | null, string]>;
export type Drawing = keyof typeof drawings;

const mirrored: Drawing[] = ['back', 'forward'];
/** The drawing of a kind of activity or idea; a kind without one of its own is people together. */
export const drawingOf = (kind: string | null | undefined): Drawing =>
  kind && kind in drawings ? (kind as Drawing) : (kinds[kind ?? ''] ?? 'people');
const kinds: Record<string, Drawing> = {
  food: 'cook',
  cooking: 'cook',
  sit_and_talk: 'talk',
  sit: 'talk',
  family: 'picnic',
  dance: 'move',
  sport: 'move',
  day_out: 'trip',
  cafe: 'talk',
  choir: 'say',
  calm: 'faith',
};

export function Pictogram({
  name,
  size = 24,
  color,
  unlit,
}: {
  name: Drawing;
  size?: number;
  color?: string;
  unlit?: boolean;
}) {
  const theme = useTheme();
  const { rtl } = useWords();
  const [lit, line] = drawings[name];
  return (
    <Svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden
      accessibilityElementsHidden
      importantForAccessibility="no-hide-descendants"
      style={{ flexShrink: 0, transform: rtl && mirrored.includes(name) ? [{ scaleX: -1 }] : [] }}
    >
      {lit && !unlit ? <Path d={lit} fill={theme.amber} /> : null}
      <Path d={line} stroke={color ?? theme.ink} strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" />
    </Svg>
  );
}
