import { useState } from 'react';
import type { BarrierTag } from '@/api/shapes';
import { BigButton, Card, Choice, Field, OutboxLine, Part, Text } from '@/design';
import { useWords } from '@/words';
import { useAnswerBarrier } from '../queries';
import { tagDrawing, tags, tagWords } from '../tags';
import { IdeaPicker } from './idea-picker';

/** For the organiser: what was done about it, in their own words, and the idea that came of it. */
export function BarrierAnswerForm() {
  const { say } = useWords();
  const { answer, latest } = useAnswerBarrier();
  const [tag, setTag] = useState<BarrierTag>();
  const [text, setText] = useState('');
  const [idea, setIdea] = useState<string>();
  const [told, setTold] = useState(false);
  const ready = tag && text.trim().length >= 3;
  const press = () => {
    if (!tag || !ready) return setTold(true);
    void answer(tag, text.trim(), idea ?? null).then(() => {
      setTag(undefined);
      setText('');
      setIdea(undefined);
      setTold(false);
    });
  };
  return (
    <Card>
      <Part>{say('listening.answer_new')}</Part>
      <Choice
        label={say('listening.answer_about')}
        value={tag}
        onChange={setTag}
        options={tags.map((t) => ({ value: t, text: tagWords(say, t), drawing: tagDrawing(t) }))}
      />
      <Field
        label={say('listening.answer_text')}
        value={text}
        onChangeText={setText}
        lines={3}
        maxLength={600}
        wrong={told && !ready ? say('listening.answer_why') : undefined}
      />
      <Text bold>{say('listening.answer_idea')}</Text>
      <IdeaPicker chosen={idea} onPress={({ id }) => setIdea(id === idea ? undefined : id)} />
      <BigButton onPress={press}>{say('listening.answer_send')}</BigButton>
      <OutboxLine row={latest} />
    </Card>
  );
}
