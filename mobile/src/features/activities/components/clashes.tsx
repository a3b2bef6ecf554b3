import { Note } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import type { Page } from '../types';

/** What else I go to at the same time, before I join. It never takes the button away. */
export function Clashes({ page, today }: { page: Page; today: string }) {
  const { say } = useWords();
  if (page.mine) return null;
  return page.clashes.map((clash) => (
    <Note key={clash.occurrence_id} tone={clash.hard ? 'clay' : 'amber'}>
      {say(clash.hard ? 'activities.clash_hard' : 'activities.clash_soft', {
        title: clash.title,
        when: momentWords(say, clash.starts, undefined, today),
      })}
    </Note>
  ));
}
