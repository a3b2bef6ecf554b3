import type { Lang } from './languages';

/** The words of every language but English, each in a piece of its own that is fetched when it is wanted. */
export const catalogues: Record<Exclude<Lang, 'en'>, () => Promise<unknown>> = {
  ur: async () => (await import('./ur.json')).default,
};
