import { Button, Card, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { type Message, useInbox, useRead } from '../telling';

function Unread({ message }: { message: Message }) {
  const { say } = useWords();
  const { isRead, read } = useRead(message.id);
  const { title, text, kind } = message;
  if (isRead) return null;
  return (
    <>
      <Text bold>
        {kind === 'late'
          ? say('day.said_late', { title, count: message.minutes ?? 0 })
          : kind === 'coat'
            ? say('day.said_coat', { title })
            : say(`day.said_${kind}`, { title, text })}
      </Text>
      <Text tone="quiet">{momentWords(say, message.said)}</Text>
      <Button grow onPress={() => void read()}>
        {say('day.read')}
      </Button>
    </>
  );
}

/** What a lead told me, until I have read it. */
export default function Inbox() {
  const { say } = useWords();
  const inbox = useInbox().data;
  if (!inbox?.unread) return null;
  return (
    <Card testID="inbox">
      <Part>{say.count('day.unread', inbox.unread)}</Part>
      {inbox.results
        .filter((message) => !message.is_read)
        .map((message) => (
          <Unread key={message.id} message={message} />
        ))}
    </Card>
  );
}
