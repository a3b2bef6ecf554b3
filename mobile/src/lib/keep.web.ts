// Small things that must be known before the first screen. A browser may refuse storage: then nothing is kept.
const tried = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};
export const keep = {
  get: (key: string): string | null => tried(() => localStorage.getItem(key), null),
  set: (key: string, value: string): void => tried(() => localStorage.setItem(key, value), undefined),
  drop: (key: string): void => tried(() => localStorage.removeItem(key), undefined),
};
