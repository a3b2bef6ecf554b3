import { useRef, useState } from 'react';
import { Platform, Pressable, View } from 'react-native';
import type { FoundTime, FoundTimes } from '@/api/shapes';
import { ShiftShape, space, Text, useTheme } from '@/design';
import { type Weekday, weekday } from '@/lib/when';
import { type Say, useWords } from '@/words';
import { groupWords, shapeOfGroup } from '../said';
import { countWords, dayOf, shareOf, shareWords } from './found-words';

type Box = FoundTimes['grid'][number];
type Picked = Pick<FoundTime, 'weekday' | 'start'>;
const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Five steps of indigo; a count under 8 has none. */
const steps = [0.08, 0.2, 0.35, 0.8, 1] as const;
const HOUR = 60;

/** What one box says: its sign, its tint (-1 is none) and its words. `group` empty is everyone who was asked for. */
function signs(
  say: Say,
  grid: readonly Box[],
  group: string,
): (box: Box) => { sign: string; step: number; text: string } {
  const counts = grid.map((b) => ('about' in b.reach ? b.reach.about : 0)).filter(Boolean);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return (box) => {
    const share = group && box.groups.find((g) => g.group === group)?.share;
    if (share) {
      const { of5 } = shareOf(share);
      return { sign: String(of5), step: of5 - 1, text: shareWords(say, share) };
    }
    const n = 'about' in box.reach ? box.reach.about : 0;
    const step = n ? Math.min(4, Math.floor(((n - least) / Math.max(1, most - least)) * 5)) : -1;
    return {
      sign: n ? String(n) : say('shifts.map_few'),
      step,
      text: say('shifts.people', { count: countWords(say, box.reach) }),
    };
  };
}

/** Hours down, days across: sign and tint together. One tab stop; arrow keys move, Enter chooses. */
export function HeatMap({
  grid,
  group,
  anchors,
  picked,
  onChoose,
}: {
  grid: readonly Box[];
  group: string;
  anchors: FoundTimes['anchors'];
  /** The chosen time, and the second beside it: they carry a numbered disc. */
  picked: readonly Picked[];
  onChoose: (weekday: string, start: string) => void;
}) {
  const { say, rtl } = useWords();
  const boxes = useRef(new Map<string, View>());
  const [at, setAt] = useState<string>();
  const hours = [...new Set(grid.map((b) => b.hour))].sort((a, b) => a - b);
  const here = new Map(grid.map((b) => [`${dayOf(b.weekday)}${b.hour}`, b]));
  const signOf = signs(say, grid, group);
  const placeOf = (box: Box) => picked.findIndex((p) => p.weekday === box.weekday && p.start === box.start) + 1;
  const chosenKey = [...here].find(([, box]) => placeOf(box) === 1)?.[0];
  const stop = (at && here.has(at) ? at : chosenKey) ?? here.keys().next().value;
  const move = (day: number, row: number) => {
    const key = `${week[(day + 7) % 7]}${hours[row]}`;
    if (!here.has(key)) return;
    setAt(key);
    (boxes.current.get(key) as unknown as { focus?: () => void } | undefined)?.focus?.();
  };
  const keys = (day: number, row: number) =>
    Platform.OS === 'web'
      ? ({
          onKeyDown: (e: { key: string; preventDefault: () => void }) => {
            const side = rtl ? -1 : 1; // the arrow points where the eye goes
            const to = {
              ArrowLeft: [day - side, row],
              ArrowRight: [day + side, row],
              ArrowUp: [day, row - 1],
              ArrowDown: [day, row + 1],
              Home: [0, row],
              End: [6, row],
            }[e.key];
            if (!to) return;
            e.preventDefault();
            move(to[0] ?? day, to[1] ?? row);
          },
        } as object)
      : {};
  const finishing = (hour: number) => [
    ...new Set(
      anchors.flatMap(({ anchor }) =>
        anchor && Number(anchor.finish.slice(0, 2)) * HOUR === hour * HOUR ? [anchor.group] : [],
      ),
    ),
  ];
  return (
    <View role="table" aria-label={say('shifts.map')} style={{ gap: 4 }}>
      <View role="row" style={{ flexDirection: 'row', gap: 4 }}>
        <View role="columnheader" style={{ width: 88 }}>
          <Text tone="quiet">{say('shifts.map_hour')}</Text>
        </View>
        {week.map((d) => (
          <View key={d} role="columnheader" style={{ flex: 1 }}>
            <Text bold center>
              {weekday(say, d, 'short')}
            </Text>
          </View>
        ))}
      </View>
      {hours.map((hour, row) => (
        <View key={hour} role="row" style={{ flexDirection: 'row', gap: 4, alignItems: 'center' }}>
          <View role="rowheader" style={{ width: 88, flexDirection: 'row', gap: 4, justifyContent: 'flex-end' }}>
            {finishing(hour).map((g) => {
              const shape = shapeOfGroup(g);
              return shape ? <ShiftShape key={g} kind={shape} size={22} silent /> : null;
            })}
            <Text bold={finishing(hour).length > 0}>{`${String(hour).padStart(2, '0')}:00`}</Text>
          </View>
          {week.map((d, day) => {
            const key = `${d}${hour}`;
            const box = here.get(key);
            if (!box) return <View key={d} role="cell" style={{ flex: 1 }} />;
            return (
              <View key={d} role="cell" style={{ flex: 1 }}>
                <HeatBox
                  hold={(v) => {
                    if (v) boxes.current.set(key, v);
                  }}
                  more={keys(day, row)}
                  stop={key === stop}
                  place={placeOf(box)}
                  {...signOf(box)}
                  when={`${weekday(say, d)} ${box.start}`}
                  onFocus={() => setAt(key)}
                  onPress={() => onChoose(box.weekday, box.start)}
                />
              </View>
            );
          })}
        </View>
      ))}
    </View>
  );
}
/** Colours of a box by its step, and a numbered disc when it is picked. */
function HeatBox({
  hold,
  more,
  stop,
  place,
  sign,
  step,
  text,
  when,
  onFocus,
  onPress,
}: {
  hold: (v: View | null) => void;
  more: object;
  stop: boolean;
  place: number;
  sign: string;
  step: number;
  text: string;
  when: string;
  onFocus: () => void;
  onPress: () => void;
}) {
  const { say } = useWords();
  const theme = useTheme();
  return (
    <Pressable
      ref={hold}
      {...more}
      tabIndex={stop ? 0 : -1}
      role="button"
      aria-pressed={place === 1}
      aria-label={say('shifts.map_box', { when, text })}
      onFocus={onFocus}
      onPress={onPress}
      style={{
        minHeight: 44,
        borderRadius: 10,
        borderWidth: place ? 3 : 1,
        borderColor: place ? theme.ink : theme.line,
        boxShadow: place ? `0 0 0 3px ${theme.amber}` : 'none',
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      <View
        style={{
          position: 'absolute',
          top: 0,
          bottom: 0,
          start: 0,
          end: 0,
          borderRadius: 8,
          backgroundColor: theme.indigo,
          opacity: steps[step] ?? 0,
        }}
      />
      <Text bold={step >= 3} tone={step >= 3 ? 'onPress' : 'ink'}>
        {sign}
      </Text>
      {place ? (
        <View
          aria-hidden
          style={{
            position: 'absolute',
            top: -10,
            end: -6,
            width: 26,
            height: 26,
            borderRadius: 13,
            borderWidth: 2,
            borderColor: theme.ink,
            backgroundColor: theme.card,
            alignItems: 'center',
            justifyContent: 'center',
          }}
        >
          <Text bold>{String(place)}</Text>
        </View>
      ) : null}
    </Pressable>
  );
}

/** What the signs mean, beside the map. */
export function HeatLegend({ group, anchors }: { group: string; anchors: FoundTimes['anchors'] }) {
  const { say } = useWords();
  const shares = ['few', 'under half', 'over half', 'most', 'all'];
  const finishes = [...new Set(anchors.flatMap((a) => (a.anchor ? [a.anchor.group] : [])))];
  return (
    <View style={{ gap: space.xs }}>
      <Text tone="quiet">
        {group
          ? `${groupWords(say, group)}. ${shares.map((s, i) => `${i + 1}: ${shareWords(say, s)}`).join(', ')}.`
          : `${say('shifts.map_few_legend')}.`}
      </Text>
      <Text tone="quiet">{say(finishes.length ? 'shifts.map_note_shapes' : 'shifts.map_note')}</Text>
    </View>
  );
}

/** The map as a table: each day with its hours. */
export function HeatTable({ grid, group }: { grid: readonly Box[]; group: string }) {
  const { say } = useWords();
  const theme = useTheme();
  const signOf = signs(say, grid, group);
  return (
    <View role="table" aria-label={say('shifts.map')}>
      {week.map((d, i) => {
        const mine = grid.filter((b) => dayOf(b.weekday) === d);
        return mine.length ? (
          <View
            key={d}
            role="row"
            style={{ gap: 4, paddingVertical: space.s, borderTopWidth: i ? 1 : 0, borderTopColor: theme.line }}
          >
            <View role="rowheader">
              <Text bold>{weekday(say, d)}</Text>
            </View>
            {mine.map((box) => (
              <View key={box.hour} role="cell">
                <Text>{say('shifts.map_box', { when: box.start, text: signOf(box).text })}</Text>
              </View>
            ))}
          </View>
        ) : null;
      })}
    </View>
  );
}
