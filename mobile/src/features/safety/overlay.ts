// What this phone has pressed, laid over what the server last said: a tick is done when it is on the phone.
import type { Intent } from '@/outbox';
import { unseen } from '@/outbox/unseen';
import type { Checklist, Gate, Item, Tick } from './types';

export interface TickBody {
  item_id: string;
  ticked: boolean;
  device_at: string;
  number?: number;
  note?: string;
  /** From a printed list: who ticked it there, and when. */
  paper_by?: 'lead' | 'second';
  paper_at?: string;
}
/** Of which item a row of the outbox is a tick. One that was pressed before this release stands in its address. */
export const itemOf = (row: Intent): string | undefined =>
  row.together ? (row.body as TickBody).item_id : row.path.match(/\/checklist\/items\/([^/]+)$/)?.[1];
/** What the server needs to place a tick that was made on an older list: its version, and the words that were read. */
export function asSeen(list: Checklist | undefined, id: string): { version?: number; words?: string } {
  const item = list?.items.find((i) => i.id === id);
  if (!list || !item) return {};
  const name = id.startsWith('C-') ? 'core' : id.startsWith('OWN-') ? 'own' : list.template;
  const version = list.versions[name];
  return { words: item.text.slice(0, 300), ...(version && { version }) };
}

export const withPressed = (list: Checklist, rows: readonly Intent[], readAt: number): Checklist => {
  const mine = new Map<string, Tick>();
  for (const row of unseen(rows, readAt)) {
    const id = itemOf(row);
    const body = row.body as TickBody | undefined;
    if (id && body)
      mine.set(id, {
        ticked: body.ticked,
        by: null,
        isMine: true,
        device_at: body.device_at,
        number: body.number ?? null,
        note: body.note ?? '',
      });
  }
  if (!mine.size) return list;
  return {
    ...list,
    items: list.items.map((i) => {
      const tick = mine.get(i.id);
      return tick ? { ...i, tick, is_done: i.known ?? tick.ticked } : i;
    }),
  };
};
const verbs = { publication: 'published', start: 'started', stop: 'stopped', close: 'closed' } as const;
/** The state of the date as this phone has pressed it. */
export const stateNow = (list: Checklist, rows: readonly Intent[], readAt: number): Checklist['state'] => {
  let { state } = list;
  for (const row of unseen(rows, readAt)) {
    const verb = row.path.slice(row.path.lastIndexOf('/') + 1);
    if (verb in verbs) state = verbs[verb as keyof typeof verbs];
  }
  return state;
};

export const COUNT_AT_START = 'C-D1';
export const COUNT_AT_END = 'C-A1';
/** It has set off and is not counted back. Stopping ends the activity, not the way home: the server's rule too. */
export const isOut = (list: Checklist | undefined, state: Checklist['state'] | undefined): boolean =>
  state === 'started' ||
  (state === 'stopped' && list?.items.some((i) => i.id === COUNT_AT_START && i.tick?.ticked) === true);
/** Things of the day that happen after setting off (DOMAIN 4.9). */
const ON_THE_WAY = new Set([
  ...['C-D5', 'EW-D2', 'EW-D3', 'DW-D2', 'DW-D3', 'DW-D4', 'HM-D2', 'HM-D3', 'HM-D4', 'TR-D1'],
  ...['FS-D2', 'CK-D3', 'CK-D5', 'SO-D2', 'GX-D2'],
]);
export type Part = 'before' | 'setOff' | 'way' | 'after';
const partOf = (i: Item): Part => {
  if (i.phase === 'after') return 'after';
  if (ON_THE_WAY.has(i.id)) return 'way';
  // What has to be fresh on the day, as a route walked lately, stands with what is done at the door.
  return i.phase === 'before' && i.gate !== 'start' ? 'before' : 'setOff';
};
/** The rows of one list on the screen; the two counts are not rows. */
export const rowsOf = (list: Checklist, part: Part): Item[] =>
  list.items.filter((i) => partOf(i) === part && i.id !== COUNT_AT_START && i.id !== COUNT_AT_END);
export const itemNamed = (list: Checklist, id: string): Item | undefined => list.items.find((i) => i.id === id);
const upTo: Record<Gate, readonly Gate[]> = {
  publish: ['publish'],
  start: ['publish', 'start'],
  close: ['publish', 'start', 'close'],
};
/** Ticked or not: before they set off somebody says who else has the certificate, or why they go without. */
export const lacksWord = (i: Item): boolean => Boolean(i.missing_certificate) && !i.tick?.note;
/**
 * What keeps a gate shut, with this phone's presses in it: the same sum as the server's, so that it is right without signal.
 * The count that the button itself writes down is not missing.
 */
export function missing(list: Checklist, gate: Gate): Item[] {
  const counted = gate === 'start' ? COUNT_AT_START : gate === 'close' ? COUNT_AT_END : undefined;
  return list.items.filter(
    (i) =>
      i.is_mandatory &&
      i.id !== counted &&
      upTo[gate].includes(i.gate) &&
      (!i.is_done || (gate === 'start' && lacksWord(i))),
  );
}
