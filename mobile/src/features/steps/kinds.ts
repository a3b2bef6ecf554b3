import type { Say } from '@/words';
import type { About, CertificateWhat, Kind } from './queries';

export const KINDS: readonly Kind[] = [
  'walk',
  'cook',
  'picnic',
  'hill',
  'trip',
  'talk',
  'move',
  'check',
  'family',
  'day_out',
  'cafe',
  'listen',
  'litter',
  'choir',
  'calm',
  'other',
];
export const PAPERS: readonly CertificateWhat[] = [
  'first_aid',
  'food_hygiene',
  'safeguarding',
  'dbs',
  'lowland',
  'hill_moorland',
  'mountain_leader',
  'winter_mountain_leader',
];
export type StepNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export const stepName = (say: Say, number: number): string => say(`steps.step_${number as StepNumber}`);
/** What a kind asks for, in words; the certificate that shows it is told further down. */
export function basicsOf(say: Say, kind: Kind): string {
  if (kind === 'walk') return say('steps.basics_first_aid');
  if (kind === 'cook') return say('steps.basics_food_hygiene');
  if (kind === 'hill') return say('steps.basics_mountain');
  if (kind === 'family' || kind === 'picnic') return say('steps.basics_safeguarding');
  return say('steps.basics_briefing');
}
/** Which word of somebody meets a need, where one does. */
export const wordFor = (need: string, kind: Kind): About | undefined =>
  need === 'briefing'
    ? 'briefing'
    : need === 'basics' && kind !== 'hill'
      ? 'basics'
      : need === 'buddy_ready'
        ? 'buddy_ready'
        : need === 'organiser_ready'
          ? 'organ_ready'
          : undefined;
