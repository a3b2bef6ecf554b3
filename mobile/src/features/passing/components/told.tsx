import { Button, OutboxLine } from '@/design';
import { useWords } from '@/words';

type Row = Parameters<typeof OutboxLine>[0]['row'];
/** What became of the last press, and the way past a refusal. */
export function Told({ latest, dismiss }: { latest: Row; dismiss: () => void }) {
  const { say } = useWords();
  return (
    <>
      <OutboxLine row={latest} />
      {latest?.state === 'refused' ? (
        <Button grow onPress={dismiss}>
          {say('passing.read_it')}
        </Button>
      ) : null}
    </>
  );
}
