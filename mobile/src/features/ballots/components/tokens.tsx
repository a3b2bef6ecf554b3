import { View } from 'react-native';
import Svg, { Circle, Path } from 'react-native-svg';
import { useTheme } from '@/design';

/** Everyone's tokens in one row: lit ones, and among them the ones that were spent. Said in words by `label`. */
export function Tokens({ total, lit, ticked, label }: { total: number; lit: number; ticked?: boolean; label: string }) {
  const theme = useTheme();
  return (
    <View role="img" aria-label={label} style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 3, maxWidth: 320 }}>
      {Array.from({ length: total }, (_, i) => {
        const on = i < lit;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens are alike
          <View key={i} style={{ flexGrow: 1, flexBasis: 18, maxWidth: 24 }}>
            <Svg width="100%" height={22} viewBox="0 0 22 22" aria-hidden>
              <Circle
                cx={11}
                cy={11}
                r={9.5}
                fill={on ? theme.amber : theme.card}
                stroke={on ? theme.ink : theme.edge}
                strokeWidth={2}
              />
              {on && ticked ? (
                <Path
                  d="M6.5 11.5 9.8 15 15.5 8"
                  fill="none"
                  stroke={theme.early[2]}
                  strokeWidth={2}
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              ) : null}
            </Svg>
          </View>
        );
      })}
    </View>
  );
}
