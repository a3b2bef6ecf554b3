// For tests: the register of one walk.
import type { Line, Register } from './overlay';

export const aLine = (name: string, more: Partial<Line> = {}): Line => ({
  member_id: name,
  name,
  party: 1,
  state: 'expected',
  guests: 0,
  ticked_by: '',
  device_at: null,
  ...more,
});
export const aRegister = (more: Partial<Register> = {}): Register => ({
  id: 'walk-1',
  title: 'Thursday walk',
  starts: { at: '2026-11-26T15:30:00Z', date: '2026-11-26', time: '15:30' },
  names_until: { at: '2099-11-28T16:15:00Z', date: '2099-11-28', time: '16:15' },
  state: 'published',
  places: 10,
  taken: 3,
  free: 7,
  here: 0,
  may_tick: true,
  may_add_places: true,
  lines: [],
  without_card: [],
  faces: null,
  ...more,
});
