import { Button, Card, ListRow, Part } from '@/design';
import { useWords } from '@/words';
import { type Message, useRead } from '../queries';
import { Said } from './said';

function Unread({ message }: { message: Message }) {
  const { say } = useWords();
  const { isRead, read } = useRead(message.id);
  if (isRead) return null;
  return (
    <>
      <Said message={message} />
      <Button grow onPress={() => void read()} label={`${say('messages.read')}: ${message.title}`}>
        {say('messages.read')}
      </Button>
    </>
  );
}

const MOST_ON_HOME = 3;

/** What I was told, on Home until I have read it. */
export default function Inbox({ messages }: { messages: readonly Message[] }) {
  const { say } = useWords();
  return (
    <Card testID="inbox">
      <Part>{say.count('messages.unread', messages.length)}</Part>
      {messages.slice(0, MOST_ON_HOME).map((message) => (
        <Unread key={message.id} message={message} />
      ))}
      {messages.length > MOST_ON_HOME ? (
        <ListRow first drawing="say" title={say('messages.all')} href="/messages" />
      ) : null}
    </Card>
  );
}
