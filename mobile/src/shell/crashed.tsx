import type { ErrorBoundaryProps } from 'expo-router';
import { View } from 'react-native';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { Button, Note, pageWidth, useTheme } from '@/design';
import { useWords } from '@/words';

/** A mistake of ours while drawing: what was pressed is on the device, so nothing is lost. */
export function Crashed({ retry }: ErrorBoundaryProps) {
  const { say } = useWords();
  const theme = useTheme();
  return (
    <SafeAreaProvider>
      <View role="main" style={{ flex: 1, backgroundColor: theme.paper }}>
        <View style={{ width: '100%', maxWidth: pageWidth, alignSelf: 'center', padding: 16, paddingTop: 72, gap: 16 }}>
          <Note tone="clay" title={say('common.wrong_title')} live>
            {say('common.wrong_next')}
          </Note>
          <Button onPress={() => void retry()}>{say('common.try_again')}</Button>
        </View>
      </View>
    </SafeAreaProvider>
  );
}
