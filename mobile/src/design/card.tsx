import { type ReactNode, useId } from 'react';
import { Pressable, View, type ViewStyle } from 'react-native';
import Svg, { Defs, RadialGradient, Rect, Stop } from 'react-native-svg';
import { useWords } from '@/words';
import { type Drawing, Pictogram } from './pictogram';
import { type Press, pressProps } from './press';
import { B, Text } from './text';
import { useLargeText, useTheme } from './theme';
import { radius, space } from './tokens';

/** The light at the top of the one card that fits best. */
function Glow() {
  const theme = useTheme();
  const id = useId().replace(/[^\w]/g, '');
  return (
    <View aria-hidden style={{ position: 'absolute', top: 0, start: 0, end: 0, height: 125, pointerEvents: 'none' }}>
      <Svg width="100%" height={125} preserveAspectRatio="none" viewBox="0 0 100 125">
        <Defs>
          <RadialGradient id={id} cx="50%" cy="-24%" fx="50%" fy="-24%" r="120%">
            <Stop offset={0} stopColor={theme.amber} stopOpacity={theme.glow} />
            <Stop offset={1} stopColor={theme.amber} stopOpacity={0} />
          </RadialGradient>
        </Defs>
        <Rect width={100} height={125} fill={`url(#${id})`} />
      </Svg>
    </View>
  );
}

interface CardProps {
  children: ReactNode;
  /** At most one card on a screen is lit. */
  lit?: boolean;
  /** Thick indigo outline: this card is the chosen one. */
  chosen?: boolean;
  style?: ViewStyle;
  testID?: string;
}
export function Card({ children, lit, chosen, style, testID, ...press }: CardProps & Press & { label?: string }) {
  const theme = useTheme();
  const ground: ViewStyle = {
    backgroundColor: theme.card,
    borderWidth: chosen ? 3 : 1,
    borderColor: chosen ? theme.indigo : theme.line,
    borderRadius: radius.card,
    padding: chosen ? space.l - 2 : space.l,
    gap: space.m,
    boxShadow: theme.shadow,
    overflow: lit ? 'hidden' : 'visible',
  };
  const inner = (
    <>
      {lit ? <Glow /> : null}
      {children}
    </>
  );
  if (!press.href && !press.onPress)
    return (
      <View testID={testID} style={[ground, style]}>
        {inner}
      </View>
    );
  return (
    <Pressable testID={testID} aria-label={press.label} {...pressProps(press)} style={[ground, style]}>
      {inner}
    </Pressable>
  );
}

export function Tile({ name, large }: { name: Drawing; large?: boolean }) {
  const theme = useTheme();
  return (
    <View
      aria-hidden
      style={{
        width: 56,
        height: 56,
        borderRadius: radius.tile,
        backgroundColor: theme.sand,
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      <Pictogram name={name} size={large ? 34 : 30} />
    </View>
  );
}

/** Tile, title and lines under it; a chevron when the card opens. */
export function CardHead({
  drawing,
  title,
  large,
  lines,
  opens,
  lang,
  end,
  href,
}: {
  drawing: Drawing;
  title: string;
  large?: boolean;
  lines?: ReactNode;
  opens?: boolean;
  lang?: string;
  end?: ReactNode;
  /** Where the head of a card leads that has a button of its own. */
  href?: string;
}) {
  const stacked = useLargeText();
  const row: ViewStyle = { flexDirection: stacked ? 'column' : 'row', gap: space.m, alignItems: 'flex-start' };
  const inner = (
    <>
      <Tile name={drawing} large={large} />
      <View style={{ flexGrow: 1, flexShrink: 1, flexBasis: stacked ? 'auto' : 0, gap: space.xs, minWidth: 0 }}>
        <Text size={large ? 'title' : 'body'} bold heading={2} lang={lang}>
          {title}
        </Text>
        {typeof lines === 'string' ? <Text>{lines}</Text> : lines}
      </View>
      {end}
      {opens && !stacked ? (
        <View style={{ alignSelf: 'center' }}>
          <Pictogram name="forward" />
        </View>
      ) : null}
    </>
  );
  return href ? (
    <Pressable {...pressProps({ href })} style={row}>
      {inner}
    </Pressable>
  ) : (
    <View style={row}>{inner}</View>
  );
}

/** Half sun and why: the line that says a thing fits your shifts. */
export function FitsLine({ children, plain }: { children: string; plain?: boolean }) {
  const { say } = useWords();
  return (
    <View style={{ flexDirection: 'row', gap: space.s, alignItems: 'flex-start' }}>
      <Pictogram name="fits" />
      <Text style={{ flex: 1 }}>
        {plain ? null : <B>{`${say('common.fits_you')} `}</B>}
        {children}
      </Text>
    </View>
  );
}

/** Rows in one card, ruled apart. */
export function ListCard({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <Card style={{ paddingVertical: 0, gap: 0 }}>
      <View aria-label={label} role={label ? 'group' : undefined}>
        {children}
      </View>
    </Card>
  );
}
export function ListRow({
  drawing,
  title,
  text,
  first,
  end,
  chevron,
  lang,
  label,
  testID,
  expanded,
  ...press
}: Press & {
  drawing?: Drawing;
  title: string;
  text?: ReactNode;
  first?: boolean;
  end?: ReactNode;
  chevron?: boolean;
  lang?: string;
  label?: string;
  testID?: string;
  expanded?: boolean;
}) {
  const theme = useTheme();
  const opens = Boolean(press.href || press.onPress);
  const stacked = useLargeText();
  const row: ViewStyle = {
    flexDirection: stacked ? 'column' : 'row',
    gap: stacked ? space.xs : space.m,
    alignItems: stacked ? 'stretch' : 'center',
    minHeight: 64,
    paddingVertical: 10,
    borderTopWidth: first ? 0 : 1,
    borderTopColor: theme.line,
  };
  const inner = (
    <>
      {drawing ? <Pictogram name={drawing} size={30} /> : null}
      <View style={{ flex: stacked ? undefined : 1, minWidth: 0 }}>
        <Text bold lang={lang}>
          {title}
        </Text>
        {typeof text === 'string' ? <Text>{text}</Text> : text}
      </View>
      {end}
      {opens && chevron !== false && !stacked ? <Pictogram name="forward" /> : null}
    </>
  );
  return opens ? (
    <Pressable {...pressProps(press)} aria-label={label} aria-expanded={expanded} testID={testID} style={row}>
      {inner}
    </Pressable>
  ) : (
    <View testID={testID} style={row}>
      {inner}
    </View>
  );
}
/** A drawing with words beside it, as in the list of what to know about an activity. */
export function Fact({ drawing, children }: { drawing: Drawing; children: ReactNode }) {
  return (
    <View style={{ flexDirection: 'row', gap: 14, alignItems: 'flex-start' }}>
      <Pictogram name={drawing} size={26} />
      <View style={{ flex: 1 }}>{typeof children === 'string' ? <Text>{children}</Text> : children}</View>
    </View>
  );
}

/** Where a thing is on its way: done steps are ticked, the one it is at is bold. */
export function Chain({ steps }: { steps: readonly { text: string; done: boolean; now?: boolean }[] }) {
  const theme = useTheme();
  const { say } = useWords();
  const stacked = useLargeText();
  return (
    <View role="list" style={{ flexDirection: stacked ? 'column' : 'row', gap: stacked ? space.s : 0 }}>
      {steps.map((s, i) => (
        <View
          key={s.text}
          role="listitem"
          aria-label={s.done ? `${s.text}, ${say('common.selected')}` : s.text}
          style={{
            flex: stacked ? undefined : 1,
            zIndex: steps.length - i, // the line to the next step runs under this step's disc
            flexDirection: stacked ? 'row' : 'column',
            alignItems: 'center',
            gap: stacked ? space.s : 2,
          }}
        >
          {i > 0 && !stacked ? (
            <View
              style={{
                position: 'absolute',
                top: 11,
                end: '50%',
                width: '100%',
                height: 2,
                backgroundColor: s.done ? theme.leaf : theme.edge,
              }}
            />
          ) : null}
          <View
            style={{
              width: 24,
              height: 24,
              borderRadius: 12,
              borderWidth: 2,
              alignItems: 'center',
              justifyContent: 'center',
              borderColor: s.done ? theme.leaf : theme.edge,
              backgroundColor: s.done ? theme.leaf : theme.card,
            }}
          >
            {s.done ? <Pictogram name="tick" size={16} color={theme.card} /> : null}
          </View>
          <Text center bold={s.now} tone={s.done ? 'yes' : 'quiet'}>
            {s.text}
          </Text>
        </View>
      ))}
    </View>
  );
}

/** Five squares and a word: never exact counts. */
export function Share({ of5, word }: { of5: number; word: string }) {
  const theme = useTheme();
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: 10, flexWrap: 'wrap' }}>
      <View aria-hidden style={{ flexDirection: 'row', gap: 3 }}>
        {[1, 2, 3, 4, 5].map((n) => (
          <View
            key={n}
            style={{
              width: 18,
              height: 20,
              borderRadius: 6,
              borderWidth: 2,
              borderColor: n <= of5 ? theme.leaf : theme.edge,
              backgroundColor: n <= of5 ? theme.leaf : theme.card,
            }}
          />
        ))}
      </View>
      <Text bold>{word}</Text>
    </View>
  );
}
