// The three ways of talking, step by step. `share` is the part of the planned time a step takes; none before people come.
import type { ConversationCard } from '@/api/shapes';

export interface GuideStep {
  words:
    | 'tables'
    | 'welcome'
    | 'round'
    | 'move'
    | 'harvest'
    | 'close'
    | 'wall'
    | 'feet'
    | 'agenda'
    | 'corners'
    | 'ring'
    | 'ring_welcome'
    | 'teller'
    | 'echo';
  share: number;
  /** Which teller. */
  n?: number;
}
const guides: Record<ConversationCard['template'], readonly GuideStep[]> = {
  cafe_tables: [
    { words: 'tables', share: 0 },
    { words: 'welcome', share: 0.1 },
    { words: 'round', share: 0.25 },
    { words: 'move', share: 0.25 },
    { words: 'harvest', share: 0.25 },
    { words: 'close', share: 0.15 },
  ],
  open_agenda: [
    { words: 'wall', share: 0 },
    { words: 'feet', share: 0.1 },
    { words: 'agenda', share: 0.15 },
    { words: 'corners', share: 0.45 },
    { words: 'harvest', share: 0.15 },
    { words: 'close', share: 0.15 },
  ],
  story_circle: [
    { words: 'ring', share: 0 },
    { words: 'ring_welcome', share: 0.1 },
    { words: 'teller', share: 0.2, n: 1 },
    { words: 'teller', share: 0.2, n: 2 },
    { words: 'teller', share: 0.2, n: 3 },
    { words: 'echo', share: 0.15 },
    { words: 'close', share: 0.15 },
  ],
};
export const guideOf = (template: ConversationCard['template']): readonly GuideStep[] => guides[template];
/** Whole minutes; together never more than was planned, and one at least. */
export const minutesOf = (step: GuideStep, planned: number): number =>
  step.share ? Math.max(1, Math.floor(step.share * planned)) : 0;
/** "4:05", never below nothing. */
export function clockWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
