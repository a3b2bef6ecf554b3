import type { BarrierTag, Count } from '@/api/shapes';
import type { Drawing } from '@/design';
import { drawingOf } from '@/design';
import type { Key, Say } from '@/words';

/** What stops people, in the order in which it is asked, with a picture each. */
const drawn = {
  time: 'time',
  caring: 'caring',
  second_job: 'second_job',
  cost: 'cost',
  confidence: 'stairs',
  language: 'language',
  travel: 'trip',
  health: 'health',
  faith: 'faith',
  other: 'say',
} as const satisfies Record<BarrierTag, Drawing>;
export const tags = Object.keys(drawn) as BarrierTag[];
export const tagDrawing = (tag: BarrierTag): Drawing => drawn[tag];
export const tagWords = (say: Say, tag: string): string => say(`listening.tag_${tag}` as Key & 'listening.tag_time');

export const kinds = ['walk', 'cook', 'picnic', 'hill', 'trip', 'talk', 'move', 'check', 'other'] as const;
export type Kind = (typeof kinds)[number];
export const kindWords = (say: Say, kind: string): string => say(`ideas.kind_${kind}` as Key & 'ideas.kind_walk');
export const kindDrawing = (kind: string): Drawing => (kind === 'other' ? 'idea' : drawingOf(kind));

/** A rounded count; 0 where it is too small to be shown. */
export const shownCount = (count: Count): number => ('about' in count ? count.about : 0);
type Rounded = 'listening.about' | 'listening.hands_about' | 'listening.room_about';
type Few = 'listening.fewer' | 'listening.hands_fewer' | 'listening.room_fewer';
export const countWords = (say: Say, count: Count, about: Rounded, few: Few): string =>
  'about' in count ? say(about, { count: count.about }) : say(few, { count: count.fewer_than });
