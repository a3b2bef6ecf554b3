import { Button } from '@/design';
import { useWords } from '@/words';

/** The page that the server makes: my language, then English. */
export function PrintRecord() {
  const { say, lang } = useWords();
  return (
    <Button grow drawing="print" href={`/print/record?lang=${lang}`} away>
      {say('steps.record_print')}
    </Button>
  );
}
