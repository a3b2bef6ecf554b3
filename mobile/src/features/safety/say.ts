import { phoneTime } from '@/lib/when';
import type { Say } from '@/words';
import type { LedDate, Tick } from './types';

/** A device's own time is said as its clock showed it. */
const timeOf = (at: Tick['device_at']): string => (at ? (typeof at === 'string' ? phoneTime(at) : at.time) : '');
export const whoAndWhen = (say: Say, tick: Tick): { who: string; time: string } => ({
  who: typeof tick.by === 'string' ? tick.by : !tick.by || tick.by.is_me ? say('safety.you') : tick.by.name,
  time: timeOf(tick.device_at),
});
/** "You, 15:31": under a ticked line, and under one that was taken back. */
export function tickWords(say: Say, tick: Tick | null): string | undefined {
  if (!tick) return undefined;
  const { who, time } = whoAndWhen(say, tick);
  const me = typeof tick.by !== 'string' && (!tick.by || tick.by.is_me);
  if (!tick.ticked) return say('safety.taken_back_at', { name: me ? say('safety.you') : who, time });
  return me ? say('safety.you_at', { time }) : say('safety.name_at', { name: who, time });
}
/** "You lead. Bashir helps." */
export function leadersWords(say: Say, { lead, second }: Pick<LedDate, 'lead' | 'second'>): string {
  if (lead?.is_me) return second ? say('safety.you_lead', { second: second.name }) : say('safety.you_lead_alone');
  if (!lead) return say('safety.nobody_leads');
  return second?.is_me ? say('safety.you_help', { lead: lead.name }) : say('safety.others_lead', { lead: lead.name });
}
