import { Pressable, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWords } from '@/words';
import { type Drawing, Pictogram } from './pictogram';
import { Text } from './text';
import { useLargeText, useTheme } from './theme';
import { pageWidth, radius } from './tokens';

export interface Tab {
  key: string;
  drawing: Drawing;
  word: string;
  href: string;
  chosen: boolean;
  onPress: () => void;
}
/** Home, Ideas, Shifts, Me. */
export function TabBar({ tabs }: { tabs: readonly Tab[] }) {
  const theme = useTheme();
  const { say } = useWords();
  const edge = useSafeAreaInsets();
  const large = useLargeText(); // then two rows of two, drawing beside word
  return (
    <View
      role="navigation"
      aria-label={say('common.tabs')}
      style={{ backgroundColor: theme.card, borderTopWidth: 1, borderTopColor: theme.line, paddingBottom: edge.bottom }}
    >
      <View
        style={{
          flexDirection: 'row',
          flexWrap: large ? 'wrap' : 'nowrap',
          width: '100%',
          maxWidth: pageWidth,
          alignSelf: 'center',
          paddingHorizontal: 4,
          paddingTop: 4,
          paddingBottom: 8,
        }}
      >
        {tabs.map((t) => (
          <Pressable
            key={t.key}
            role="link"
            aria-label={t.word}
            aria-current={t.chosen ? 'page' : undefined}
            {...({ href: t.href } as object)}
            onPress={(e) => {
              e.preventDefault?.();
              t.onPress();
            }}
            style={{
              flexDirection: large ? 'row' : 'column',
              flexGrow: 1,
              flexShrink: 1,
              flexBasis: large ? '40%' : 0,
              minWidth: 0,
              minHeight: large ? 48 : 60,
              alignItems: 'center',
              justifyContent: 'center',
              gap: 2,
              borderRadius: radius.tool,
              backgroundColor: t.chosen ? theme.indigoSoft : 'transparent',
            }}
          >
            <Pictogram name={t.drawing} size={26} color={t.chosen ? theme.indigo : theme.ink2} />
            <Text center bold={t.chosen} tone={t.chosen ? 'press' : 'quiet'}>
              {t.word}
            </Text>
          </Pressable>
        ))}
      </View>
    </View>
  );
}
