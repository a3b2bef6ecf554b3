import { View } from 'react-native';
import { Loading, pageWidth, useTheme } from '@/design';

/** Looks like the page's own skeleton, so that nothing jumps when the app takes over. */
export function Starting() {
  const theme = useTheme();
  return (
    <View style={{ flex: 1, backgroundColor: theme.paper }}>
      <View
        role="main"
        style={{ width: '100%', maxWidth: pageWidth, alignSelf: 'center', paddingHorizontal: 16, paddingTop: 72 }}
      >
        <Loading />
      </View>
    </View>
  );
}
