import { type Href, router } from 'expo-router';
import { type GestureResponderEvent, Platform, type PressableProps } from 'react-native';

export interface Press {
  /** Where a press leads; on the web it is a real link. */
  href?: string;
  onPress?: () => void;
  /** A page that the server draws: on the web the browser goes there itself. */
  away?: boolean;
}
/** What a pressable needs to be a link or a button, for fingers, keyboards and screen readers alike. */
export function pressProps({ href, onPress, away }: Press): PressableProps {
  if (!href) return { role: 'button', onPress: onPress ? () => onPress() : undefined } as PressableProps;
  const web = Platform.OS === 'web' ? { href } : {};
  if (away && Platform.OS === 'web') return { role: 'link', ...web } as PressableProps;
  return {
    role: 'link',
    ...web,
    onPress: (e: GestureResponderEvent) => {
      const mouse = e.nativeEvent as unknown as Partial<MouseEvent>;
      if (Platform.OS === 'web' && (mouse.metaKey || mouse.ctrlKey || mouse.shiftKey)) return; // a new tab is the browser's business
      e.preventDefault?.();
      onPress?.();
      router.push(href as Href);
    },
  } as PressableProps;
}
/** Back where the member came from, or Home when the app was opened on this very page. */
export const goBack = (): void => {
  if (router.canGoBack()) router.back();
  else router.replace('/' as Href);
};
export const go = (href: string): void => router.push(href as Href);
export const goInstead = (href: string): void => router.replace(href as Href);
