import type { HomeMerge } from '@/api/shapes';
import { Button, Card, OutboxLine, Row, Text } from '@/design';
import { useWords } from '@/words';
import { useMerge } from '../merging';
import { titleWords } from '../said';

/** What whoever had one of two ideas is asked, or whoever would come to the one that ended. Yes and no weigh the same. */
export function MergeQuestion({ merge }: { merge: Pick<HomeMerge, 'id' | 'asks' | 'line'> & Sides }) {
  const { say } = useWords();
  const { answer, reply, latest, sent } = useMerge(merge.id);
  const both = { ends: titleWords(say, merge.ends), other: titleWords(say, merge.goes_on) };
  const author = merge.asks === 'author';
  return (
    <>
      <Text>{say(author ? 'ideas.merge_author' : `ideas.merge_${merge.asks}`, both)}</Text>
      {author && merge.line ? <Text>{say('ideas.merge_line', { text: merge.line })}</Text> : null}
      <Text tone="quiet">{say(author ? 'ideas.merge_nobody_moved' : 'ideas.merge_silence')}</Text>
      {sent ? null : (
        <Row>
          <Button onPress={() => void (author ? answer(true) : reply(true))}>
            {say(author ? 'ideas.merge_yes' : merge.asks === 'still' ? 'ideas.merge_still_yes' : 'ideas.come_to_this')}
          </Button>
          <Button onPress={() => void (author ? answer(false) : reply(false))}>
            {say(author ? 'ideas.merge_no' : 'ideas.merge_not')}
          </Button>
        </Row>
      )}
      <OutboxLine row={latest} />
    </>
  );
}
interface Sides {
  ends: { text: string };
  goes_on: { text: string };
}

/** The same on Home, in a card of its own. */
export function MergeQuestions({ merges }: { merges: HomeMerge[] }) {
  const { say } = useWords();
  return (
    <>
      {merges.map((merge) => (
        <Card key={merge.id}>
          <Text bold>{say(merge.asks === 'author' ? 'ideas.merge_title' : 'ideas.merge_asked')}</Text>
          <MergeQuestion merge={merge} />
          <Button href={`/ideas/${merge.asks === 'still' ? merge.goes_on.id : merge.ends.id}`}>
            {say('ideas.merge_look')}
          </Button>
        </Card>
      ))}
    </>
  );
}
