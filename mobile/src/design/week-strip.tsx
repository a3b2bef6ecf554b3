import { Pressable, View, type ViewStyle } from 'react-native';
import { dateWords, dayOfMonth, weekday, weekdayOf } from '@/lib/when';
import { useWords } from '@/words';
import { Pictogram } from './pictogram';
import { pressProps } from './press';
import { type ShiftKind, ShiftShape, useShiftName } from './shift-shape';
import { Text } from './text';
import { useLargeText, useTheme } from './theme';
import { space } from './tokens';

export interface StripDay {
  date: string;
  /** The day's shifts by kind; none is a day off, `unknown` is not told. */
  kinds: readonly ShiftKind[];
  unknown?: boolean;
  mark?: 'fits' | 'going';
}

// "Today" still fits a seventh of the narrowest phone.
const LONGEST_EVEN = 5;

/** Seven days from today: day, date, shape, mark. From 150 % text it is a list of seven rows. */
export function WeekStrip({
  days,
  today,
  href,
  onDay,
  chosen,
}: {
  days: readonly StripDay[];
  today: string;
  href?: (date: string) => string;
  onDay?: (date: string) => void;
  chosen?: string;
}) {
  const theme = useTheme();
  const { say } = useWords();
  const name = useShiftName();
  const rows = useLargeText();
  const nameOf = (date: string) =>
    date === today ? say('common.today') : weekday(say, weekdayOf(date), rows ? 'long' : 'short');
  // Where a language has no short names, a long one takes its width from the short ones beside it.
  const asWideAsTheirNames = !rows && days.some((d) => nameOf(d.date).length > LONGEST_EVEN);
  const column: ViewStyle = asWideAsTheirNames ? { flexGrow: 1, flexShrink: 1, minWidth: 0 } : { flex: 1, minWidth: 0 };
  return (
    <View role="list" style={rows ? { gap: 2 } : { flexDirection: 'row', marginHorizontal: -10 }}>
      {days.map((d) => {
        const now = d.date === today;
        const shapes = d.unknown ? (['unknown'] as const) : d.kinds.length ? d.kinds : (['off'] as const);
        const said = [
          dateWords(say, d.date),
          now ? say('common.today') : '',
          shapes.map(name).join(', '),
          d.mark === 'fits' ? say('common.something_fits') : d.mark === 'going' ? say('common.you_go') : '',
        ]
          .filter(Boolean)
          .join(', ');
        const mark =
          d.mark === 'fits' ? (
            <Pictogram name="fits" size={26} />
          ) : d.mark === 'going' ? (
            <Pictogram name="tick" size={24} color={theme.leafInk} />
          ) : null;
        const ground: ViewStyle = {
          borderRadius: 16,
          borderWidth: 2,
          borderColor: chosen === d.date ? theme.indigo : 'transparent',
          backgroundColor: now ? theme.sand : 'transparent',
        };
        const shift = shapes.slice(0, 2).map((kind, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two shifts of one day have no other name
          <ShiftShape key={i} kind={kind} size={shapes.length > 1 && !rows ? 22 : 36} silent />
        ));
        const dayName = nameOf(d.date);
        const inner = rows ? (
          <>
            <Text bold={now} style={{ flex: 1 }}>
              {`${dayName} ${dayOfMonth(d.date)}`}
            </Text>
            {shift}
            {mark}
          </>
        ) : (
          <>
            <Text
              bold={now}
              tone={now ? 'ink' : 'quiet'}
              center
              style={
                asWideAsTheirNames
                  ? { lineHeight: undefined }
                  : { marginHorizontal: -6, letterSpacing: now ? -0.7 : -0.3, lineHeight: undefined }
              }
            >
              {dayName}
            </Text>
            <Text bold center style={{ lineHeight: undefined }}>
              {dayOfMonth(d.date)}
            </Text>
            <View style={{ minHeight: 36, flexDirection: 'row', alignItems: 'center', gap: 1 }}>{shift}</View>
            <View style={{ height: 26 }}>{mark}</View>
          </>
        );
        const shape: ViewStyle = rows
          ? { flexDirection: 'row', alignItems: 'center', gap: space.m, minHeight: 56, paddingHorizontal: space.m }
          : { flex: 1, minWidth: 0, alignItems: 'center', gap: 4, paddingTop: 8, paddingBottom: 4, minHeight: 112 };
        const press = href ? { href: href(d.date) } : onDay ? { onPress: () => onDay(d.date) } : undefined;
        return (
          <View key={d.date} role="listitem" style={rows ? undefined : column}>
            {press ? (
              <Pressable
                {...pressProps(press)}
                aria-label={said}
                aria-current={now ? 'date' : undefined}
                style={[ground, shape]}
              >
                {inner}
              </Pressable>
            ) : (
              <View aria-label={said} role="img" style={[ground, shape]}>
                {inner}
              </View>
            )}
          </View>
        );
      })}
    </View>
  );
}
