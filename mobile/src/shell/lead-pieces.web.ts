import { fetchLateWords } from '@/words/late';

let asked: Promise<unknown> | undefined;
/**
 * What a lead needs on the day, where there may be no signal: the list and the register. Most phones never open them, so a release
 * does not bring them (scripts/for-few.mjs); whoever leads a date gets them with Home, and the worker keeps them.
 */
export const fetchLeadPieces = async (): Promise<void> => {
  asked ??= Promise.all([
    import('./pages/lead'),
    import('./pages/lead-out'),
    import('./pages/register'),
    fetchLateWords(['day', 'safety', 'out']),
  ]);
  await asked.catch(() => {
    asked = undefined;
  });
};
