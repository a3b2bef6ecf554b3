// Two versions of one text, word by word.
import { View } from 'react-native';
import type { Schemas } from '@/api/shapes';
import { Text } from '@/design';

type Pieces = Schemas['PieceOut'][];
const side = (pieces: Pieces, without: 'added' | 'taken_out') =>
  pieces
    .filter((p) => p.kind !== without)
    .map((p) => p.text)
    .join(' ');

/** Underlined is new, struck through was taken out; who cannot see lines hears both versions. */
export function Marked({ pieces, spoken }: { pieces: Pieces; spoken: (before: string, now: string) => string }) {
  if (!pieces.length) return null;
  const differs = pieces.some((p) => p.kind !== 'same');
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
    <View role="img" aria-label={spoken(side(pieces, 'added'), side(pieces, 'taken_out'))}>
      {text}
    </View>
  ) : (
    text
  );
}
