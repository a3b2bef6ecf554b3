import type { Drawing } from '@/design';
import type { Thing } from './queries';

type Word =
  `kind_${'nothing' | 'promise_late' | 'promise' | 'idea' | 'merge' | 'step' | 'members' | 'lead' | 'second' | 'list' | 'agree' | 'ballot' | 'outcome'}`;
type Do =
  `do_${'nothing' | 'promise_late' | 'promise' | 'idea' | 'merge' | 'step' | 'members' | 'lead' | 'second' | 'list' | 'agree' | 'ballot' | 'outcome'}`;
interface Kind {
  drawing: Drawing;
  what: Word;
  act: Do;
  href: (id: string) => string;
}
const programme = (id: string) => `/desk/programme?activity=${id}`;
const page = (id: string) => `/occurrences/${id}`;
const kinds: Record<string, Kind> = {
  promise_late: { drawing: 'people', what: 'kind_promise_late', act: 'do_promise_late', href: page },
  promise_to_judge: { drawing: 'say', what: 'kind_promise', act: 'do_promise', href: page },
  nothing_to_join: { drawing: 'walk', what: 'kind_nothing', act: 'do_nothing', href: () => '/desk/first-win' },
  idea_to_answer: { drawing: 'idea', what: 'kind_idea', act: 'do_idea', href: (id) => `/desk/ideas?idea=${id}` },
  merge_waiting: { drawing: 'idea', what: 'kind_merge', act: 'do_merge', href: (id) => `/ideas/${id}` },
  step_late: { drawing: 'say', what: 'kind_step', act: 'do_step', href: (id) => `/conversations/${id}` },
  new_members: { drawing: 'people', what: 'kind_members', act: 'do_members', href: () => '/desk/people' },
  activity_without_lead: { drawing: 'walk', what: 'kind_lead', act: 'do_lead', href: programme },
  activity_without_second: { drawing: 'walk', what: 'kind_second', act: 'do_second', href: programme },
  checklist_to_finish: {
    drawing: 'checklist',
    what: 'kind_list',
    act: 'do_list',
    href: (id) => `/occurrences/${id}/lead`,
  },
  agreement_to_give: { drawing: 'time', what: 'kind_agree', act: 'do_agree', href: (id) => `/plan/${id}` },
  ballot_closing: { drawing: 'vote', what: 'kind_ballot', act: 'do_ballot', href: (id) => `/ballots/${id}` },
  outcome_to_publish: {
    drawing: 'vote',
    what: 'kind_outcome',
    act: 'do_outcome',
    href: (id) => `/ballots/${id}/outcome`,
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
