import { randomBytes } from '@/lib/random';

let last = 0;
let count = 0;
/** UUIDv7: sorts by time, and within one millisecond by a counter (RFC 9562, method 1). */
export function uuid7(now = Date.now()): string {
  count = now > last ? 0 : count + 1;
  last = Math.max(now, last) + (count > 0xfff ? 1 : 0);
  count &= 0xfff;
  const b = [...randomBytes(8)].map((x) => x.toString(16).padStart(2, '0')).join('');
  const t = last.toString(16).padStart(12, '0');
  const v = (0x8 | (Number.parseInt(b[0] ?? '0', 16) & 3)).toString(16);
  return `${t.slice(0, 8)}-${t.slice(8)}-7${count.toString(16).padStart(3, '0')}-${v}${b.slice(1, 4)}-${b.slice(4)}`;
}
