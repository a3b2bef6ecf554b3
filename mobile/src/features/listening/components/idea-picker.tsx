import { useState } from 'react';
import { Chip, Field, Row } from '@/design';
import { useWords } from '@/words';
import { type IdeaToChoose, useIdeasToChoose } from '../queries';

const SHOWN = 6;
/** The newest ideas, fewer while somebody types; works from what the phone has seen. */
export function IdeaPicker({
  chosen,
  without = [],
  onPress,
}: {
  chosen?: string | undefined;
  without?: readonly (string | null)[];
  onPress: (idea: IdeaToChoose) => void;
}) {
  const { say } = useWords();
  const ideas = useIdeasToChoose();
  const [text, setText] = useState('');
  const typed = text.trim().toLowerCase();
  const found = (ideas.data ?? []).filter((i) => !without.includes(i.id) && i.text.toLowerCase().includes(typed));
  return (
    <>
      <Field label={say('listening.find_idea')} value={text} onChangeText={setText} maxLength={60} />
      <Row>
        {found.slice(0, SHOWN).map((idea) => (
          <Chip key={idea.id} role="checkbox" chosen={idea.id === chosen} onPress={() => onPress(idea)}>
            {idea.text}
          </Chip>
        ))}
      </Row>
    </>
  );
}
