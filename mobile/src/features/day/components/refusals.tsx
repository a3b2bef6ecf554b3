import { slugOf } from '@/api/problems';
import { Button, OutboxLine, Text } from '@/design';
import { useWords } from '@/words';
import type { useTicking } from '../queries';

type Ticking = ReturnType<typeof useTicking>;
/** What the server said no to: of several that went out after a walk without signal, each until it is read. */
export function Refusals({ refused, letIn, dismiss }: Pick<Ticking, 'refused' | 'letIn' | 'dismiss'>) {
  const { say } = useWords();
  if (!refused.length) return null;
  return (
    <>
      {refused.map((row) => {
        const off = row.problem && slugOf(row.problem) === 'was-taken-off' ? row.problem : undefined;
        return [
          <OutboxLine key={row.key} row={row} />,
          off?.reason ? <Text key="why">{say('day.was_off', { reason: String(off.reason) })}</Text> : null,
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
