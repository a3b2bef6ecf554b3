import type { ReactNode } from 'react';
import { Platform, View } from 'react-native';
import { useWords } from '@/words';
import { type Drawing, Pictogram } from './pictogram';
import { Text } from './text';
import { useTheme } from './theme';
import { radius, space } from './tokens';

/** sand = what happens next, amber = good to know, leaf = it is done, clay = late or not possible, indigo = about signal. */
export type NoteTone = 'sand' | 'amber' | 'leaf' | 'clay' | 'indigo';
const drawn: Record<NoteTone, Drawing> = { sand: 'say', amber: 'fits', leaf: 'tick', clay: 'say', indigo: 'noSignal' };

export function Note({
  children,
  title,
  tone = 'sand',
  drawing,
  live,
}: {
  children?: ReactNode;
  title?: string;
  tone?: NoteTone;
  drawing?: Drawing;
  live?: boolean;
}) {
  const theme = useTheme();
  const ground = {
    sand: theme.sand,
    amber: theme.amberSoft,
    leaf: theme.leafSoft,
    clay: theme.claySoft,
    indigo: theme.indigoSoft,
  }[tone];
  return (
    <View
      aria-live={live ? 'polite' : undefined}
      style={{
        flexDirection: 'row',
        gap: 10,
        alignItems: 'flex-start',
        borderRadius: radius.note,
        paddingVertical: space.m,
        paddingHorizontal: 14,
        backgroundColor: ground,
      }}
    >
      <Pictogram name={drawing ?? drawn[tone]} />
      <View style={{ flex: 1, gap: space.xs }}>
        {title ? <Text bold>{title}</Text> : null}
        {typeof children === 'string' ? <Text>{children}</Text> : children}
      </View>
    </View>
  );
}

/** One line above the top bar. */
export function Banner({ children, drawing = 'noSignal' }: { children: string; drawing?: Drawing }) {
  const theme = useTheme();
  return (
    <View
      aria-live="polite"
      style={{ backgroundColor: theme.indigoSoft, paddingVertical: space.s, paddingHorizontal: space.l }}
    >
      <View style={{ flexDirection: 'row', gap: 10, alignItems: 'center' }}>
        <Pictogram name={drawing} />
        <Text bold style={{ flex: 1 }}>
          {children}
        </Text>
      </View>
    </View>
  );
}

/** Plain http beyond this machine: anybody on the way can read along. */
const isDemonstration =
  Platform.OS === 'web' &&
  typeof location !== 'undefined' &&
  location.protocol === 'http:' &&
  !['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

export function DemonstrationBanner() {
  const { say } = useWords();
  return isDemonstration ? <Banner drawing="lock">{say('common.demo')}</Banner> : null;
}
