import { Text } from '@/design';
import { useWords } from '@/words';

/** A phone's app has no page to print: the browser has. */
export function PrintLink(_: { id: string }) {
  const { say } = useWords();
  return <Text tone="quiet">{say('conversations.print_on_computer')}</Text>;
}
