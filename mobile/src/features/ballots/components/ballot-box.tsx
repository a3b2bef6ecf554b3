import { View } from 'react-native';
import Svg, { Path, Rect } from 'react-native-svg';
import { useReducedMotion, useTheme } from '@/design';
import { SlidesIn } from './slides-in';

/** A slip slides once into the box; with reduced motion it is simply in. */
export function BallotBox() {
  const theme = useTheme();
  const still = useReducedMotion();
  return (
    <View aria-hidden style={{ height: 116, alignItems: 'center', justifyContent: 'flex-end' }}>
      <View style={{ width: 132, height: 104 }}>
        <Svg width={132} height={104} viewBox="0 0 132 104" style={{ position: 'absolute' }}>
          <Path d="M16 58a50 50 0 0 1 100 0z" fill={theme.amber} opacity={0.35} />
        </Svg>
        <SlidesIn still={still}>
          <Svg width={132} height={104} viewBox="0 0 132 104">
            <Rect x={30} y={6} width={72} height={66} rx={8} fill={theme.card} stroke={theme.ink} strokeWidth={3} />
            <Path
              d="M46 34 60 48 88 20"
              fill="none"
              stroke={theme.leaf}
              strokeWidth={9}
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </Svg>
        </SlidesIn>
        <Svg width={132} height={104} viewBox="0 0 132 104" style={{ position: 'absolute' }}>
          <Rect x={2} y={56} width={128} height={48} rx={16} fill={theme.indigo} />
          <Rect x={22} y={53} width={88} height={6} rx={3} fill={theme.amber} />
        </Svg>
      </View>
    </View>
  );
}
