import { Text } from '@/design';
import { useWords } from '@/words';

/** A phone's app has no page to print: a computer has. */
export function PrintRecord() {
  const { say } = useWords();
  return <Text tone="quiet">{say('steps.record_computer')}</Text>;
}
