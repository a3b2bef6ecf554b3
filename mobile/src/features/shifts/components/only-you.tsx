import { View } from 'react-native';
import { Pictogram, space, Text } from '@/design';
import { useWords } from '@/words';

/** At the button, where the doubt comes. */
export function OnlyYou() {
  const { say } = useWords();
  return (
    <View style={{ flexDirection: 'row', gap: space.s, alignItems: 'center' }}>
      <Pictogram name="lock" />
      <Text tone="quiet" style={{ flex: 1 }}>
        {say('shifts.only_you')}
      </Text>
    </View>
  );
}
