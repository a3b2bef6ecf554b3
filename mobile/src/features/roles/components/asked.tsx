// Loaded with the list of what is on: small roles that I am asked to take. The answer is on the page of the date.
import { Button, Card, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useRoleQuestions } from '../queries';

export default function AskedForRoles() {
  const { say } = useWords();
  const { today } = useMe();
  const rows = useRoleQuestions().data ?? [];
  return rows.map((row) => (
    <Card key={`${row.occurrence_id} ${row.role}`}>
      <Part>{say('roles.asked_of', { title: row.title, role: say(`roles.${row.role}`) })}</Part>
      <Text>{momentWords(say, row.starts, undefined, today)}</Text>
      <Button
        href={`/occurrences/${row.occurrence_id}`}
        label={`${say('roles.look')}: ${row.title}, ${say(`roles.${row.role}`)}`}
        grow
      >
        {say('roles.look')}
      </Button>
    </Card>
  ));
}
