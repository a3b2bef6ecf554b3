import { useState } from 'react';
import { Button, Card, Field, OutboxLine, Text } from '@/design';
import { useWords } from '@/words';
import { useRaiseRule } from '../queries';

/** "A rule is in our way": one line, from anybody. */
export function RaiseRule({ ideaId }: { ideaId: string }) {
  const { say } = useWords();
  const { raise, latest } = useRaiseRule(ideaId);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const line = text.trim();
  const press = () => {
    if (line.length < 3) return setTold(true);
    void raise(line).then(() => {
      setOpen(false);
      setText('');
      setTold(false);
    });
  };
  if (!open)
    return (
      <>
        <Button grow onPress={() => setOpen(true)}>
          {say('ideas.rule_raise')}
        </Button>
        <OutboxLine row={latest} />
      </>
    );
  return (
    <Card>
      <Field
        label={say('ideas.rule_field')}
        value={text}
        onChangeText={setText}
        hint={say('ideas.hint')}
        wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={200}
        lines={2}
      />
      <Text tone="quiet">{say('ideas.rule_nobody_sees')}</Text>
      <Button grow onPress={press}>
        {say('ideas.rule_send')}
      </Button>
      <Button grow onPress={() => setOpen(false)}>
        {say('ideas.leave')}
      </Button>
    </Card>
  );
}
