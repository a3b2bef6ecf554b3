import { Button } from '@/design';
import { useWords } from '@/words';

/** The page to print, which the server makes. */
export function PrintLink({ id }: { id: string }) {
  const { say, lang } = useWords();
  return (
    <Button grow drawing="print" href={`/print/conversation/${id}?lang=${lang}`} away>
      {say('conversations.print')}
    </Button>
  );
}
