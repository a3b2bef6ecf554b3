import type { ReactNode } from 'react';
import { StyleSheet, View, type ViewStyle } from 'react-native';

// The browser moves it: Animated would come along for this alone.
const styles = StyleSheet.create({
  place: { position: 'absolute' },
  slides: {
    animationDuration: '200ms',
    animationKeyframes: {
      from: { transform: [{ translateY: -26 }] },
      to: { transform: [{ translateY: 0 }] },
    },
  } as ViewStyle,
});
export function SlidesIn({ still, children }: { still: boolean; children: ReactNode }) {
  return <View style={[styles.place, !still && styles.slides]}>{children}</View>;
}
