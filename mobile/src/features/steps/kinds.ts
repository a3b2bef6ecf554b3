import type { Say } from '@/words';
import type { About, CertificateWhat, Did, Kind } from './queries';

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
const ROLES = {
  greet: 'steps.did_greet',
  kit: 'steps.did_kit',
  back_marker: 'steps.did_back_marker',
  photos: 'steps.did_photos',
  register: 'steps.did_register',
  phone_tree: 'steps.did_phone_tree',
  second: 'steps.did_second',
} as const;
/** One thing that was done on a date. What a job is called was written by colleagues, in the words they chose. */
export function didWords(say: Say, { what, role }: Did): string {
  if (what === 'role' && role in ROLES) return say(ROLES[role as keyof typeof ROLES]);
  if (what === 'job' && role === 'host') return say('steps.did_host');
  if (what === 'job' && role) return say('steps.did_job_named', { job: role });
  return say(`steps.did_${what}`);
}
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
