// Loaded after the list of what is on: what colleagues asked me by my card, and the way to type a code.
import { ListCard, ListRow } from '@/design';
import { useWords } from '@/words';
import { useReceived } from '../queries';
import { Answer } from './answer';

export default function ReceivedInvitations() {
  const { say } = useWords();
  const rows = useReceived().data ?? [];
  return (
    <>
      {rows.map((asked) => (
        <Answer key={asked.id} asked={asked} />
      ))}
      <ListCard>
        <ListRow first drawing="people" title={say('inviting.code')} href="/invited" />
      </ListCard>
    </>
  );
}
