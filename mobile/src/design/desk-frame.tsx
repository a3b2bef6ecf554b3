import { useFocusEffect } from 'expo-router';
import { type ReactNode, useCallback, useState } from 'react';
import { Platform, Pressable, ScrollView, useWindowDimensions, View } from 'react-native';
import { useOnline } from '@/lib/online';
import { languages, useWords } from '@/words';
import { Banner, DemonstrationBanner } from './note';
import { type Drawing, Pictogram } from './pictogram';
import { pressProps } from './press';
import { Text, Title } from './text';
import { useTextScale, useTheme } from './theme';
import { deskWidth, radius, space, target } from './tokens';
import { HelpSheet, LanguageSheet } from './top-bar';

export interface RailItem {
  drawing: Drawing;
  word: string;
  href?: string;
  onPress?: () => void;
  chosen?: boolean;
}
const wideFrom = 900;
/** True when there is room for two columns: a laptop, at a usual text size. */
export function useWide(): boolean {
  const { width } = useWindowDimensions();
  return width / useTextScale() >= wideFrom;
}

function Item({ drawing, word, chosen, href, onPress }: RailItem) {
  const theme = useTheme();
  return (
    <Pressable
      {...pressProps({ href, onPress })}
      aria-current={chosen ? 'page' : undefined}
      style={{
        flexDirection: 'row',
        gap: space.m,
        alignItems: 'center',
        minHeight: target,
        paddingHorizontal: 14,
        borderRadius: radius.button,
        backgroundColor: chosen ? theme.indigo : 'transparent',
      }}
    >
      <Pictogram name={drawing} color={chosen ? theme.onIndigo : theme.ink} />
      <Text bold={chosen} tone={chosen ? 'onPress' : 'ink'} style={{ flexShrink: 1 }}>
        {word}
      </Text>
    </Pressable>
  );
}

/** The organiser's desk: a rail beside the work on a wide window, above it on a narrow one. */
export function DeskFrame({
  title,
  lead,
  children,
  aside,
  rail,
  organisation,
  help,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
  aside?: ReactNode;
  rail: readonly RailItem[];
  organisation?: string;
  help?: string;
}) {
  const theme = useTheme();
  const { say, lang } = useWords();
  const wide = useWide();
  const online = useOnline();
  const [sheet, setSheet] = useState<'language' | 'help' | undefined>();
  useFocusEffect(
    useCallback(() => {
      if (Platform.OS === 'web') document.title = `${title} · Aftershift`;
    }, [title]),
  );
  const last: RailItem[] = [
    { drawing: 'language', word: languages[lang].name, onPress: () => setSheet('language') },
    { drawing: 'help', word: say('common.help'), onPress: () => setSheet('help') },
  ];
  const name = (
    <View role="banner" style={{ paddingHorizontal: 14, paddingVertical: space.s, gap: 2 }}>
      <View style={{ flexDirection: 'row', gap: space.s, alignItems: 'center' }}>
        <Pictogram name="fits" size={28} />
        <Text size="title" bold>
          Aftershift
        </Text>
      </View>
      {organisation ? <Text tone="quiet">{organisation}</Text> : null}
    </View>
  );
  const nav = (
    <View
      role="navigation"
      aria-label={say('common.tabs')}
      style={wide ? { gap: 4 } : { flexDirection: 'row', flexWrap: 'wrap', gap: 4 }}
    >
      {rail.map((i) => (
        <Item key={i.word} {...i} />
      ))}
      {wide ? null : last.map((i) => <Item key={i.word} {...i} />)}
    </View>
  );
  const work = (
    <View
      role="main"
      style={{
        width: '100%',
        maxWidth: deskWidth,
        paddingHorizontal: wide ? 28 : space.l,
        paddingVertical: wide ? space.xl : space.l,
        gap: 20,
      }}
    >
      <View style={{ gap: space.xs }}>
        <Title>{title}</Title>
        {lead ? <Text tone="quiet">{lead}</Text> : null}
      </View>
      <View
        style={{ flexDirection: wide ? 'row' : 'column', gap: space.xl, alignItems: wide ? 'flex-start' : 'stretch' }}
      >
        <View style={{ flex: wide ? 1 : undefined, minWidth: 0, gap: 20 }}>{children}</View>
        {aside ? <View style={{ width: wide ? 392 : undefined, gap: 20 }}>{aside}</View> : null}
      </View>
    </View>
  );
  return (
    <View style={{ flex: 1, backgroundColor: theme.paper }}>
      {online ? null : <Banner>{say('common.no_signal')}</Banner>}
      <DemonstrationBanner />
      {wide ? (
        <View style={{ flex: 1, flexDirection: 'row' }}>
          <View
            style={{ width: 208, backgroundColor: theme.sand, paddingVertical: 20, paddingHorizontal: space.m, gap: 4 }}
          >
            {name}
            {nav}
            <View style={{ flex: 1 }} />
            {last.map((i) => (
              <Item key={i.word} {...i} />
            ))}
          </View>
          <ScrollView style={{ flex: 1 }}>{work}</ScrollView>
        </View>
      ) : (
        <ScrollView style={{ flex: 1 }}>
          <View style={{ backgroundColor: theme.sand, padding: space.s }}>
            {name}
            {nav}
          </View>
          {work}
        </ScrollView>
      )}
      <LanguageSheet open={sheet === 'language'} onClose={() => setSheet(undefined)} />
      <HelpSheet open={sheet === 'help'} onClose={() => setSheet(undefined)} help={help} />
    </View>
  );
}
