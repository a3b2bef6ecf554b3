import { ListCard, ListRow } from '@/design';
import { useWords } from '@/words';

/** For the side of the desk: what is used when many people are in one room. */
export function MeetingLinks() {
  const { say } = useWords();
  return (
    <ListCard label={say('presenting.title')}>
      <ListRow first drawing="people" title={say('presenting.link')} href="/desk/present" />
      <ListRow drawing="say" title={say('ideas.conversations')} href="/conversations" />
    </ListCard>
  );
}
