// On the web, in place of expo-router's own ground under a screen, which could move (Animated): ours never does.
import { useTheme } from 'expo-router/build/react-navigation/core/theming/useTheme';
import { View } from 'react-native';

export function Background({ style, ...rest }) {
  const { colors } = useTheme();
  return <View {...rest} style={[{ flex: 1, backgroundColor: colors.background }, style]} />;
}
