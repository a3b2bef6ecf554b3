import { Button, Note } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useShiftWrites } from '../queries';

/** Somebody else typed these shifts, with the member beside them: the day it was, and one tap to take it back. */
export function FromSheet({ given, today }: { given: string | null | undefined; today: string }) {
  const { say } = useWords();
  const { dropPattern } = useShiftWrites();
  return given ? (
    <Note drawing="file" title={say('shifts.from_sheet', { date: dateWords(say, given, today) })}>
      <Button onPress={() => void dropPattern()}>{say('shifts.from_sheet_undo')}</Button>
    </Note>
  ) : null;
}
