// For tests.
const kept = new Map<string, string>();
export const keep = {
  get: (key: string): string | null => kept.get(key) ?? null,
  set: (key: string, value: string): void => void kept.set(key, value),
  drop: (key: string): void => void kept.delete(key),
};
