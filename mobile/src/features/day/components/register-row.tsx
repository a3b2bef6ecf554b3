import { ListCard, ListRow } from '@/design';
import { useWords } from '@/words';
import { useTicking } from '../queries';

/** On the lead's screen: opens the register, and has it on the phone before signal goes. */
export function RegisterRow({ id }: { id: string }) {
  const { say } = useWords();
  const { now } = useTicking(id);
  return (
    <ListCard>
      <ListRow
        first
        drawing="people"
        title={say('day.row')}
        text={now ? say('day.here_of', { here: now.here, taken: now.taken }) : undefined}
        href={`/occurrences/${id}/register`}
      />
    </ListCard>
  );
}
