import { useRef } from 'react';
import { Platform, Pressable, View } from 'react-native';
import type { Count, FoundTime, FoundTimes } from '@/api/shapes';
import { Text, useTheme } from '@/design';
import { type Weekday, weekday } from '@/lib/when';
import { useWords } from '@/words';

const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayOf = (name: string): Weekday => name.slice(0, 3).toLowerCase() as Weekday;
const numberOf = (count: Count): number => ('about' in count ? count.about : 0);
/** Five steps of indigo; a count under 8 has none. */
const steps = [0.08, 0.2, 0.35, 0.8, 1] as const;
const stepOf = (n: number, least: number, most: number): number =>
  n === 0 ? -1 : Math.min(4, Math.floor(((n - least) / Math.max(1, most - least)) * 5));

/** Hours down, days across: number and tint together, "few" under 8. Arrow keys move, Enter chooses. */
export function HeatMap({
  grid,
  chosen,
  onChoose,
}: {
  grid: FoundTimes['grid'];
  chosen: Pick<FoundTime, 'weekday' | 'start'> | undefined;
  onChoose: (weekday: string, start: string) => void;
}) {
  const { say } = useWords();
  const theme = useTheme();
  const boxes = useRef(new Map<string, View>());
  const hours = [...new Set(grid.map((b) => b.hour))].sort((a, b) => a - b);
  const counts = grid.map((b) => numberOf(b.reach)).filter(Boolean);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const at = (day: Weekday, hour: number) => grid.find((b) => dayOf(b.weekday) === day && b.hour === hour);
  const move = (day: number, row: number) => {
    const box = boxes.current.get(`${week[(day + 7) % 7]}${hours[row]}`);
    (box as unknown as { focus?: () => void } | undefined)?.focus?.();
  };
  const keys = (day: number, row: number) =>
    Platform.OS === 'web'
      ? ({
          onKeyDown: (e: { key: string; preventDefault: () => void }) => {
            const to = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
            if (!to) return;
            e.preventDefault();
            move(day + (to[0] ?? 0), row + (to[1] ?? 0));
          },
        } as object)
      : {};
  return (
    <View role="table" aria-label={say('shifts.map')} style={{ gap: 4 }}>
      <View role="row" style={{ flexDirection: 'row', gap: 4 }}>
        <View style={{ width: 56 }} />
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
          <View role="rowheader" style={{ width: 56 }}>
            <Text>{`${String(hour).padStart(2, '0')}:00`}</Text>
          </View>
          {week.map((d, day) => {
            const box = at(d, hour);
            if (!box) return <View key={d} role="cell" style={{ flex: 1 }} />;
            const n = numberOf(box.reach);
            const step = stepOf(n, least, most);
            const isChosen = chosen && dayOf(chosen.weekday) === d && chosen.start === box.start;
            return (
              <View key={d} role="cell" style={{ flex: 1 }}>
                <Pressable
                  ref={(v) => {
                    if (v) boxes.current.set(`${d}${hour}`, v);
                  }}
                  {...keys(day, row)}
                  role="button"
                  aria-pressed={Boolean(isChosen)}
                  aria-label={say('shifts.map_box', {
                    when: `${weekday(say, d)} ${box.start}`,
                    count: n ? say('shifts.about', { count: n }) : say('shifts.fewer_than', { count: 8 }),
                  })}
                  onPress={() => onChoose(box.weekday, box.start)}
                  style={{
                    minHeight: 44,
                    borderRadius: 10,
                    borderWidth: isChosen ? 3 : 1,
                    borderColor: isChosen ? theme.ink : theme.line,
                    boxShadow: isChosen ? `0 0 0 3px ${theme.amber}` : 'none',
                    alignItems: 'center',
                    justifyContent: 'center',
                    overflow: 'hidden',
                  }}
                >
                  <View
                    style={{
                      position: 'absolute',
                      top: 0,
                      bottom: 0,
                      start: 0,
                      end: 0,
                      backgroundColor: theme.indigo,
                      opacity: steps[step] ?? 0,
                    }}
                  />
                  <Text bold={step >= 3} tone={step >= 3 ? 'onPress' : 'ink'}>
                    {n || say('shifts.map_few')}
                  </Text>
                </Pressable>
              </View>
            );
          })}
        </View>
      ))}
      <Text tone="quiet">{`${say('shifts.map_note')} ${say('shifts.map_few_legend')}.`}</Text>
    </View>
  );
}
