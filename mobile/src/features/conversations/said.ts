// How a conversation is said: when and where, how it stands, who does what by when.
import type { ConversationCard, ConversationPage } from '@/api/shapes';
import { dateWords, daysBetween } from '@/lib/when';
import type { Key, Say } from '@/words';

export const templates = ['cafe_tables', 'open_agenda', 'story_circle'] as const;
export const tables = ['one', 'some', 'most', 'all'] as const;
export const templateWords = (say: Say, template: ConversationCard['template']): string =>
  say(`conversations.${template}`);

export const whenWords = (say: Say, c: ConversationCard, today: string): string =>
  say('conversations.at', { date: dateWords(say, c.held_date, today), time: c.start, minutes: c.minutes });

export function stateWords(say: Say, c: ConversationCard, mayRun: boolean, today: string): string {
  if (c.state === 'written_up')
    return say('conversations.written_up', { date: dateWords(say, c.written_up_date ?? today, today) });
  if (c.state === 'held') return say(mayRun ? 'conversations.held' : 'conversations.held_members');
  return say(`conversations.${c.state}`);
}
export const saidBy = (say: Say, howMany: (typeof tables)[number]): string =>
  say(`conversations.said_${howMany}` as Key & 'conversations.said_one');

export type Step = ConversationPage['steps'][number];
export function ownerWords(say: Say, step: Step): string {
  if (step.is_mine && step.is_agreed) return say('conversations.you_do_it');
  if (!step.owner_name) return step.is_agreed ? '' : say('conversations.nobody_yet');
  return say(step.is_agreed ? 'conversations.does_it' : 'conversations.looks_after', { name: step.owner_name });
}
/** By when, how late, or when it was done. */
export function dueWords(say: Say, step: Step, today: string): string {
  if (step.done_date)
    return say(step.is_late ? 'conversations.step_done_late' : 'conversations.step_done', {
      date: dateWords(say, step.done_date, today),
    });
  const due = say('conversations.step_open', { date: dateWords(say, step.due_date, today) });
  return step.is_late ? `${due} ${say.count('conversations.step_late', daysBetween(step.due_date, today))}` : due;
}
/** To come, the next one first: a plan whose day is over is no longer to come. */
export const toCome = (rows: readonly ConversationCard[], today: string): ConversationCard[] =>
  rows
    .filter((c) => c.state === 'planned' && c.held_date >= today)
    .sort((a, b) => a.held_date.localeCompare(b.held_date) || a.start.localeCompare(b.start));
/** Everything else, the last held first. */
export const heldBefore = (rows: readonly ConversationCard[], today: string): ConversationCard[] =>
  rows
    .filter((c) => !(c.state === 'planned' && c.held_date >= today))
    .sort((a, b) => b.held_date.localeCompare(a.held_date));
