import { ListCard, ListRow, Text } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useConversations } from '../queries';
import { toCome, whenWords } from '../said';

/** The next conversations, quietly: nobody is asked to say that they come. */
export function ComingConversations() {
  const { say } = useWords();
  const { today } = useMe();
  const { data } = useConversations();
  const next = toCome(data?.pages.flatMap((p) => p.results) ?? [], today).slice(0, 2);
  if (!next.length) return null;
  return (
    <ListCard label={say('ideas.conversations')}>
      {next.map((c, i) => (
        <ListRow
          key={c.id}
          first={i === 0}
          drawing="say"
          title={c.question}
          lang={c.language}
          text={<Text tone="quiet">{`${whenWords(say, c, today)} ${c.place}`}</Text>}
          href={`/conversations/${c.id}`}
        />
      ))}
    </ListCard>
  );
}
