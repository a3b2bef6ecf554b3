import { View } from 'react-native';
import { Card, ErrorNote, Loading, Part, Text } from '@/design';
import { useWords } from '@/words';
import { useComparison } from '../plan-queries';
import { Marked } from './marked';

const fields = ['what', 'who', 'action'] as const;

/** Two versions of what could hurt us, word by word. */
export function Compared({ id, before, number }: { id: string; before: number; number: number }) {
  const { say } = useWords();
  const found = useComparison(id, before, number);
  if (!found.data)
    return found.isError ? <ErrorNote error={found.error} again={() => void found.refetch()} /> : <Loading />;
  const spoken = (before: string, now: string) =>
    say('plan.before_now', { before: before || say('plan.nothing'), now: now || say('plan.nothing') });
  const changed = found.data.lines.filter((l) => l.kind !== 'same');
  const other = found.data.route.some((p) => p.kind !== 'same');
  return (
    <Card>
      <Part>{say('plan.compare', { before })}</Part>
      <Text tone="quiet">{changed.length || other ? say('plan.compare_key') : say('plan.compare_none')}</Text>
      {other ? (
        <View>
          <Text bold>{say('plan.route')}</Text>
          <Marked pieces={found.data.route} spoken={spoken} />
        </View>
      ) : null}
      {changed.map((l) => (
        <View key={l.id} style={{ gap: 4 }}>
          {l.kind === 'added' || l.kind === 'taken_out' ? <Text bold>{say(`plan.line_${l.kind}`)}</Text> : null}
          {fields.map((f) => (
            <Marked key={f} pieces={l[f]} spoken={spoken} />
          ))}
          {l.left_before && l.left_now && l.left_before !== l.left_now ? (
            <Text>
              {`${say('plan.left')} ${say('plan.before_now', {
                before: say(`plan.left_${l.left_before}`),
                now: say(`plan.left_${l.left_now}`),
              })}`}
            </Text>
          ) : null}
        </View>
      ))}
    </Card>
  );
}
