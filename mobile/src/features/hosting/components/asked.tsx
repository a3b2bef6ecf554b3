// Loaded with the list of what is on: dates that I am asked to be the host of. The answer is on the page of the date.
import { Button, Card, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useHostQuestions } from '../queries';

export default function AskedToHost() {
  const { say } = useWords();
  const { today } = useMe();
  const rows = useHostQuestions().data ?? [];
  return rows.map((row) => (
    <Card key={row.occurrence_id}>
      <Part>{say('hosting.asked_of', { title: row.title })}</Part>
      <Text>{momentWords(say, row.starts, undefined, today)}</Text>
      <Button href={`/occurrences/${row.occurrence_id}`} grow>
        {say('hosting.look')}
      </Button>
    </Card>
  ));
}
