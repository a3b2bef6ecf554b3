import type { Schemas } from '@/api/shapes';
import { Button, Card, Empty, ErrorNote, Loading, OutboxLine, Part, Screen, Text } from '@/design';
import { useWords } from '@/words';
import { Said } from '../components/said';
import { useTold, useToTell } from '../queries';

function Colleague({ row }: { row: Schemas['ToTellOut'] }) {
  const { say } = useWords();
  const { isTold, latest, tell } = useTold(row.id);
  if (isTold) return null;
  return (
    <Card>
      <Part>{row.called_name}</Part>
      <Said message={row} />
      <Button onPress={() => void tell()} label={say('messages.told_label', { name: row.called_name })}>
        {say('messages.told')}
      </Button>
      <OutboxLine row={latest} />
    </Card>
  );
}

/** Whom nothing has reached, for a connector. */
export function ToTellScreen() {
  const { say } = useWords();
  const list = useToTell();
  return (
    <Screen title={say('messages.tell')} back help={say('messages.tell_help')}>
      <Text>{say('messages.tell_help')}</Text>
      {list.data ? (
        list.data.length ? (
          list.data.map((row) => <Colleague key={row.id} row={row} />)
        ) : (
          <Empty drawing="people" title={say('messages.tell_none')} text={say('messages.tell_none_text')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
