import { View } from 'react-native';
import { Card, ErrorNote, Loading, Part, Text } from '@/design';
import { type Say, useWords } from '@/words';
import { type Comparison, useComparison } from '../plan-queries';

type Pieces = Comparison['route'];
const fields = ['what', 'who', 'action'] as const;
const side = (say: Say, pieces: Pieces, without: 'added' | 'taken_out') =>
  pieces
    .filter((p) => p.kind !== without)
    .map((p) => p.text)
    .join(' ') || say('plan.nothing');

/** Underlined is new, struck through was taken out; who cannot see lines hears both versions. */
function Marked({ pieces }: { pieces: Pieces }) {
  const { say } = useWords();
  if (!pieces.length) return null;
  const differs = pieces.some((p) => p.kind !== 'same');
  const spoken = say('plan.before_now', {
    before: side(say, pieces, 'added'),
    now: side(say, pieces, 'taken_out'),
  });
  const text = (
    <Text>
      {pieces.map((p, i) => (
        <Text
          // biome-ignore lint/suspicious/noArrayIndexKey: two versions never change
          key={i}
          bold={p.kind === 'added'}
          style={
            p.kind === 'same' ? undefined : { textDecorationLine: p.kind === 'added' ? 'underline' : 'line-through' }
          }
        >
          {i ? ` ${p.text}` : p.text}
        </Text>
      ))}
    </Text>
  );
  return differs ? (
    <View role="img" aria-label={spoken}>
      {text}
    </View>
  ) : (
    text
  );
}

/** Two versions of what could hurt us, word by word. */
export function Compared({ id, before, number }: { id: string; before: number; number: number }) {
  const { say } = useWords();
  const found = useComparison(id, before, number);
  if (!found.data)
    return found.isError ? <ErrorNote error={found.error} again={() => void found.refetch()} /> : <Loading />;
  const changed = found.data.lines.filter((l) => l.kind !== 'same');
  const other = found.data.route.some((p) => p.kind !== 'same');
  return (
    <Card>
      <Part>{say('plan.compare', { before })}</Part>
      <Text tone="quiet">{changed.length || other ? say('plan.compare_key') : say('plan.compare_none')}</Text>
      {other ? (
        <View>
          <Text bold>{say('plan.route')}</Text>
          <Marked pieces={found.data.route} />
        </View>
      ) : null}
      {changed.map((l) => (
        <View key={l.id} style={{ gap: 4 }}>
          {l.kind === 'added' || l.kind === 'taken_out' ? <Text bold>{say(`plan.line_${l.kind}`)}</Text> : null}
          {fields.map((f) => (
            <Marked key={f} pieces={l[f]} />
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
