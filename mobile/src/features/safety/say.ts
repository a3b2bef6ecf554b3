import { phoneTime } from '@/lib/when';
import type { Say } from '@/words';
import type { LedDate, Tick } from './types';

const timeOf = (at: Tick['device_at']): string => (typeof at === 'string' ? phoneTime(at) : at.time);
export interface Pressed {
  isMe: boolean;
  who: string;
  time: string;
}
/** Who pressed, and when by their own clock. */
export const pressedBy = (say: Say, tick: Tick, myName: string): Pressed => {
  const isMe = tick.isMine === true || tick.by === myName;
  return { isMe, who: isMe ? say('safety.you') : (tick.by ?? say('safety.somebody')), time: timeOf(tick.device_at) };
};
/** "You, 15:31": under a ticked line, and under one that was taken back; and who typed it in from a printed list. */
export function tickWords(say: Say, tick: Tick | null, myName: string): string | undefined {
  if (!tick) return undefined;
  const { isMe, who, time } = pressedBy(say, tick, myName);
  const pressed = isMe ? say('safety.you_at', { time }) : say('safety.name_at', { name: who, time });
  const words = tick.ticked ? pressed : say('safety.taken_back_at', { name: who, time });
  return tick.typed_by ? `${words}. ${say('safety.typed_by', { name: tick.typed_by })}` : words;
}
const why = { 'C-B1': 'c_b1', 'C-B2': 'c_b2', 'C-B3': 'c_b3', 'C-B6': 'c_b6', 'C-B12': 'c_b12' } as const;
/** What to do about a line that the data answers with no. */
export const knownNo = (say: Say, id: string): string =>
  id in why ? say(`safety.no_${why[id as keyof typeof why]}`) : say('safety.not_known');
/** "You lead. Bashir helps." */
export function leadersWords(say: Say, { lead, second }: Pick<LedDate, 'lead' | 'second'>): string {
  if (lead?.is_me) return second ? say('safety.you_lead', { second: second.name }) : say('safety.you_lead_alone');
  if (!lead) return say('safety.nobody_leads');
  return second?.is_me ? say('safety.you_help', { lead: lead.name }) : say('safety.others_lead', { lead: lead.name });
}
