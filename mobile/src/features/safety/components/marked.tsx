// Two versions of one text, word by word.
import { View } from 'react-native';
import type { Schemas } from '@/api/shapes';
import { Text } from '@/design';
import { type Say, useWords } from '@/words';

type Pieces = Schemas['PieceOut'][];
const side = (say: Say, pieces: Pieces, without: 'added' | 'taken_out') =>
  pieces
    .filter((p) => p.kind !== without)
    .map((p) => p.text)
    .join(' ') || say('plan.nothing');

/** Underlined is new, struck through was taken out; who cannot see lines hears both versions. */
export function Marked({ pieces }: { pieces: Pieces }) {
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
