// What this phone has pressed on the register, laid over what the server last said.
import type { Schemas } from '@/api/shapes';
import type { Intent } from '@/outbox';
import { unseen } from '@/outbox/unseen';

export type Register = Schemas['RegisterOut'];
export type Line = Schemas['RegisterLineOut'];
interface Press {
  is_here?: boolean;
  guests?: number;
  device_at: string;
}
export interface Now extends Register {
  /** Cards shown whose names the server has not told yet. */
  unnamed: number;
}
const lineOf = (row: Intent): string | undefined => row.path.match(/\/register\/([^/]+)$/)?.[1];
const peopleOf = (line: Line): number => (line.state === 'here' ? 1 + line.guests : 0);

/** Line by line: another lead's ticks stay as they are. */
export function withPressed(read: Register, rows: readonly Intent[], readAt: number): Now {
  const pressed = unseen(rows, readAt);
  const mine = new Map<string, Press>();
  let cards = 0;
  let walked = 0;
  for (const row of pressed) {
    const body = row.body as Press;
    const id = lineOf(row);
    if (id) mine.set(id, body);
    else if (row.path.endsWith('/walk-ins')) {
      cards += 1;
      walked += 1 + (body.guests ?? 0);
    }
  }
  const lines = read.lines.map((line): Line => {
    const press = mine.get(line.member_id);
    // Somebody may have pressed later on another phone.
    if (!press || (line.device_at && Date.parse(line.device_at) > Date.parse(press.device_at))) return line;
    return {
      ...line,
      state: press.is_here ? 'here' : 'expected',
      guests: press.is_here ? (press.guests ?? 0) : 0,
      ticked_by: '',
      device_at: press.device_at,
    };
  });
  return {
    ...read,
    lines,
    here: lines.reduce((sum, line) => sum + peopleOf(line), walked),
    free: Math.max(read.free - walked, 0),
    unnamed: cards,
  };
}

/** DOMAIN 7.3: two days after the end the phone shows no names either, without asking anybody. */
export const forgotten = (read: Register, now: number): Register =>
  now < Date.parse(read.names_until.at)
    ? read
    : { ...read, lines: read.lines.map((line) => ({ ...line, name: '', ticked_by: '' })) };
