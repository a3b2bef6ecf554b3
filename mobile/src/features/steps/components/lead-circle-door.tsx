// The door of the leaders' circle: who leads asks a colleague in, and whoever was asked in leaves with one tap.
import { useState } from 'react';
import { Button, Card, Field, Note, OutboxLine, Part, Text } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useCalled, useCircleDoor } from '../queries';

export function AskIn() {
  const { say } = useWords();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<string>();
  const found = useCalled(name);
  const { ask, latest } = useCircleDoor();
  return (
    <Card>
      <Part>{say('steps.circle_invite')}</Part>
      <Text tone="quiet">{say('steps.circle_invite_text')}</Text>
      <Field label={say('steps.circle_find')} value={name} onChangeText={setName} autoCorrect={false} maxLength={40} />
      {found.data?.length === 0 ? <Text>{say('steps.circle_find_none')}</Text> : null}
      {found.data?.map((one) => (
        <Button
          key={one.id}
          grow
          onPress={() => {
            setAsked(one.called_name);
            setName('');
            void ask(one.id);
          }}
        >
          {say('steps.circle_ask', { name: one.called_name })}
        </Button>
      ))}
      {asked && latest?.state === 'received' ? (
        <Note tone="leaf">{say('steps.circle_asked', { name: asked })}</Note>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

export function LeaveCircle() {
  const { say } = useWords();
  const { member } = useMe();
  const { leave, waits, latest } = useCircleDoor();
  return (
    <Card>
      <Text tone="quiet">{say('steps.circle_leave_text')}</Text>
      {waits ? null : <Button onPress={() => void leave(member.id)}>{say('steps.circle_leave')}</Button>}
      <OutboxLine row={latest} />
    </Card>
  );
}
