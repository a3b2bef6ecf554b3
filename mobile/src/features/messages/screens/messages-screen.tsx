import { Button, Card, Empty, ErrorNote, Fact, go, ListCard, ListRow, Loading, Row, Screen } from '@/design';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';
import { Said } from '../components/said';
import { type Message, useInbox, useRead } from '../queries';

function Told({ message }: { message: Message }) {
  const { say } = useWords();
  const { isRead, read } = useRead(message.id);
  const wasRead = message.is_read || isRead;
  const open = () => {
    if (!wasRead) void read();
    go(message.path);
  };
  return (
    <Card>
      <Said message={message} />
      {wasRead ? <Fact drawing="tick">{say('messages.was_read')}</Fact> : null}
      <Row>
        {wasRead ? null : (
          <Button onPress={() => void read()} label={`${say('messages.read')}: ${message.title}`}>
            {say('messages.read')}
          </Button>
        )}
        <Button onPress={open} label={`${say('messages.open')}: ${message.title}`}>
          {say('messages.open')}
        </Button>
      </Row>
    </Card>
  );
}

/** Everything I was told in two weeks, and the way to choose what reaches me. */
export function MessagesScreen() {
  const { say } = useWords();
  const inbox = useInbox();
  return (
    <Screen
      title={say('messages.title')}
      back
      help={say('messages.help')}
      seenAt={inbox.data && inbox.isError ? phoneTime(new Date(inbox.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void inbox.refetch()}
      refreshing={inbox.isRefetching}
    >
      <ListCard>
        <ListRow
          first
          drawing="time"
          title={say('messages.choose')}
          text={say('messages.quiet')}
          href="/message-choices"
        />
      </ListCard>
      {inbox.data ? (
        inbox.data.results.length ? (
          inbox.data.results.map((message) => <Told key={message.id} message={message} />)
        ) : (
          <Empty drawing="say" title={say('messages.none')} text={say('messages.none_text')} />
        )
      ) : inbox.isError ? (
        <ErrorNote error={inbox.error} again={() => void inbox.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
