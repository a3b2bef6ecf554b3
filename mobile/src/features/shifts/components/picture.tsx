import { Pressable, View } from 'react-native';
import { ShiftShape, useTheme } from '@/design';
import { useWords } from '@/words';
import { columnsOf, kindsOf } from '../days';
import { dayWords } from '../said';

/** The shape of one day; a day with two shifts has two small ones. */
export function DayShape({ day, size }: { day: string; size: number }) {
  const kinds = kindsOf(day);
  if (kinds.length === 0) return <ShiftShape kind="off" size={size} silent />;
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center' }}>
      {kinds.slice(0, 2).map((kind, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two shifts of one day have no other name
        <ShiftShape key={i} kind={kind} size={kinds.length > 1 ? size * 0.6 : size} silent />
      ))}
    </View>
  );
}
const rowsOf = (days: readonly string[], columns: number): string[][] => {
  const rows: string[][] = [];
  for (let i = 0; i < days.length; i += columns) rows.push(days.slice(i, i + columns));
  return rows;
};

/** A pattern as people know it: a picture of their weeks. */
export function Picture({ days }: { days: readonly string[] }) {
  const columns = days.length % 7 && days.length <= 8 ? days.length : columnsOf(days.length);
  return (
    <View aria-hidden style={{ gap: 8 }}>
      {rowsOf(days, columns).map((row, r) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a picture never change places
        <View key={r} style={{ flexDirection: 'row', gap: 3 }}>
          {row.map((day, c) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nor do its days
            <View key={c} style={{ flex: 1, maxWidth: 44, alignItems: 'center' }}>
              <DayShape day={day} size={32} />
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}

/** The same picture, each day to be tapped: which of them is today? */
export function TodayPicker({
  days,
  value,
  onChange,
  label,
}: {
  days: readonly string[];
  value: number | undefined;
  onChange: (index: number) => void;
  label: string;
}) {
  const theme = useTheme();
  const { say } = useWords();
  const columns = columnsOf(days.length);
  return (
    <View role="radiogroup" aria-label={label} style={{ gap: 4, marginHorizontal: -10 }}>
      {rowsOf(days, columns).map((row, r) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a picture never change places
        <View key={r} style={{ flexDirection: 'row', gap: 4 }}>
          {row.map((day, c) => {
            const index = r * columns + c;
            const chosen = index === value;
            return (
              <Pressable
                key={index}
                role="radio"
                aria-checked={chosen}
                aria-label={say('shifts.day_of', { number: index + 1, total: days.length, shift: dayWords(say, day) })}
                onPress={() => onChange(index)}
                style={{
                  flex: 1,
                  minHeight: 52,
                  borderRadius: 14,
                  alignItems: 'center',
                  justifyContent: 'center',
                  backgroundColor: chosen ? theme.indigo : theme.sand,
                }}
              >
                <DayShape day={day} size={32} />
              </Pressable>
            );
          })}
          {/* A short last row keeps the width of a day. */}
          {Array.from({ length: columns - row.length }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: empty places
            <View key={`empty${i}`} style={{ flex: 1 }} />
          ))}
        </View>
      ))}
    </View>
  );
}
