// For tests: the list of one walk, and its date.
import type { Checklist, Item, LedDate } from './types';

export const anItem = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  phase: id.includes('-B') ? 'before' : id.includes('-D') ? 'day' : 'after',
  gate: id.includes('-B') ? 'publish' : id === 'C-D1' ? 'start' : 'close',
  text: `Line ${id}`,
  is_mandatory: true,
  is_done: false,
  takes_number: id === 'C-D1' || id === 'C-A1',
  known: null,
  tick: null,
  ...more,
});
export const done = { is_done: true, known: true } as const;
export const aList = (more: Partial<Checklist> = {}): Checklist => ({
  state: 'published',
  template: 'end-of-shift-walk',
  versions: { core: 2, 'end-of-shift-walk': 1 },
  tier: 'T1',
  taken: 15,
  older: [],
  gates: { publish: [], start: [], close: [] },
  items: [
    anItem('C-B1', done),
    anItem('EW-B1', { gate: 'start' }),
    anItem('C-D1'),
    anItem('C-D2'),
    anItem('EW-D2'),
    anItem('C-A1'),
    anItem('C-A2'),
  ],
  ...more,
});
export const aDate = (more: Partial<LedDate> = {}): LedDate => ({
  id: 'walk-1',
  activity_id: 'walk',
  title: 'Thursday walk',
  kind: 'walk',
  starts: { at: '2026-11-26T15:30:00Z', date: '2026-11-26', time: '15:30' },
  ends: { at: '2026-11-26T16:15:00Z', date: '2026-11-26', time: '16:15' },
  back_by: '16:15',
  state: 'published',
  lead: { name: 'Ama', is_me: true },
  second: { name: 'Bashir', is_me: false },
  may: { change: true },
  ...more,
});
