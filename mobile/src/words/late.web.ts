// On the web the late words of each feature are a piece of their own, which a late page that says them waits for
// (shell/lazy-page.tsx): say() need not wait.
import type { lateEnglish } from './late-english';

export type LateFeature = keyof typeof lateEnglish;
type Words = Record<string, string>;

const pieces: Record<LateFeature, () => Promise<{ words: Words }>> = {
  safety: () => import('./late/words-safety'),
  calendars: () => import('./late/words-calendars'),
  day: () => import('./late/words-day'),
  desk: () => import('./late/words-desk'),
  people: () => import('./late/words-people'),
  listening: () => import('./late/words-listening'),
  ballots: () => import('./late/words-ballots'),
  conversations: () => import('./late/words-conversations'),
  presenting: () => import('./late/words-presenting'),
  promises: () => import('./late/words-promises'),
  passing: () => import('./late/words-passing'),
  roles: () => import('./late/words-roles'),
  hosting: () => import('./late/words-hosting'),
  inviting: () => import('./late/words-inviting'),
  just_us: () => import('./late/words-just-us'),
  tracks: () => import('./late/words-tracks'),
  paper: () => import('./late/words-paper'),
  messages: () => import('./late/words-messages'),
  tablet: () => import('./late/words-tablet'),
  changing: () => import('./late/words-changing'),
  plan: () => import('./late/words-plan'),
  steps: () => import('./late/words-steps'),
  out: () => import('./late/words-out'),
  background: () => import('./late/words-background'),
};
const here: Record<string, Words> = {};
export const lateWords = (): Record<string, Words> => here;
export const fetchLateWords = async (features: readonly LateFeature[]): Promise<void> => {
  const missing = features.filter((feature) => !here[feature]);
  await Promise.all(
    missing.map(async (feature) => {
      here[feature] = (await pieces[feature]()).words;
    }),
  );
};
