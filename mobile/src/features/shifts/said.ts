// How shifts are said: "early, 07:00 to 15:00".
import type { ShiftKind } from '@/design';
import { addDays, between, dateWords } from '@/lib/when';
import type { Key, Say } from '@/words';
import { kindOf, OFF, readDay, type Span } from './days';
import { shifts as words } from './words';

export const kindWords = (say: Say, span: Span): string => say(`shifts.w_${kindOf(span)}` as Key & 'shifts.w_early');
export const timesWords = (say: Say, spans: readonly Span[]): string =>
  spans.map((s) => between(say, s.start, s.end)).reduce((first, second) => say('shifts.and', { first, second }));
/** "early, 07:00 to 15:00", or "off": for a label that is spoken. */
export const dayWords = (say: Say, day: string): string => {
  const spans = readDay(day);
  const [first] = spans;
  return first ? `${kindWords(say, first)}, ${timesWords(say, spans)}` : say('common.off').toLowerCase();
};
/** Read back in words, with tomorrow as the proof. */
export function proof(say: Say, today: string, tomorrow: string, tomorrowDate: string): [string, string] {
  const now = readDay(today);
  const next = readDay(tomorrow);
  const date = dateWords(say, tomorrowDate);
  return [
    now[0]
      ? say('shifts.so_work', { kind: kindWords(say, now[0]), times: timesWords(say, now) })
      : say('shifts.so_off'),
    next[0]
      ? say('shifts.tomorrow_work', { date, kind: kindWords(say, next[0]), times: timesWords(say, next) })
      : say('shifts.tomorrow_off', { date }),
  ];
}

/** "Is this right: on Tuesday 1 December you start at 07:00?": the next day of a cycle with work on it, after today. */
export function question(say: Say, days: readonly string[], place: number, today: string): string | undefined {
  for (let ahead = 1; ahead <= days.length; ahead++) {
    const starts = readDay(days[(place + ahead) % days.length] ?? OFF).map((span) => span.start);
    if (!starts.length) continue;
    const time = starts.reduce((first, second) => say('shifts.and', { first, second }));
    return say('shifts.is_right', { date: dateWords(say, addDays(today, ahead)), time });
  }
  return undefined;
}

/** The picture's name in the member's language; one we have no words for keeps the server's. */
export function pictureName(say: Say, picture: { id: string; name: string }): string {
  const key = `p_${picture.id.replaceAll('-', '_')}`;
  return key in words ? say(`shifts.${key}` as Key & 'shifts.p_weekends') : picture.name;
}

const groups = ['earlies', 'lates', 'nights', 'long_days', 'turning', 'evenings', 'unknown'] as const;
/** The groups a member can be in, as their own shifts say. */
export const groupsToChoose = groups.slice(0, -1);
export const groupWords = (say: Say, group: string): string =>
  say(`shifts.g_${(groups as readonly string[]).includes(group) ? group : 'unknown'}` as Key & 'shifts.g_earlies');
const shapes: Record<string, ShiftKind> = { earlies: 'early', lates: 'late', nights: 'night', long_days: 'long' };
/** The shape that stands for a group, where it has one. */
export const shapeOfGroup = (group: string): ShiftKind | undefined => shapes[group];
