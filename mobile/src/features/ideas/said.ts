// How an idea is said: whose it is, how many would come, where it is on its way.
import type { Decided, IdeaCard } from '@/api/shapes';
import { dateWords, daysBetween } from '@/lib/when';
import type { Key, Say } from '@/words';

export const kinds = ['walk', 'cook', 'picnic', 'hill', 'trip', 'talk', 'move', 'check', 'other'] as const;
const statuses = [
  'open',
  'being_checked',
  'to_vote',
  'small_try',
  'rule_in_our_way',
  'not_now',
  'already_exists',
  'in_ballot',
  'chosen',
  'not_this_time',
  'planned',
  'done',
  'withdrawn',
  'merged',
] as const;
type Status = (typeof statuses)[number];
const isStatus = (s: string): s is Status => (statuses as readonly string[]).includes(s);
export const statusWords = (say: Say, status: string): string =>
  isStatus(status) ? say(`ideas.${status}` as Key & 'ideas.open') : '';

/** What happens next, for whoever asks "and now?". */
export const nextWords = (say: Say, status: string): string =>
  isStatus(status) ? say(`ideas.next_${status}` as Key & 'ideas.next_open') : '';

/** For a line of the log: which idea it became part of, or no longer is part of. */
export const mergeWords = (say: Say, { other, is_undoing }: Pick<Decided, 'other' | 'is_undoing'>): string =>
  say(is_undoing ? 'ideas.log_two' : 'ideas.log_one', { text: other?.text || say('ideas.hidden_title') });

/** The line itself; where it is hidden, that it is. */
export const titleWords = (say: Say, { text }: { text: string }): string => text || say('ideas.hidden_title');

/** "From Piotr." An idea of one's own says so, also when nobody else can see it. */
export function authorWords(say: Say, { author, conversation_id }: IdeaCard): string {
  if (conversation_id) return say('ideas.author_conversation');
  if (author.is_me && author.shown_as === 'anonymous') return say('ideas.author_you_no_name');
  if (author.is_me && author.shown_as === 'team' && author.name)
    return say('ideas.author_you_team', { name: author.name });
  if (author.is_me) return say('ideas.author_you');
  return author.name ? say('ideas.author_name', { name: author.name }) : say('ideas.author_nobody');
}
export function likeYoursWords(say: Say, idea: IdeaCard): string {
  const { author } = idea;
  const from = author.is_me
    ? say('ideas.from_you')
    : author.name
      ? say('ideas.from_name', { name: author.name })
      : say('ideas.from_nobody');
  // A star in somebody's own line is a star, not a mark for bold.
  const line = say('ideas.like_yours', { text: idea.text.replaceAll('*', '＊'), author: from });
  return `${line} ${say.count('ideas.would_come', idea.interest)}`;
}
/** The four steps every idea goes: what it has behind it is ticked, where it is now is bold. */
export const chainSteps = (say: Say, idea: IdeaCard) =>
  idea.chain.map(({ step, state }) => ({
    text: say(`ideas.step_${step}` as Key & 'ideas.step_idea'),
    done: state === 'done' || step === 'idea',
    now: state === 'now',
  }));
/** Who answers by when, or how late the answer is. */
export function dueWords(say: Say, idea: IdeaCard, today: string): string | undefined {
  if (!['open', 'being_checked'].includes(idea.status) || !idea.due_date) return undefined;
  if (idea.is_late) {
    const late = say.count('ideas.late', daysBetween(idea.due_date, today));
    return `${late} ${idea.owner_name ? say('ideas.late_name', { name: idea.owner_name }) : say('ideas.late_ours')}`;
  }
  const date = dateWords(say, idea.due_date, today);
  return idea.owner_name
    ? say('ideas.name_answers_by', { name: idea.owner_name, date })
    : say('ideas.answer_by', { date });
}
