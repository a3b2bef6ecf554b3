import { Button } from '@/design';
import { useOutbox } from '@/outbox';
import { useWords } from '@/words';

const HALF_A_DAY = 12 * 36e5;
/** On the day: one tap, a reason like any other, and the lead waits for nobody. */
export default function ShiftOverran({ id, starts, ends }: { id: string; starts: string; ends: string }) {
  const { say } = useWords();
  const { write, pending } = useOutbox(`occurrence:${id}`);
  const now = Date.now();
  if (pending.length || now < Date.parse(starts) - HALF_A_DAY || now > Date.parse(ends)) return null;
  return (
    <Button
      grow
      onPress={() =>
        void write({
          method: 'POST',
          path: `/api/v1/occurrences/${id}/shift-overran`,
          once: true,
          touches: [['home'], ['occurrences'], ['my-shifts'], ['checklist', id]],
        })
      }
    >
      {say('day.shift_overran')}
    </Button>
  );
}
