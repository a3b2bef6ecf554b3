import type { Intent } from '@/outbox';
import { forgotten, type Line, type Register, withPressed } from './overlay';
import { aLine, aRegister } from './testing';

const READ_AT = Date.parse('2026-11-26T15:00:00Z');
const press = (path: string, body: object, more: Partial<Intent> = {}): Intent => ({
  key: path,
  member: 'rosa',
  subject: 'checklist:walk-1',
  method: 'PUT',
  path: `/api/v1/occurrences/walk-1/${path}`,
  body: { device_at: '2026-11-26T15:20:00Z', ...body },
  once: false,
  touches: [],
  pressedAt: '2026-11-26T15:20:00Z',
  state: 'saved',
  tries: 0,
  next: 0,
  ...more,
});
const states = (register: Register) => Object.fromEntries(register.lines.map((l: Line) => [l.name, l.state]));

test('ticks of two phones merge line by line', () => {
  const read = aRegister({ lines: [aLine('Ama', { state: 'here', device_at: '2026-11-26T15:10:00Z' }), aLine('Ben')] });
  const now = withPressed(read, [press('register/Ben', { is_here: true, guests: 1 })], READ_AT);
  expect(states(now)).toEqual({ Ama: 'here', Ben: 'here' });
  expect(now.here).toBe(3);
});
test('a later press on another phone stands', () => {
  const read = aRegister({ lines: [aLine('Ama', { state: 'expected', device_at: '2026-11-26T15:21:00Z' })] });
  const readLater = Date.parse('2026-11-26T15:25:00Z');
  expect(withPressed(read, [press('register/Ama', { is_here: true })], readLater).here).toBe(0);
});
test('a tap shows at once what was pressed after the list was read, however fast the other clock goes', () => {
  const read = aRegister({ lines: [aLine('Ama', { state: 'expected', device_at: '2026-11-26T15:21:00Z' })] });
  expect(withPressed(read, [press('register/Ama', { is_here: true })], READ_AT).here).toBe(1);
});
test('who has no card is counted at once, once, and takes places; taken back they are free again', () => {
  const add = press('without-card/k1', { is_here: true, people: 2 });
  const back = press('without-card/k1', { is_here: false, people: 2, device_at: '2026-11-26T15:21:00Z' });
  const seen = [{ key: 'k1', people: 2, ticked_by: 'Rosa', device_at: '2026-11-26T15:20:00Z' }];
  const told = (read: Partial<Register>, rows: Intent[]) => {
    const now = withPressed(aRegister(read), rows, READ_AT);
    return [now.here, now.free, now.without_card.map((one) => one.key)];
  };
  expect(told({ free: 2 }, [add])).toEqual([2, 0, ['k1']]);
  expect(told({ free: 2 }, [add, back])).toEqual([0, 2, []]);
  // The list shows it already: another try of the same press adds nobody.
  expect(told({ free: 2, without_card: seen }, [add])).toEqual([2, 2, ['k1']]);
  expect(told({ free: 2, without_card: seen }, [back])).toEqual([0, 4, []]);
});
test('a list that was kept before anybody was counted without a card opens', () => {
  const { without_card: _, ...old } = aRegister({ lines: [aLine('Ama', { state: 'here' })] });
  expect(withPressed(forgotten(old as Register, READ_AT), [], READ_AT).here).toBe(1);
});
test('a tick taken back counts nobody, whatever came along', () => {
  const rows = [
    press('register/Ama', { is_here: true, guests: 2 }),
    press('register/Ama', { is_here: false, device_at: '2026-11-26T15:22:00Z' }),
  ];
  expect(withPressed(aRegister({ lines: [aLine('Ama')] }), rows, READ_AT).here).toBe(0);
});
test('a card without signal counts at once, and takes the free place', () => {
  const now = withPressed(aRegister({ free: 2 }), [press('walk-ins', { card: 'X', guests: 1 })], READ_AT);
  expect([now.here, now.free, now.unnamed]).toEqual([2, 0, 1]);
});
test('what the server has said already is not counted twice', () => {
  const row = press('walk-ins', { card: 'X' }, { state: 'received', at: '2026-11-26T14:59:00Z' });
  expect(withPressed(aRegister(), [row], READ_AT).here).toBe(0);
});
test('two days after the end the phone shows no names, without signal', () => {
  const read = aRegister({ lines: [aLine('Ama', { ticked_by: 'Rosa' })] });
  const late = forgotten(read, Date.parse(read.names_until.at)).lines[0];
  expect([late?.name, late?.ticked_by]).toEqual(['', '']);
});
