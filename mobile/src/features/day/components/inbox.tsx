import { Button, Card, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { type Message, useRead } from '../telling';

function Told({ message }: { message: Message }) {
  const { say } = useWords();
  const { isRead, read } = useRead(message.id);
  const { title, text, kind } = message;
  const done = message.is_read || isRead;
  return (
    <>
      <Text bold={!done}>
        {kind === 'late'
          ? say('day.said_late', { title, count: message.minutes ?? 0 })
          : kind === 'coat'
            ? say('day.said_coat', { title })
            : say(`day.said_${kind}`, { title, text })}
      </Text>
      <Text tone="quiet">{momentWords(say, message.said)}</Text>
      {done ? null : (
        <Button grow onPress={() => void read()}>
          {say('day.read')}
        </Button>
      )}
    </>
  );
}

/** What leads told me: on Home until I have read it, on Me for two weeks. */
export default function Inbox({ messages }: { messages: readonly Message[] }) {
  const { say } = useWords();
  const unread = messages.filter((message) => !message.is_read).length;
  return (
    <Card testID="inbox">
      <Part>{unread ? say.count('day.unread', unread) : say('day.told_me')}</Part>
      {messages.map((message) => (
        <Told key={message.id} message={message} />
      ))}
    </Card>
  );
}
