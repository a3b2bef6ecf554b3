import type { ReactNode } from 'react';
import { View, type ViewProps, type ViewStyle } from 'react-native';
import { useWords } from '@/words';

// react-native-web reads `dir` and `lang` from View and passes them down, which turns start and end styles round;
// native takes the Yoga `direction` style for the subtree.
export function Direction({ children, style }: { children: ReactNode; style?: ViewStyle }) {
  const { lang, rtl } = useWords();
  const dir = rtl ? 'rtl' : 'ltr';
  const web = { dir, lang } as unknown as ViewProps;
  return (
    <View {...web} style={[{ flex: 1, direction: dir }, style]}>
      {children}
    </View>
  );
}
