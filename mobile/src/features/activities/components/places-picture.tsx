import { View } from 'react-native';
import { useTheme } from '@/design';
import { useWords } from '@/words';

const MOST = 40;
/** Each place as a dot: full ones are taken, rings are free. The words stand beside it. */
export function PlacesPicture({ taken, places }: { taken: number; places: number }) {
  const theme = useTheme();
  const { say } = useWords();
  if (places > MOST) return null;
  return (
    <View
      accessible
      role="img"
      aria-label={say('activities.places_label', { taken, places })}
      style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 4, paddingTop: 8 }}
    >
      {Array.from({ length: places }, (_, n) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: a place has no name but its number
          key={n}
          style={{
            width: 14,
            height: 14,
            borderRadius: 7,
            borderWidth: 2,
            borderColor: n < taken ? theme.ink : theme.edge,
            backgroundColor: n < taken ? theme.ink : 'transparent',
          }}
        />
      ))}
    </View>
  );
}
