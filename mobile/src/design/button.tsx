import { type ReactNode, useState } from 'react';
import { Pressable, View, type ViewStyle } from 'react-native';
import { useWords } from '@/words';
import { Note } from './note';
import { type Drawing, Pictogram } from './pictogram';
import { type Press, pressProps } from './press';
import { Text } from './text';
import { useLargeText, useReducedMotion, useTheme } from './theme';
import { bigTarget, radius, space, target } from './tokens';

interface ButtonProps extends Press {
  children: string;
  drawing?: Drawing;
  /** The spoken name, where the words alone do not say it. */
  label?: string;
  style?: ViewStyle;
  testID?: string;
}

/** One per screen: full width, says what the person says. If it cannot be used, it stays and says why when pressed. */
export function BigButton({
  children,
  drawing,
  label,
  why,
  onWhy,
  busy,
  style,
  testID,
  ...press
}: ButtonProps & {
  why?: string;
  /** Where the reason is said when there is no room under the button. */
  onWhy?: () => void;
  busy?: boolean;
}) {
  const theme = useTheme();
  const still = useReducedMotion();
  const large = useLargeText(); // its words would take half of a small screen
  const [told, setTold] = useState(false);
  return (
    <View style={[{ gap: space.s, alignSelf: 'stretch' }, style]}>
      <Pressable
        {...pressProps(why ? { onPress: onWhy ?? (() => setTold(true)) } : press)}
        aria-label={label}
        aria-busy={busy}
        testID={testID}
        style={({ pressed }) => ({
          minHeight: bigTarget,
          borderRadius: radius.big,
          paddingVertical: space.s,
          paddingHorizontal: 20,
          flexDirection: 'row',
          alignItems: 'center',
          justifyContent: 'center',
          gap: 10,
          backgroundColor: theme.indigo,
          boxShadow: pressed ? `0 2px 0 ${theme.indigoDeep}` : `0 4px 0 ${theme.indigoDeep}`,
          transform: pressed && !still ? [{ translateY: 2 }] : [],
        })}
      >
        {drawing ? <Pictogram name={drawing} size={26} color={theme.onIndigo} /> : null}
        <Text size={large ? 'body' : 'title'} bold center tone="onPress" style={{ flexShrink: 1 }}>
          {children}
        </Text>
      </Pressable>
      {why && told ? (
        <View aria-live="polite">
          <Note tone="clay">{why}</Note>
        </View>
      ) : null}
    </View>
  );
}

/** Outline, 48 high. `yes` is what you have said yes to, `stop` is the way out. */
export function Button({
  children,
  drawing,
  label,
  tone = 'plain',
  pressed: on,
  style,
  testID,
  grow,
  ...press
}: ButtonProps & { tone?: 'plain' | 'yes' | 'stop'; pressed?: boolean; grow?: boolean }) {
  const theme = useTheme();
  const look = {
    plain: { borderColor: theme.indigo, backgroundColor: 'transparent' },
    yes: { borderColor: theme.leaf, backgroundColor: theme.leafSoft },
    stop: { borderColor: theme.clay, backgroundColor: 'transparent' },
  }[tone];
  const color = { plain: theme.indigo, yes: theme.leafInk, stop: theme.clayInk }[tone];
  const drawn = drawing ?? (tone === 'yes' ? 'tick' : tone === 'stop' ? 'stop' : undefined);
  return (
    <Pressable
      {...pressProps(press)}
      aria-label={label}
      {...(on === undefined ? {} : { 'aria-pressed': on, accessibilityState: { selected: on } })}
      testID={testID}
      style={[
        {
          minHeight: target,
          minWidth: target,
          maxWidth: '100%',
          borderRadius: radius.button,
          borderWidth: 2,
          paddingVertical: space.s,
          paddingHorizontal: space.l,
          flexDirection: 'row',
          alignItems: 'center',
          justifyContent: 'center',
          gap: space.s,
          alignSelf: grow ? 'stretch' : 'flex-start',
          ...look,
        },
        style,
      ]}
    >
      {drawn ? <Pictogram name={drawn} size={22} color={color} /> : null}
      <Text bold center tone={({ plain: 'press', yes: 'yes', stop: 'stop' } as const)[tone]} style={{ flexShrink: 1 }}>
        {children}
      </Text>
    </Pressable>
  );
}

/** A link in the text's own line: underlined words, still a thumb high. */
export function TextLink({ children, label, style, testID, ...press }: ButtonProps) {
  const { rtl } = useWords();
  const theme = useTheme();
  return (
    <Pressable
      {...pressProps(press)}
      aria-label={label}
      testID={testID}
      style={[{ minHeight: target, maxWidth: '100%', justifyContent: 'center', alignSelf: 'flex-start' }, style]}
    >
      <Text
        bold
        tone="press"
        // A line through Arabic script crosses its letters, so there it stands below them.
        style={rtl ? { borderBottomWidth: 2, borderBottomColor: theme.indigo } : { textDecorationLine: 'underline' }}
      >
        {children}
      </Text>
    </Pressable>
  );
}

/** A choice: tint, thicker colour and a tick when chosen. */
export function Chip({
  children,
  chosen,
  onPress,
  drawing,
  role = 'radio',
  label,
  grow,
}: {
  children: string;
  chosen: boolean;
  onPress: () => void;
  drawing?: Drawing;
  role?: 'radio' | 'checkbox';
  label?: string;
  grow?: boolean;
}) {
  const theme = useTheme();
  return (
    <Pressable
      role={role}
      aria-checked={chosen}
      aria-label={label}
      onPress={onPress}
      style={{
        minHeight: target,
        minWidth: target,
        maxWidth: '100%',
        paddingHorizontal: grow ? 8 : 14,
        paddingVertical: space.xs,
        borderRadius: radius.chip,
        borderWidth: 2,
        flexDirection: 'row',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 6,
        flexGrow: grow ? 1 : 0,
        borderColor: chosen ? theme.indigo : theme.edge,
        backgroundColor: chosen ? theme.indigoSoft : theme.card,
      }}
    >
      {chosen ? (
        <Pictogram name="tick" size={20} color={theme.indigo} />
      ) : drawing ? (
        <Pictogram name={drawing} size={20} />
      ) : null}
      <Text bold={chosen} tone={chosen ? 'press' : 'ink'} center style={{ flexShrink: 1 }}>
        {children}
      </Text>
    </Pressable>
  );
}

/** One of several, in a row that wraps. Every option is a radio; the group has a name. */
export function Choice<T extends string | number>({
  label,
  options,
  value,
  onChange,
  grow,
}: {
  label: string;
  options: readonly { value: T; text: string; drawing?: Drawing }[];
  value: T | undefined;
  onChange: (value: T) => void;
  grow?: boolean;
}) {
  return (
    <View role="radiogroup" aria-label={label} style={{ flexDirection: 'row', flexWrap: 'wrap', gap: space.s }}>
      {options.map((o) => (
        <Chip
          key={String(o.value)}
          chosen={o.value === value}
          onPress={() => onChange(o.value)}
          drawing={o.drawing}
          grow={grow}
        >
          {o.text}
        </Chip>
      ))}
    </View>
  );
}

/** Things side by side that wrap when there is no room. */
export const Row = ({ children, gap = space.s, style }: { children: ReactNode; gap?: number; style?: ViewStyle }) => (
  <View style={[{ flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap }, style]}>{children}</View>
);
