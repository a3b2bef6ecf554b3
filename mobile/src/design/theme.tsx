import { useSyncExternalStore } from 'react';
import { AccessibilityInfo, Platform, useColorScheme, useWindowDimensions } from 'react-native';
import { type Theme, themes } from './tokens';

export const useTheme = (): Theme => themes[useColorScheme() === 'dark' ? 'dark' : 'light'];

// The browser's text size shows only in what one rem measures; a probe of 1rem tells when it changes.
let probe: HTMLElement | undefined;
const watch = (then: () => void): (() => void) => {
  if (Platform.OS !== 'web' || typeof ResizeObserver === 'undefined') return () => {};
  if (!probe) {
    probe = document.createElement('div');
    probe.className = 'rem-probe';
    probe.setAttribute('aria-hidden', 'true');
    document.body.append(probe);
  }
  const seen = new ResizeObserver(then);
  seen.observe(probe);
  return () => seen.disconnect();
};
const scale = (): number =>
  Platform.OS === 'web' && typeof document !== 'undefined'
    ? Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1
    : 1;

/** How much larger than usual the text is set: 1, 1.5, 2 … */
export function useTextScale(): number {
  const { fontScale } = useWindowDimensions();
  const web = useSyncExternalStore(watch, scale, () => 1);
  return Platform.OS === 'web' ? web : fontScale;
}
/** From 150 % text, rows become columns. */
export const useLargeText = (): boolean => useTextScale() >= 1.5;

let still = false;
const listen = (then: () => void): (() => void) => {
  const set = (on: boolean) => {
    still = on;
    then();
  };
  void AccessibilityInfo.isReduceMotionEnabled().then(set, () => {});
  const seen = AccessibilityInfo.addEventListener('reduceMotionChanged', set);
  return () => seen?.remove?.();
};
export const useReducedMotion = (): boolean =>
  useSyncExternalStore(
    listen,
    () => still,
    () => true,
  );
