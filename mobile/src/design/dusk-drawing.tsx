// Four people walk away from the hospital into a low sun: what stands where there is no photo.
import { useId } from 'react';
import { View } from 'react-native';
import Svg, { Circle, Defs, G, LinearGradient, Path, Rect, Stop } from 'react-native-svg';
import { radius } from './tokens';

export function DuskDrawing({ height = 112, flat }: { height?: number; flat?: boolean }) {
  const id = useId().replace(/[^\w]/g, '');
  return (
    <View aria-hidden style={{ height, borderRadius: flat ? 0 : radius.card, overflow: 'hidden' }}>
      <Svg width="100%" height="100%" viewBox="0 0 360 170" preserveAspectRatio="xMidYMax slice">
        <Defs>
          <LinearGradient id={id} x1="0" y1="0" x2="0" y2="1">
            <Stop offset={0} stopColor="#3A4A86" />
            <Stop offset={0.5} stopColor="#B98A97" />
            <Stop offset={0.8} stopColor="#F6BE78" />
          </LinearGradient>
        </Defs>

        <Rect width="360" height="170" fill={`url(#${id})`} />
        <Circle cx="262" cy="112" r="58" fill="#F9D9A0" opacity=".45" />
        <Circle cx="262" cy="112" r="36" fill="#F2A33A" />
        <Path d="M190 124q50 -26 92 -6t78 -14v66H190z" fill="#6A6796" />
        <Path d="M14 66h58v20h22v60H14z" fill="#2A3768" />
        <Rect x="24" y="74" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="38" y="74" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="24" y="90" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="52" y="90" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="52" y="74" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="38" y="106" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="68" y="98" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Rect x="80" y="98" width="7" height="8" rx="1.500" fill="#F7C172" />
        <Path d="M34 66v-12h6v12" fill="#2A3768" />
        <Path d="M0 128q80 -22 180 0t180 -4v46H0z" fill="#2F3E75" />
        <Path d="M58 128q60 6 120 18t182 6v18H150q-40 -28 -104 -40z" fill="#5E6EAA" />
        <G transform="translate(138 151) scale(1.45 1.45)">
          <Path d="M-2.500 -9 -5 0M2 -9 5.500 -.500" stroke="#141C3A" strokeWidth="3.600" strokeLinecap="round" />
          <Path d="M-4.500 -10.500Q-5 -22 0 -22.500 5 -22 4.500 -10.500 0 -8.500 -4.500 -10.500z" fill="#F7E3C4" />
          <Circle cx="1" cy="-26.500" r="3.700" fill="#3A2A22" />
        </G>
        <G transform="translate(166 155) scale(1.5 1.5)">
          <Path d="M-2.500 -9 -5 0M2 -9 5.500 -.500" stroke="#141C3A" strokeWidth="3.600" strokeLinecap="round" />
          <Path d="M-4.500 -10.500Q-5 -22 0 -22.500 5 -22 4.500 -10.500 0 -8.500 -4.500 -10.500z" fill="#8CC7A8" />
          <Path d="M-5 -17l-3 9" stroke="#141C3A" strokeWidth="2.500" />
          <Circle cx="1" cy="-26.500" r="3.700" fill="#3A2A22" />
        </G>
        <G transform="translate(206 157) scale(1.38 1.38)">
          <Path d="M-2.500 -9 -5 0M2 -9 5.500 -.500" stroke="#141C3A" strokeWidth="3.600" strokeLinecap="round" />
          <Path d="M-4.500 -10.500Q-5 -22 0 -22.500 5 -22 4.500 -10.500 0 -8.500 -4.500 -10.500z" fill="#EBA386" />
          <Circle cx="1" cy="-26.500" r="3.700" fill="#3A2A22" />
        </G>
        <G transform="translate(242 160) scale(1.52 1.52)">
          <Path d="M-2.500 -9 -5 0M2 -9 5.500 -.500" stroke="#141C3A" strokeWidth="3.600" strokeLinecap="round" />
          <Path d="M-4.500 -10.500Q-5 -22 0 -22.500 5 -22 4.500 -10.500 0 -8.500 -4.500 -10.500z" fill="#C9D2F2" />
          <Circle cx="1" cy="-26.500" r="3.700" fill="#3A2A22" />
        </G>
      </Svg>
    </View>
  );
}
