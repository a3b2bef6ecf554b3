import { useState } from 'react';
import { Button, Choice, drawingOf, OutboxLine, Sheet, Text } from '@/design';
import { useWords } from '@/words';
import { KINDS } from '../kinds';
import { type Kind, useStep } from '../queries';

/** The first small yes for a kind that is not on my page yet. */
export function PickKind({ taken }: { taken: readonly Kind[] }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>();
  const options = KINDS.filter((k) => !taken.includes(k)).map((value) => ({
    value,
    text: say(`steps.kind_${value}`),
    drawing: drawingOf(value),
  }));
  if (!options.length) return null;
  return (
    <>
      <Button grow onPress={() => setOpen(true)}>
        {say('steps.pick')}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={say('steps.pick_which')}>
        <Text>{say('steps.what_1')}</Text>
        <Choice label={say('steps.pick_which')} options={options} value={kind} onChange={setKind} />
        {kind ? <First kind={kind} done={() => setOpen(false)} /> : null}
      </Sheet>
    </>
  );
}
function First({ kind, done }: { kind: Kind; done: () => void }) {
  const { say } = useWords();
  const { take, latest } = useStep(kind);
  return (
    <>
      <Button
        grow
        onPress={() => {
          void take(1);
          done();
        }}
      >
        {say('steps.yes')}
      </Button>
      <OutboxLine row={latest} />
    </>
  );
}
