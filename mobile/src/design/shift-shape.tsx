// Kinds of shift: colour, letter and shape together (LOOK 3). Letters are translated, shapes never.
import { View } from 'react-native';
import Svg, { Path, Text as SvgText } from 'react-native-svg';
import { useWords } from '@/words';
import { Pictogram } from './pictogram';
import { useTheme } from './theme';
import { face } from './tokens';

export type ShiftKind = 'early' | 'late' | 'night' | 'long' | 'twilight';
const shapes: Record<ShiftKind | 'off', { d: string; x: number; y: number }> = {
  early: { d: 'M3 31V18a15 15 0 0 1 30 0v13a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z', x: 18, y: 26 },
  late: { d: 'M5 3h26a2 2 0 0 1 2 2v13a15 15 0 0 1-30 0V5a2 2 0 0 1 2-2z', x: 18, y: 22 },
  night: { d: 'M21 3.3A15 15 0 1 0 32.7 15 9.5 9.5 0 0 1 21 3.3z', x: 16, y: 27 },
  long: { d: 'M6 3h24a3 3 0 0 1 3 3v24a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z', x: 18, y: 24 },
  twilight: { d: 'M18 1.5 34.5 18 18 34.5 1.5 18z', x: 18, y: 24 },
  off: { d: 'M18 3.5a14.5 14.5 0 1 1 0 29 14.5 14.5 0 0 1 0-29z', x: 18, y: 18 },
};
export const isShiftKind = (x: string): x is ShiftKind => x in shapes && x !== 'off';

/** The whole word of a kind, as it is spoken. */
export function useShiftName(): (kind: ShiftKind | 'off' | 'unknown') => string {
  const { say } = useWords();
  return (kind) => (kind === 'unknown' ? say('common.not_told') : say(`common.${kind}`));
}

/** One day's shift. `label` only where no word stands beside it. */
export function ShiftShape({
  kind,
  size = 36,
  silent,
}: {
  kind: ShiftKind | 'off' | 'unknown';
  size?: number;
  silent?: boolean;
}) {
  const theme = useTheme();
  const { say } = useWords();
  const name = useShiftName()(kind);
  const label = silent
    ? ({ 'aria-hidden': true, importantForAccessibility: 'no-hide-descendants' } as const)
    : ({ role: 'img', 'aria-label': name } as const);
  if (kind === 'unknown')
    return (
      <View
        {...label}
        style={{
          width: size,
          height: size,
          borderRadius: size / 2,
          borderWidth: 2,
          borderStyle: 'dashed',
          borderColor: theme.edge,
        }}
      />
    );
  const [fill, outline, letter] = theme[kind];
  const { d, x, y } = shapes[kind];
  return (
    <View {...label} style={{ width: size, height: size }}>
      <Svg width={size} height={size} viewBox="0 0 36 36" aria-hidden>
        <Path d={d} fill={fill} stroke={outline} strokeWidth={2} />
        {kind === 'off' ? (
          <Path d="M11.5 18 18 12l6.5 6v6.5h-13z" fill="none" stroke={outline} strokeWidth={2} strokeLinejoin="round" />
        ) : (
          <SvgText x={x} y={y} fill={letter} fontSize={17} fontWeight="700" fontFamily={face} textAnchor="middle">
            {say(`common.${kind}_letter`)}
          </SvgText>
        )}
      </Svg>
    </View>
  );
}

/** A private block is a plain bar with a lock and no word on it. */
export function PrivateBar({ label }: { label: string }) {
  const theme = useTheme();
  return (
    <View
      role="img"
      aria-label={label}
      style={{
        minHeight: 32,
        borderRadius: 10,
        backgroundColor: theme.sand,
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      <Pictogram name="lock" size={20} />
    </View>
  );
}
