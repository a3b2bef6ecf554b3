import { Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import type { Message } from '../queries';

/** A message in the words and the language of the server, and when it was said. */
export function Said({ message }: { message: Pick<Message, 'title' | 'text' | 'language' | 'said'> }) {
  const { say } = useWords();
  return (
    <>
      <Text bold lang={message.language}>
        {message.title}
      </Text>
      <Text lang={message.language}>{message.text}</Text>
      <Text tone="quiet">{momentWords(say, message.said)}</Text>
    </>
  );
}
