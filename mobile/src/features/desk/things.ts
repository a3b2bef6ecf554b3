import type { Drawing } from '@/design';
import type { Thing } from './queries';

type Word = `kind_${'idea' | 'member' | 'lead' | 'ballot' | 'vote_done'}`;
type Do = `do_${'idea' | 'member' | 'lead' | 'ballot' | 'activity'}`;
interface Kind {
  drawing: Drawing;
  what: Word;
  act: Do;
  href: (id: string) => string;
}
const kinds: Record<string, Kind> = {
  idea_to_answer: { drawing: 'idea', what: 'kind_idea', act: 'do_idea', href: (id) => `/desk/ideas?idea=${id}` },
  new_member: { drawing: 'people', what: 'kind_member', act: 'do_member', href: () => '/desk/people' },
  activity_without_lead: {
    drawing: 'walk',
    what: 'kind_lead',
    act: 'do_lead',
    href: (id) => `/desk/programme?activity=${id}`,
  },
  ballot_closing: { drawing: 'vote', what: 'kind_ballot', act: 'do_ballot', href: (id) => `/ballots/${id}` },
  option_chosen: {
    drawing: 'vote',
    what: 'kind_vote_done',
    act: 'do_activity',
    href: (id) => `/desk/activity?option=${id}`,
  },
};
/** How a thing is drawn, said and opened; a kind this app does not know yet is shown and opens nothing. */
export const kindOf = (thing: Thing): Kind | undefined => kinds[thing.kind];
/** By due date; what has none comes last, in the order it came. */
export const inOrder = (things: readonly Thing[]): Thing[] =>
  [...things].sort((a, b) => (a.due_date ?? '9999').localeCompare(b.due_date ?? '9999'));
/** Five squares for a share in words. */
export const squares = (share: string): number =>
  ['few', 'under half', 'over half', 'most', 'all'].indexOf(share) + 1 || 1;
