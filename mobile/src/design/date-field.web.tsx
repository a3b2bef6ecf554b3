import { useId, useState } from 'react';
import { View } from 'react-native';
import type { DateFieldProps } from './date-field';
import { Text } from './text';
import { useTheme } from './theme';
import { face, radius, space } from './tokens';

/** The browser's own input, in the look of Field: its calendar and clock are the ones people know. */
function Native({ type, label, value, onChangeText, hint, wrong, min }: DateFieldProps & { type: 'date' | 'time' }) {
  const theme = useTheme();
  const [active, setActive] = useState(false);
  const id = useId();
  return (
    <View style={{ gap: space.s }}>
      <Text bold>{label}</Text>
      <input
        type={type}
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong || hint ? `${id}hint` : undefined}
        value={value}
        min={min}
        onChange={(e) => onChangeText(e.target.value)}
        onFocus={() => setActive(true)}
        onBlur={() => setActive(false)}
        style={{
          minHeight: 56,
          boxSizing: 'border-box',
          width: '100%',
          border: `2px solid ${wrong ? theme.clay : active ? theme.indigo : theme.edge}`,
          borderRadius: radius.field,
          backgroundColor: theme.card,
          color: theme.ink,
          colorScheme: theme.paper === '#FFFBF5' ? 'light' : 'dark',
          fontFamily: face,
          fontSize: '1.0625rem',
          padding: `12px ${space.l}px`,
          outline: 'none',
          boxShadow: active ? `0 0 0 3px ${theme.indigoSoft}` : 'none',
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
export const DateField = (props: DateFieldProps) => <Native type="date" {...props} />;
export const TimeField = (props: DateFieldProps) => <Native type="time" {...props} />;
