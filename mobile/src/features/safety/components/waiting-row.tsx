import { ListCard, ListRow } from '@/design';
import { useSession } from '@/session';
import { useWords } from '@/words';
import { useQueue } from '../plan-queries';

/** For the side of the desk: how many plans wait for a yes. */
export function WaitingRow() {
  const { say } = useWords();
  const { has } = useSession();
  const { data } = useQueue(has('organiser', 'adviser'));
  return (
    <ListCard>
      <ListRow
        first
        drawing="checklist"
        title={data?.results.length ? say.count('plan.queue_waits', data.results.length) : say('plan.queue_none')}
        href="/desk/agreements"
      />
    </ListCard>
  );
}
