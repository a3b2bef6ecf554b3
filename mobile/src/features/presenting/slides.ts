// Which slides there are: none for what there is nothing of.
import type { Presentation } from '@/api/shapes';

export type Slide = 'who' | 'join' | 'coming' | 'ideas' | 'vote' | 'answered' | 'question';
export function slidesOf(shown: Presentation, question: string | undefined): Slide[] {
  const there: Record<Slide, boolean> = {
    who: true,
    join: true,
    coming: shown.coming.length > 0,
    ideas: shown.ideas.length > 0,
    vote: shown.ballot !== null,
    answered: shown.answered.length > 0,
    question: shown.conversations.some((c) => c.id === question),
  };
  return (Object.keys(there) as Slide[]).filter((slide) => there[slide]);
}
/** "st-brides.example.org/join": an address as it is said and typed. */
export const typed = (link: string): string => link.replace(/^https?:\/\//, '');

const ROOM = 700;
/** The newest answers whose letters a projector of 1280 by 720 has room for: one at least. */
export function asManyAsFit(answered: Presentation['answered']): Presentation['answered'] {
  let letters = 0;
  return answered.filter(({ text, answer }, i) => {
    letters += text.length + answer.length + 80; // its heading and its date take a line each
    return i === 0 || letters <= ROOM;
  });
}
