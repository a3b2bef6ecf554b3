import { Text } from '@/design';
import { useWords } from '@/words';

/** A phone's app has no page to print: a computer has. */
export function PrintLinks(_: { links: readonly { href: string; words: string }[] }) {
  const { say } = useWords();
  return <Text tone="quiet">{say('paper.on_computer')}</Text>;
}
