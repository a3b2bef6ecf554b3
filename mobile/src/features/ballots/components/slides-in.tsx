import { type ReactNode, useEffect, useRef } from 'react';
import { Animated } from 'react-native';

/** What it holds comes down into its place once; with reduced motion it simply is there. */
export function SlidesIn({ still, children }: { still: boolean; children: ReactNode }) {
  const slide = useRef(new Animated.Value(-26)).current;
  useEffect(() => {
    if (still) {
      slide.setValue(0);
      return;
    }
    const move = Animated.timing(slide, { toValue: 0, duration: 200, useNativeDriver: false });
    move.start();
    return () => move.stop();
  }, [slide, still]);
  return <Animated.View style={{ position: 'absolute', transform: [{ translateY: slide }] }}>{children}</Animated.View>;
}
