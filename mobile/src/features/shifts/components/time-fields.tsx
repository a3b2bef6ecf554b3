import { View } from 'react-native';
import { Field, useLargeText } from '@/design';
import { useWords } from '@/words';
import { readTime, type Span } from '../days';

/** Start and end as typed; `spanOf` says whether they are times. */
export interface Typed {
  start: string;
  end: string;
}
export function spanOf(typed: Typed): Span | undefined {
  const start = readTime(typed.start);
  const end = readTime(typed.end);
  return start && end && start !== end ? { start, end } : undefined;
}
/** Two fields for times, forgiving about how they are typed. */
export function TimeFields({
  typed,
  onChange,
  labels,
  told,
}: {
  typed: Typed;
  onChange: (typed: Typed) => void;
  labels: readonly [string, string];
  /** Say what is wrong: after the member pressed the button. */
  told?: boolean;
}) {
  const { say } = useWords();
  const stacked = useLargeText();
  const wrong = (text: string) => (told && !readTime(text) ? say('shifts.time_wrong') : undefined);
  const same = told && readTime(typed.start) && readTime(typed.start) === readTime(typed.end);
  const field = (which: 'start' | 'end', label: string) => (
    <View style={{ flex: stacked ? undefined : 1, minWidth: 0 }}>
      <Field
        label={label}
        value={typed[which]}
        onChangeText={(text) => onChange({ ...typed, [which]: text })}
        onBlur={() => {
          const neat = readTime(typed[which]);
          if (neat) onChange({ ...typed, [which]: neat });
        }}
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        wrong={wrong(typed[which]) ?? (which === 'end' && same ? say('shifts.same_times') : undefined)}
      />
    </View>
  );
  return (
    <View style={{ flexDirection: stacked ? 'column' : 'row', gap: 12 }}>
      {field('start', labels[0])}
      {field('end', labels[1])}
    </View>
  );
}
