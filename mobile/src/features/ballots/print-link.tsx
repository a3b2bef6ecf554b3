import { Text } from '@/design';
import { useWords } from '@/words';

/** A phone's app has no page to print: the desk on a computer has. */
export function PrintLink(_: { id: string }) {
  const { say } = useWords();
  return <Text tone="quiet">{say('ballots.slips_on_computer')}</Text>;
}
