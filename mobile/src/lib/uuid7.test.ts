import { uuid7 } from './uuid7';

test('ids sort in the order they were made, also within one millisecond and when the clock goes back', () => {
  const ids = [...Array(5000)].map((_, i) => uuid7(1_700_000_000_000 - (i % 7)));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(5000);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
});
