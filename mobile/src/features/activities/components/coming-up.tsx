import { Card, drawingOf, ListRow, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useOccurrences } from '../queries';
import { howMany } from '../say';

/** The next few dates, for the side of the desk. */
export function ComingUp() {
  const { say } = useWords();
  const { today } = useMe();
  const { cards } = useOccurrences();
  if (!cards) return null;
  return (
    <Card style={{ gap: 4 }}>
      <Part>{say('desk.coming_up')}</Part>
      {cards.length ? (
        cards.slice(0, 4).map((c, i) => (
          <ListRow
            key={c.id}
            first={i === 0}
            drawing={drawingOf(c.kind)}
            title={c.title}
            text={
              <>
                <Text>{momentWords(say, c.starts, null, today)}</Text>
                <Text tone="quiet">{howMany(say, c)}</Text>
              </>
            }
            href={`/desk/programme?activity=${c.activity_id}`}
          />
        ))
      ) : (
        <Text>{say('desk.coming_none')}</Text>
      )}
    </Card>
  );
}
