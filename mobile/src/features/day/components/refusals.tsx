import { slugOf } from '@/api/problems';
import { Button, OutboxLine, Text } from '@/design';
import { useWords } from '@/words';
import type { useTicking } from '../queries';

type Ticking = ReturnType<typeof useTicking>;
/** A lead can do something about these, and who stands there is not lost meanwhile. */
const LIFTED = new Set(['adults-only', 'group-too-large', 'no-free-place']);
/** What the server said no to: of several that went out after a walk without signal, each until it is read. */
export function Refusals({ refused, again, letIn, dismiss }: Pick<Ticking, 'refused' | 'again' | 'letIn' | 'dismiss'>) {
  const { say } = useWords();
  if (!refused.length) return null;
  return (
    <>
      {refused.map((row) => {
        const slug = row.problem ? slugOf(row.problem) : '';
        const off = slug === 'was-taken-off' ? row.problem : undefined;
        return [
          <OutboxLine key={row.key} row={row} />,
          off?.reason ? <Text key="why">{say('day.was_off', { reason: String(off.reason) })}</Text> : null,
          LIFTED.has(slug) ? (
            <Button key="again" grow onPress={() => void again(row)}>
              {say('day.again')}
            </Button>
          ) : null,
          off?.may_let_in ? (
            <Button key="let-in" grow onPress={() => void letIn(row)}>
              {say('day.let_in')}
            </Button>
          ) : null,
        ];
      })}
      <Button grow onPress={dismiss}>
        {say('safety.read_it')}
      </Button>
    </>
  );
}
