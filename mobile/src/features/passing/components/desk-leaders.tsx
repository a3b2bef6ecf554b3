// For the side of the desk: what needs a leader, and how leading is shared, in totals.
import { Card, Part, Text } from '@/design';
import { useWords } from '@/words';
import { useLoadTotals } from '../queries';
import { LeaderCalls } from './asked';

export function DeskLeaders() {
  const { say } = useWords();
  const totals = useLoadTotals().data;
  return (
    <>
      <LeaderCalls />
      {totals ? (
        <Card>
          <Part>{say('passing.totals')}</Part>
          <Text>
            {totals.leads === null || totals.carriers === null || totals.percent === null
              ? say('passing.totals_few')
              : say('passing.totals_line', {
                  carriers: totals.carriers,
                  leads: totals.leads,
                  percent: totals.percent,
                })}
          </Text>
        </Card>
      ) : null}
    </>
  );
}
