import { Button, Card, OutboxLine, Text } from '@/design';
import { useWords } from '@/words';
import { useShadow, useShadowings } from '../queries';

/** On the page of a date, with a place: going along to watch how it is led. */
export default function Watch({ id }: { id: string }) {
  const { say } = useWords();
  const rows = useShadowings().data;
  const { shadow, not, wants, latest } = useShadow(id);
  if (!rows) return null;
  const mine = rows.find((row) => row.is_mine && row.occurrence_id === id);
  const watches = wants ? wants === 'PUT' : mine !== undefined;
  if (mine?.i_said) return null;
  return (
    <Card>
      {watches ? (
        <>
          <Text>{say('steps.shadow_asked')}</Text>
          <Button onPress={() => void not()}>{say('steps.shadow_no')}</Button>
        </>
      ) : (
        <Button grow onPress={() => void shadow()}>
          {say('steps.shadow_ask')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
