import { useId, useRef, useState } from 'react';
import { Pressable, TextInput, type TextInputProps, View } from 'react-native';
import { useWords } from '@/words';
import { Pictogram } from './pictogram';
import { Text } from './text';
import { useTheme } from './theme';
import { face, radius, rem, space, target } from './tokens';

interface FieldProps extends Omit<TextInputProps, 'style' | 'onChange'> {
  label: string;
  value: string;
  onChangeText: (text: string) => void;
  /** One line of help under the field. */
  hint?: string;
  /** What is wrong and what to do: from the server's answer for this field, or known at once. */
  wrong?: string;
  lines?: number;
  /** The label is spoken but not drawn, where a title already says it. */
  hideLabel?: boolean;
}

/** A field with its name above it. */
export function Field({ label, value, onChangeText, hint, wrong, lines = 1, hideLabel, ...rest }: FieldProps) {
  const theme = useTheme();
  const { rtl } = useWords();
  const [active, setActive] = useState(false);
  const id = useId();
  return (
    <View style={{ gap: space.s }}>
      {hideLabel ? null : (
        <Text bold nativeID={`${id}label`}>
          {label}
        </Text>
      )}
      <TextInput
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong || hint ? `${id}hint` : undefined}
        value={value}
        onChangeText={onChangeText}
        multiline={lines > 1}
        {...(lines > 1 ? ({ rows: lines } as object) : {})}
        placeholderTextColor={theme.ink2}
        {...rest}
        onFocus={(e) => {
          setActive(true);
          rest.onFocus?.(e);
        }}
        onBlur={(e) => {
          setActive(false);
          rest.onBlur?.(e);
        }}
        style={{
          minHeight: 56,
          borderWidth: 2,
          borderColor: wrong ? theme.clay : active ? theme.indigo : theme.edge,
          boxShadow: active ? `0 0 0 3px ${theme.indigoSoft}` : 'none',
          borderRadius: radius.field,
          backgroundColor: theme.card,
          paddingVertical: 12,
          paddingHorizontal: space.l,
          color: theme.ink,
          fontFamily: face,
          fontSize: rem(17),
          lineHeight: lines > 1 ? rem(24) : undefined,
          textAlign: rtl ? 'right' : 'left',
          textAlignVertical: lines > 1 ? 'top' : 'center',
        }}
      />
      {wrong || hint ? (
        <View nativeID={`${id}hint`} aria-live={wrong ? 'polite' : undefined}>
          <Text tone={wrong ? 'stop' : 'quiet'}>{wrong ?? hint}</Text>
        </View>
      ) : null}
    </View>
  );
}

/** Six numbers, shown while they are typed; they can be hidden. */
export function PinField({
  label,
  value,
  onChangeText,
  hint,
  wrong,
  length = 6,
  fresh,
  onSubmitEditing,
}: {
  label: string;
  value: string;
  onChangeText: (pin: string) => void;
  hint?: string;
  wrong?: string;
  length?: number;
  fresh?: boolean;
  onSubmitEditing?: () => void;
}) {
  const theme = useTheme();
  const { say } = useWords();
  const [hidden, setHidden] = useState(false);
  const [active, setActive] = useState(false);
  const input = useRef<TextInput>(null);
  const id = useId();
  return (
    <View style={{ gap: space.s }}>
      <Text bold>{label}</Text>
      <View
        style={{
          minHeight: 56,
          flexDirection: 'row',
          alignItems: 'center',
          borderWidth: 2,
          borderColor: wrong ? theme.clay : active ? theme.indigo : theme.edge,
          boxShadow: active ? `0 0 0 3px ${theme.indigoSoft}` : 'none',
          borderRadius: radius.field,
          backgroundColor: theme.card,
          paddingHorizontal: space.l,
          gap: space.s,
        }}
      >
        <TextInput
          ref={input}
          aria-label={label}
          aria-describedby={`${id}hint`}
          aria-invalid={wrong ? true : undefined}
          value={value}
          onChangeText={(t) => onChangeText(t.replace(/[^0-9]/g, '').slice(0, length))}
          inputMode="numeric"
          autoComplete={fresh ? 'new-password' : 'current-password'}
          secureTextEntry={hidden}
          maxLength={length}
          onFocus={() => setActive(true)}
          onBlur={() => setActive(false)}
          onSubmitEditing={onSubmitEditing}
          style={{
            flex: 1,
            minWidth: 0,
            minHeight: 52,
            color: theme.ink,
            fontFamily: face,
            fontSize: rem(21),
            fontWeight: '700',
            letterSpacing: 8,
            direction: 'ltr',
            textAlign: 'left',
            outlineWidth: 0,
          }}
        />
        <Pressable
          role="button"
          aria-label={say(hidden ? 'common.show' : 'common.hide')}
          onPress={() => setHidden(!hidden)}
          style={{ minHeight: target, minWidth: target, justifyContent: 'center' }}
        >
          <Text bold tone="press" style={{ textDecorationLine: 'underline' }}>
            {say(hidden ? 'common.show' : 'common.hide')}
          </Text>
        </Pressable>
      </View>
      <View nativeID={`${id}hint`} aria-live={wrong ? 'polite' : undefined}>
        {wrong ? (
          <Text tone="stop">{wrong}</Text>
        ) : (
          <Text tone="quiet">{hint ?? say('common.pin_digits', { count: value.length })}</Text>
        )}
      </View>
    </View>
  );
}

/** A box and a line; the whole row is the target. `framed` rows stand alone, as options of a vote. */
export function TickRow({
  ticked,
  onPress,
  children,
  detail,
  drawing,
  framed,
  first,
  disabled,
  label,
  lang,
  testID,
}: {
  ticked: boolean;
  onPress: () => void;
  children: string;
  detail?: string;
  drawing?: React.ComponentProps<typeof Pictogram>['name'];
  framed?: boolean;
  first?: boolean;
  disabled?: boolean;
  label?: string;
  /** Of `children`, where somebody else wrote them. */
  lang?: string;
  testID?: string;
}) {
  const theme = useTheme();
  const box = framed ? 32 : 36;
  return (
    <Pressable
      role="checkbox"
      aria-checked={ticked}
      aria-disabled={disabled}
      aria-label={label}
      testID={testID}
      onPress={disabled ? undefined : onPress}
      style={[
        { flexDirection: 'row', gap: space.m, minHeight: framed ? 80 : 64 },
        framed
          ? {
              alignItems: 'center',
              padding: space.m,
              borderRadius: radius.big,
              borderWidth: 2,
              borderColor: ticked ? theme.leaf : theme.line,
              backgroundColor: ticked ? theme.leafSoft : theme.card,
            }
          : {
              alignItems: 'flex-start',
              paddingVertical: 10,
              borderTopWidth: first ? 0 : 1,
              borderTopColor: theme.line,
            },
      ]}
    >
      <View
        style={{
          width: box,
          height: box,
          borderRadius: radius.box,
          borderWidth: 2,
          alignItems: 'center',
          justifyContent: 'center',
          borderColor: ticked ? theme.leaf : theme.edge,
          backgroundColor: ticked ? theme.leaf : theme.card,
        }}
      >
        {ticked ? <Pictogram name="tick" size={24} color={theme.card} /> : null}
      </View>
      {drawing ? <Pictogram name={drawing} size={30} /> : null}
      <View style={{ flex: 1, minWidth: 0, paddingTop: framed ? 0 : 5 }}>
        <Text bold={framed} lang={lang}>
          {children}
        </Text>
        {detail ? <Text tone={framed ? 'ink' : 'quiet'}>{detail}</Text> : null}
      </View>
    </Pressable>
  );
}

/** Minus, a number, plus. The pair does not mirror: more is always on the right. */
export function Stepper({
  label,
  value,
  onChange,
  min = 0,
  max = 99,
  huge,
  under,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  huge?: boolean;
  under?: string;
}) {
  const { say } = useWords();
  const theme = useTheme();
  const size = huge ? 72 : target;
  const box = (plus: boolean) => {
    const next = value + (plus ? 1 : -1);
    const off = next < min || next > max;
    return (
      <Pressable
        role="button"
        aria-label={`${label}: ${say(plus ? 'common.one_more' : 'common.one_fewer')}`}
        aria-disabled={off || undefined}
        onPress={off ? undefined : () => onChange(next)}
        style={{
          width: size,
          height: size,
          borderRadius: huge ? 24 : radius.button,
          borderWidth: 2,
          borderColor: off ? theme.line : theme.indigo,
          backgroundColor: plus && huge && !off ? theme.indigoSoft : 'transparent',
          alignItems: 'center',
          justifyContent: 'center',
        }}
      >
        <Pictogram name={plus ? 'plus' : 'minus'} size={huge ? 32 : 24} color={off ? theme.edge : theme.indigo} />
      </Pressable>
    );
  };
  return (
    <View
      role="group"
      aria-label={label}
      style={{
        flexDirection: 'row',
        direction: 'ltr',
        alignItems: 'center',
        justifyContent: huge ? 'space-between' : 'flex-end',
        gap: space.m,
      }}
    >
      {box(false)}
      <View aria-live="polite" style={{ alignItems: 'center', minWidth: 28 }}>
        <Text size={huge ? 'count' : 'body'} bold center>
          {value}
        </Text>
        {under ? <Text center>{under}</Text> : null}
      </View>
      {box(true)}
    </View>
  );
}
/** The count of heads before setting off: big, for gloves and rain. */
export const HeadCount = (props: Omit<React.ComponentProps<typeof Stepper>, 'huge'>) => <Stepper {...props} huge />;
