import { View } from 'react-native';
import { Choice, drawingOf, Text } from '@/design';
import { type Key, useWords } from '@/words';
import type { NewIdea } from '../queries';
import { kinds } from '../said';

/** What an idea is like, with a picture for each kind. */
export function KindChoice({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  const { say } = useWords();
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('ideas.kind')}</Text>
      <Choice
        label={say('ideas.kind')}
        value={value}
        onChange={onChange}
        options={kinds.map((k) => ({
          value: k as string,
          text: say(`ideas.kind_${k}` as Key & 'ideas.kind_walk'),
          drawing: k === 'other' ? ('idea' as const) : drawingOf(k),
        }))}
      />
    </View>
  );
}

type ShownAs = NewIdea['shown_as'];
/** Whose name stands beside it, and what that means. */
export function SignChoice({ value, onChange }: { value: ShownAs; onChange: (shownAs: ShownAs) => void }) {
  const { say } = useWords();
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('ideas.sign_with')}</Text>
      <Choice
        label={say('ideas.sign_with')}
        value={value}
        onChange={onChange}
        grow
        options={(['named', 'team', 'anonymous'] as const).map((s) => ({
          value: s,
          text: say(`ideas.sign_${s}` as Key & 'ideas.sign_named'),
        }))}
      />
      {value === 'named' ? null : (
        <Text tone="quiet">{say(value === 'team' ? 'ideas.sign_team_note' : 'ideas.sign_anonymous_note')}</Text>
      )}
    </View>
  );
}
