import { useState } from 'react';
import { Pressable, View } from 'react-native';
import {
  BigButton,
  Button,
  Card,
  Choice,
  goInstead,
  marked,
  Note,
  Row,
  Screen,
  type ShiftKind,
  ShiftShape,
  Stepper,
  Text,
  useLargeText,
  useShiftName,
  useTheme,
} from '@/design';
import { addDays, dateWords, dayOfMonth, weekday, weekdayOf } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { kindOf, longestCycle, OFF, overlapOf, readDay, type Span, writeDay } from '../days';
import { useShiftWrites } from '../queries';
import { dayWords, question } from '../said';
import { OnlyYou } from './only-you';
import { DayShape } from './picture';
import { spanOf, TimeFields, type Typed } from './time-fields';

type Brush = ShiftKind | 'off';
const usual: Record<ShiftKind, Span> = {
  early: { start: '07:00', end: '15:00' },
  late: { start: '13:30', end: '21:30' },
  night: { start: '21:30', end: '07:00' },
  long: { start: '07:00', end: '19:30' },
  twilight: { start: '17:00', end: '22:00' },
};
const brushes: Brush[] = ['early', 'late', 'night', 'long', 'twilight', 'off'];
/** The member's own times stand in for the usual ones, kind by kind. */
const timesOf = (days: readonly string[]): Record<ShiftKind, Typed> => {
  const times = { ...usual };
  for (const day of [...days].reverse()) for (const span of readDay(day)) times[kindOf(span)] = span;
  return times;
};

function Palette({ brush, onBrush }: { brush: Brush; onBrush: (brush: Brush) => void }) {
  const { say } = useWords();
  const theme = useTheme();
  const name = useShiftName();
  return (
    <View role="radiogroup" aria-label={say('shifts.brush')} style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 8 }}>
      {brushes.map((b) => (
        <Pressable
          key={b}
          role="radio"
          aria-checked={b === brush}
          aria-label={name(b)}
          onPress={() => onBrush(b)}
          style={{
            minHeight: 48,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 6,
            paddingHorizontal: 10,
            borderRadius: 24,
            borderWidth: b === brush ? 3 : 2,
            borderColor: b === brush ? theme.indigo : theme.edge,
            backgroundColor: b === brush ? theme.indigoSoft : theme.card,
          }}
        >
          <ShiftShape kind={b} size={28} silent />
          <Text bold={b === brush} tone={b === brush ? 'press' : 'ink'}>
            {name(b)}
          </Text>
        </Pressable>
      ))}
    </View>
  );
}

function Board({
  days,
  today,
  onDay,
  next,
}: {
  days: string[];
  today: string;
  onDay: (i: number) => void;
  next: string;
}) {
  const { say } = useWords();
  const theme = useTheme();
  const asRows = useLargeText();
  const tile = (day: string, i: number) => {
    const date = addDays(today, i);
    const now = i === 0;
    const short = now ? say('common.today') : weekday(say, weekdayOf(date), asRows ? 'long' : 'short');
    return (
      <Pressable
        key={date}
        role="button"
        aria-label={say('shifts.day_now', {
          date: dateWords(say, date),
          shift: dayWords(say, day),
          next: dayWords(say, day === next ? OFF : next),
        })}
        onPress={() => onDay(i)}
        style={{
          width: asRows ? '100%' : `${100 / 7}%`,
          flexDirection: asRows ? 'row' : 'column',
          gap: asRows ? 12 : 2,
          minHeight: asRows ? 56 : 92,
          alignItems: 'center',
          justifyContent: asRows ? 'flex-start' : 'center',
          borderRadius: 14,
          borderWidth: 2,
          borderColor: now ? theme.edge : 'transparent',
          backgroundColor: now ? theme.sand : 'transparent',
        }}
      >
        <Text
          center
          bold={now}
          tone={now ? 'ink' : 'quiet'}
          style={asRows ? undefined : { marginHorizontal: -8, letterSpacing: -0.7 }}
        >
          {short}
        </Text>
        <Text center bold>
          {dayOfMonth(date)}
        </Text>
        <DayShape day={day} size={32} />
      </Pressable>
    );
  };
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', marginHorizontal: -12, rowGap: 4 }}>{days.map(tile)}</View>
  );
}

/**
 * Day by day, from today: choose what you work, tap the days. Any cycle of 1 to 84 days, or only these days.
 * `asTheyCome` adds the tapped days to what was told before: shifts come a few at a time.
 */
export function BoardWay({ from, asTheyCome = false }: { from?: readonly string[]; asTheyCome?: boolean }) {
  const { say } = useWords();
  const { today } = useMe();
  const { savePattern, saveDays } = useShiftWrites();
  const [days, setDays] = useState<string[]>(() =>
    from ? [...from] : Array.from({ length: asTheyCome ? 28 : 14 }, () => OFF),
  );
  const [brush, setBrush] = useState<Brush>('early');
  const [times, setTimes] = useState<Record<ShiftKind, Typed>>(() => timesOf(from ?? []));
  const [repeats, setRepeats] = useState<'yes' | 'no'>(asTheyCome ? 'no' : 'yes');
  const [told, setTold] = useState(false);
  const span = brush === 'off' ? undefined : spanOf(times[brush]);
  const next = span ? writeDay([span]) : OFF;
  const name = useShiftName();
  const resize = (n: number) =>
    setDays(
      n <= days.length
        ? days.slice(0, n)
        : [...days, ...Array.from({ length: n - days.length }, (_, i) => days[i % days.length] ?? OFF)],
    );
  const retime = (typed: Typed) => {
    if (brush === 'off') return;
    const before = spanOf(times[brush]);
    const after = spanOf(typed);
    setTimes({ ...times, [brush]: typed });
    // Days painted with this brush keep to its times.
    if (before && after) setDays(days.map((d) => (d === writeDay([before]) ? writeDay([after]) : d)));
  };
  const save = async () => {
    if (repeats === 'yes') await savePattern(days, 0, today);
    else
      await saveDays(
        days
          .map((day, i) => ({ date: addDays(today, i), shifts: readDay(day) }))
          .filter(({ shifts }) => !asTheyCome || shifts.length > 0),
      );
    goInstead('/shifts');
  };
  const nothing = days.every((d) => d === OFF);
  const overlap = overlapOf(days, repeats === 'yes');
  const why = nothing
    ? say('shifts.board_nothing')
    : overlap
      ? say('shifts.overlap', {
          date: dateWords(say, addDays(today, overlap.index)),
          end: overlap.end,
          next: dateWords(say, addDays(today, overlap.index + 1)),
          start: overlap.start,
        })
      : undefined;
  const asked = question(say, days, 0, today);
  const helped = say(asTheyCome ? 'shifts.come_help' : 'shifts.board_help');
  return (
    <Screen
      title={say(asTheyCome ? 'shifts.come_title' : 'shifts.board_title')}
      back
      help={helped}
      lead={<Text tone="quiet">{helped}</Text>}
      foot={
        <>
          <BigButton why={why} onPress={() => void save()}>
            {say(asTheyCome ? 'shifts.come_save' : 'shifts.board_save')}
          </BigButton>
          <OnlyYou />
        </>
      }
    >
      <Card>
        <Text bold>{say('shifts.brush')}</Text>
        <Palette brush={brush} onBrush={setBrush} />
        {brush === 'off' ? null : (
          <View role="group" aria-label={say('shifts.brush_times', { kind: name(brush) })}>
            <TimeFields
              typed={times[brush]}
              onChange={retime}
              labels={[say('shifts.start'), say('shifts.end')]}
              told={told}
            />
          </View>
        )}
      </Card>
      <Card>
        <Board
          days={days}
          today={today}
          next={next}
          onDay={(i) => {
            if (brush !== 'off' && !span) return setTold(true);
            setDays(days.map((d, at) => (at === i ? (d === next ? OFF : next) : d)));
          }}
        />
        <Row>
          <Button onPress={() => resize(Math.min(longestCycle, days.length + 7))}>{say('shifts.more_week')}</Button>
          {days.length > 7 ? <Button onPress={() => resize(days.length - 7)}>{say('shifts.fewer_week')}</Button> : null}
        </Row>
      </Card>
      {asTheyCome ? null : (
        <Card>
          <Text bold>{say('shifts.repeats')}</Text>
          <Choice
            label={say('shifts.repeats')}
            value={repeats}
            onChange={setRepeats}
            options={[
              { value: 'yes', text: say('shifts.repeats_yes') },
              { value: 'no', text: say('shifts.repeats_no') },
            ]}
          />
          {repeats === 'yes' ? (
            <>
              <Row style={{ justifyContent: 'space-between' }}>
                <Text style={{ flexShrink: 1 }}>{say('shifts.cycle')}</Text>
                <Stepper label={say('shifts.cycle')} value={days.length} onChange={resize} min={1} max={longestCycle} />
              </Row>
              <Text tone="quiet">
                {say('shifts.again_from', { date: dateWords(say, addDays(today, days.length)) })}
              </Text>
              {asked ? (
                <Note tone="amber" live>
                  <Text>{marked(asked)}</Text>
                </Note>
              ) : null}
            </>
          ) : null}
        </Card>
      )}
    </Screen>
  );
}
