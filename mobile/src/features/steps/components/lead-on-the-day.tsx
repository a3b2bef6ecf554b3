import { Button, Card, Note, Part, Text } from '@/design';
import { useWords } from '@/words';
import { useOnTheDay } from '../queries';

/** On the page of a date, for whoever runs it: is a certificate that it needs good on the day? Never whose. */
export default function LeadOnTheDay({ id }: { id: string }) {
  const { say } = useWords();
  const rows = useOnTheDay(id).data ?? [];
  if (!rows.length) return null;
  return (
    <Card>
      <Part>{say('steps.day')}</Part>
      {rows.map((row) => {
        const what = say(`steps.paper_${row.what}`);
        return row.is_held ? (
          <Text key={row.what}>{say('steps.day_held', { what })}</Text>
        ) : (
          <Note key={row.what} tone="clay">
            {say('steps.day_missing', { what })}
          </Note>
        );
      })}
      {rows.every((row) => row.is_held) ? null : <Button href="/my-steps">{say('steps.day_do')}</Button>}
    </Card>
  );
}
