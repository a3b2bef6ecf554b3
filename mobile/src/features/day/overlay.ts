// What this phone has pressed on the register, laid over what the server last said.
import type { Schemas } from '@/api/shapes';
import type { Intent } from '@/outbox';
import { unseen } from '@/outbox/unseen';

export type Register = Schemas['RegisterOut'];
export type Line = Schemas['RegisterLineOut'];
export type Nameless = Schemas['WithoutCardOut'];
interface Press {
  is_here?: boolean;
  guests?: number;
  people?: number;
  device_at: string;
}
export interface Now extends Register {
  /** Cards shown whose names the server has not told yet. */
  unnamed: number;
}
const lineOf = (row: Intent): string | undefined => row.path.match(/\/register\/([^/]+)$/)?.[1];
const keyOf = (row: Intent): string | undefined => row.path.match(/\/without-card\/([^/]+)$/)?.[1];
const peopleOf = (line: Line): number => (line.state === 'here' ? 1 + line.guests : 0);

/** What this phone pressed after it read the list came later than all that the list shows, whatever other clocks say. */
const isOlder = (press: { device_at: string }, shown: { device_at: string | null }, readAt: number): boolean =>
  Date.parse(press.device_at) <= readAt &&
  shown.device_at !== null &&
  Date.parse(shown.device_at) > Date.parse(press.device_at);

/** Line by line: another lead's ticks stay as they are. */
export function withPressed(read: Register, rows: readonly Intent[], readAt: number): Now {
  const pressed = unseen(rows, readAt);
  const mine = new Map<string, Press>();
  const shown = read.without_card ?? []; // a list kept on the phone before this was counted has none
  const nameless = new Map(shown.map((one) => [one.key, one]));
  let cards = 0;
  let walked = 0;
  for (const row of pressed) {
    const body = row.body as Press;
    const id = lineOf(row);
    const key = keyOf(row);
    if (id) mine.set(id, body);
    else if (key) {
      const before = nameless.get(key);
      if (before && isOlder(body, before, readAt)) continue;
      if (body.is_here) nameless.set(key, { key, people: body.people ?? 1, ticked_by: '', device_at: body.device_at });
      else nameless.delete(key);
    } else if (row.path.endsWith('/walk-ins')) {
      cards += 1;
      walked += 1 + (body.guests ?? 0);
    }
  }
  const lines = read.lines.map((line): Line => {
    const press = mine.get(line.member_id);
    // Somebody may have pressed later on another phone.
    if (!press || isOlder(press, line, readAt)) return line;
    return {
      ...line,
      state: press.is_here ? 'here' : 'expected',
      guests: press.is_here ? (press.guests ?? 0) : 0,
      ticked_by: '',
      device_at: press.device_at,
    };
  });
  const count = (all: Iterable<Nameless>) => [...all].reduce((sum, one) => sum + one.people, 0);
  const counted = count(nameless.values());
  return {
    ...read,
    lines,
    without_card: [...nameless.values()],
    here: lines.reduce((sum, line) => sum + peopleOf(line), walked + counted),
    free: Math.max(read.free - walked - counted + count(shown), 0),
    unnamed: cards,
  };
}

/** DOMAIN 7.3: two days after the end the phone shows no names either, without asking anybody. */
export const forgotten = (read: Register, now: number): Register =>
  now < Date.parse(read.names_until.at)
    ? read
    : {
        ...read,
        lines: read.lines.map((line) => ({ ...line, name: '', ticked_by: '' })),
        without_card: (read.without_card ?? []).map((one) => ({ ...one, ticked_by: '' })),
      };
