import type { ReactNode } from 'react';
import { View } from 'react-native';
import { type Drawing, Pictogram, Text, useTheme } from '@/design';

/** One row of a picture of counts: drawing, name, a bar as long as its share of the longest, and the count in words. */
export function CountBar({
  drawing,
  name,
  lang,
  words,
  share,
  end,
}: {
  drawing: Drawing;
  name: string;
  lang?: string;
  words: string;
  /** 0 to 1; a small count has no bar. */
  share: number;
  end?: ReactNode;
}) {
  const theme = useTheme();
  return (
    <View style={{ flexDirection: 'row', gap: 12, alignItems: 'flex-start', paddingVertical: 6 }}>
      <Pictogram name={drawing} size={26} />
      <View style={{ flex: 1, minWidth: 0, gap: 4 }}>
        <Text bold lang={lang}>
          {name}
        </Text>
        <View aria-hidden style={{ height: 12, borderRadius: 6, backgroundColor: theme.sand }}>
          <View
            style={{
              height: 12,
              borderRadius: 6,
              backgroundColor: theme.leaf,
              width: `${Math.round(Math.min(share, 1) * 100)}%`,
            }}
          />
        </View>
        <Text tone="quiet">{words}</Text>
        {end}
      </View>
    </View>
  );
}
