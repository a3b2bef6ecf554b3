import { useFocusEffect } from 'expo-router';
import { type ReactNode, useCallback } from 'react';
import { Platform, RefreshControl, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useOnline } from '@/lib/online';
import { useWords } from '@/words';
import { Banner, DemonstrationBanner } from './note';
import { Title } from './text';
import { useTheme } from './theme';
import { pageWidth, space } from './tokens';
import { TopBar } from './top-bar';

interface ScreenProps {
  /** The one title; it names the page in the browser too. */
  title: string;
  children: ReactNode;
  /** Under the title, one or two plain lines. */
  lead?: ReactNode;
  /** A drawing above the title. */
  hero?: ReactNode;
  /** Shows Back: every screen but the four of the tabs. */
  back?: boolean;
  /** What Help says on this screen before the general words. */
  help?: string;
  /** What Listen reads on a phone; a browser reads the page. */
  listen?: string;
  /** Stays in thumb reach at the bottom: the big button and what belongs to it. */
  foot?: ReactNode;
  /** The time of what is shown, when it was not fetched just now ("14:05"). */
  seenAt?: string;
  onRefresh?: () => void;
  refreshing?: boolean;
  titleHidden?: boolean;
}

/** A page on a phone: banner, top bar, one title, the page, its foot. */
export function Screen({
  title,
  children,
  lead,
  hero,
  back,
  help,
  listen,
  foot,
  seenAt,
  onRefresh,
  refreshing,
  titleHidden,
}: ScreenProps) {
  const theme = useTheme();
  const { say, rtl } = useWords();
  const online = useOnline();
  const edge = useSafeAreaInsets();
  useFocusEffect(
    useCallback(() => {
      if (Platform.OS === 'web') document.title = `${title} · Aftershift`;
    }, [title]),
  );
  return (
    <View style={{ flex: 1, backgroundColor: theme.paper, paddingTop: edge.top }}>
      {online ? null : (
        <Banner>{seenAt ? say('common.no_signal_seen', { time: seenAt }) : say('common.no_signal')}</Banner>
      )}
      <DemonstrationBanner />
      <TopBar back={back} help={help} listen={listen ?? title} />
      <ScrollView
        style={{ flex: 1 }}
        // Where nothing in it can be pressed, a keyboard would have no way to scroll it.
        tabIndex={Platform.OS === 'web' ? 0 : undefined}
        keyboardShouldPersistTaps="handled"
        refreshControl={
          onRefresh && Platform.OS !== 'web' ? (
            <RefreshControl refreshing={Boolean(refreshing)} onRefresh={onRefresh} />
          ) : undefined
        }
      >
        <View
          role="main"
          style={{
            width: '100%',
            maxWidth: pageWidth,
            alignSelf: 'center',
            paddingHorizontal: space.l,
            // Nastaliq rises above its line: without room the scrolling edge cuts a title in two.
            paddingTop: rtl ? space.m : 0,
            paddingBottom: space.xl,
            gap: 14,
          }}
        >
          {hero}
          {titleHidden ? null : <Title>{title}</Title>}
          {lead}
          {children}
        </View>
      </ScrollView>
      {foot ? (
        <View
          role="region"
          aria-label={title}
          style={{
            // In large text a foot can be taller than a small screen: then it scrolls, and the page stays in sight.
            maxHeight: '60%',
            backgroundColor: theme.card,
            borderTopWidth: 1,
            borderTopColor: theme.line,
            paddingBottom: edge.bottom,
          }}
        >
          <ScrollView style={{ flexGrow: 0 }} keyboardShouldPersistTaps="handled">
            <View
              style={{
                width: '100%',
                maxWidth: pageWidth,
                alignSelf: 'center',
                paddingHorizontal: space.l,
                paddingTop: space.m,
                paddingBottom: 20,
                gap: space.s,
              }}
            >
              {foot}
            </View>
          </ScrollView>
        </View>
      ) : null}
    </View>
  );
}
