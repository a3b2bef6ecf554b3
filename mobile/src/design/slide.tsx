// The wide, dark stage of a meeting. Only its own lazy page loads it: import it by its own path.
import { type ReactNode, useEffect } from 'react';
import { Platform, Pressable, Text as RNText, ScrollView, useWindowDimensions, View } from 'react-native';
import { isRtl, useWords } from '@/words';
import { type Drawing, Pictogram } from './pictogram';
import { turnOf } from './slide-keys';
import { face, rem, space, target, themes } from './tokens';

const night = themes.dark;
/** In a room letters grow with the screen: 80 at 1280, and never less than a phone's title. */
const sizes = { huge: [16, 32, 96], large: [28, 24, 56], small: [46, 18, 34] } as const;

/** Words to be read from the last row. `huge` is a slide's heading. */
export function SlideText({
  children,
  size = 'large',
  bold,
  heading,
  lang,
  tone = 'ink',
}: {
  children: string;
  size?: keyof typeof sizes;
  bold?: boolean;
  heading?: 1 | 2;
  lang?: string;
  tone?: 'ink' | 'ink2' | 'amber';
}) {
  const { width } = useWindowDimensions();
  const words = useWords();
  const rtl = lang ? isRtl(lang) : words.rtl;
  const [part, least, most] = sizes[size];
  const px = Math.round(Math.min(most, Math.max(least, width / part)));
  const web = {
    dir: rtl ? 'rtl' : 'ltr',
    ...(lang && { lang }),
    ...(heading && { role: 'heading', 'aria-level': heading }),
  } as object;
  return (
    <RNText
      {...web}
      style={{
        color: night[tone],
        fontFamily: face,
        fontSize: rem(px),
        lineHeight: rem(Math.round(px * (rtl ? 1.6 : 1.2))),
        fontWeight: bold || heading ? '700' : '400',
        writingDirection: rtl ? 'rtl' : 'ltr',
        textAlign: words.rtl ? 'right' : 'left',
      }}
    >
      {children}
    </RNText>
  );
}

/** Something with its square code beside it; below it where the screen is narrow. */
export function BesideCode({ children, code }: { children: ReactNode; code?: ReactNode }) {
  const { width } = useWindowDimensions();
  const narrow = width < 700;
  return (
    <View
      style={{ flexDirection: narrow ? 'column' : 'row', gap: space.xl, alignItems: narrow ? 'stretch' : 'center' }}
    >
      <View style={{ flex: narrow ? undefined : 1, minWidth: 0, gap: space.s }}>{children}</View>
      {code}
    </View>
  );
}

function Turn({
  drawing,
  label,
  onPress,
  off,
}: {
  drawing: Drawing;
  label: string;
  onPress: () => void;
  off?: boolean;
}) {
  return (
    <Pressable
      role="button"
      aria-label={label}
      aria-disabled={off || undefined}
      onPress={off ? undefined : onPress}
      style={{ width: target, height: target, alignItems: 'center', justifyContent: 'center' }}
    >
      <Pictogram name={drawing} size={30} color={off ? night.line : night.ink} />
    </Pressable>
  );
}

/** One slide, and turning: arrow keys as the language reads, Home, End; Escape leaves. Nothing moves by itself. */
export function Stage({
  at,
  count,
  onTurn,
  onLeave,
  words,
  children,
}: {
  at: number;
  count: number;
  onTurn: (to: number) => void;
  onLeave: () => void;
  words: { place: string; next: string; before: string; leave: string };
  children: ReactNode;
}) {
  const { rtl } = useWords();
  useEffect(() => {
    if (Platform.OS !== 'web') return;
    const key = (e: KeyboardEvent) => {
      const onButton = Boolean((e.target as HTMLElement | null)?.closest?.('[role=button],button,a'));
      const to = turnOf(e.key, { at, count, rtl, onButton });
      if (to === undefined) return;
      e.preventDefault();
      if (to === 'leave') onLeave();
      else onTurn(to);
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [at, count, onTurn, onLeave, rtl]);
  return (
    <View style={{ flex: 1, backgroundColor: night.paper }}>
      <ScrollView style={{ flex: 1 }} contentContainerStyle={{ flexGrow: 1 }}>
        <View role="main" style={{ flexGrow: 1, justifyContent: 'center', gap: space.xl, padding: '4%' }}>
          {children}
        </View>
      </ScrollView>
      <View
        role="navigation"
        aria-label={words.place}
        style={{
          flexDirection: 'row',
          alignItems: 'center',
          justifyContent: 'flex-end',
          gap: space.s,
          padding: space.s,
        }}
      >
        <View aria-live="polite" style={{ flex: 1, paddingHorizontal: space.m }}>
          <SlideText size="small" tone="ink2">
            {words.place}
          </SlideText>
        </View>
        <Turn drawing="back" label={words.before} off={at === 0} onPress={() => onTurn(at - 1)} />
        <Turn drawing="forward" label={words.next} off={at === count - 1} onPress={() => onTurn(at + 1)} />
        <Turn drawing="cross" label={words.leave} onPress={onLeave} />
      </View>
    </View>
  );
}
