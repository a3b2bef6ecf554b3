import { useState } from 'react';
import { View } from 'react-native';
import { isProblem } from '@/api/problems';
import { Button, Card, Field, ListCard, ListRow, Note, OutboxLine, Part, Row, Sheet, Text } from '@/design';
import { useWords } from '@/words';
import { type Role, useNamed, useRole } from '../queries';

interface Held {
  name: string;
  is_me: boolean;
}
/** For members: offer to lead what nobody leads, or step back in one tap. */
export function MyRole({
  activityId,
  as,
  holder,
  may,
}: {
  activityId: string;
  as: Role;
  holder: Held | null;
  may: boolean;
}) {
  const { say } = useWords();
  const { take, stepBack, pressed, steppedBack, latest } = useRole(activityId, as);
  const lead = as === 'lead';
  const mine = pressed ? pressed === 'take' : holder?.is_me === true;
  if (!mine && !may && !latest) return null;
  return (
    <Card>
      {mine ? (
        <>
          <Part>{say(lead ? 'leading.you_lead' : 'leading.you_help')}</Part>
          <Button onPress={() => void stepBack()}>{say(lead ? 'leading.step_back' : 'leading.step_back_help')}</Button>
        </>
      ) : steppedBack || pressed === 'back' ? (
        <Note tone="leaf">{say('leading.stepped_back')}</Note>
      ) : may ? (
        <>
          <Part>{say(lead ? 'leading.nobody_leads' : 'leading.nobody_helps')}</Part>
          <Text>{say(lead ? 'leading.what_lead' : 'leading.what_second')}</Text>
          <Button onPress={() => void take()}>{say(lead ? 'leading.i_lead' : 'leading.i_help')}</Button>
        </>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** For the desk: who has the role, and asking somebody for it. */
export function AskFor({ activityId, as, holder }: { activityId: string; as: Role; holder: Held | null }) {
  const { say } = useWords();
  const { take, askFor, asked, pressed, latest } = useRole(activityId, as);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [askedName, setAskedName] = useState<string>();
  const found = useNamed(name);
  const cannotFind = isProblem(found.error);
  const lead = as === 'lead';
  return (
    <View style={{ gap: 8 }}>
      <Text>{`${say(lead ? 'leading.lead' : 'leading.second')}: ${holder ? holder.name : say('leading.nobody')}`}</Text>
      {asked && askedName ? <Text tone="quiet">{say('leading.asked_name', { name: askedName })}</Text> : null}
      {holder ? null : (
        <Row>
          <Button onPress={() => setOpen(true)}>{say(lead ? 'leading.ask_lead' : 'leading.ask_second')}</Button>
          {pressed ? null : (
            <Button onPress={() => void take()}>{say(lead ? 'leading.ask_me_lead' : 'leading.ask_me_second')}</Button>
          )}
        </Row>
      )}
      <OutboxLine row={latest} />
      <Sheet open={open} onClose={() => setOpen(false)} title={say('leading.ask_who')}>
        <Field label={say('leading.ask_find')} value={name} onChangeText={setName} autoCorrect={false} maxLength={40} />
        {cannotFind ? <Note>{say('leading.ask_offer')}</Note> : null}
        {found.data?.length === 0 ? <Text>{say('leading.ask_none')}</Text> : null}
        {found.data?.length ? (
          <ListCard>
            {found.data.map((p, i) => (
              <ListRow
                key={p.id}
                first={i === 0}
                drawing="me"
                title={say('leading.ask_send', { name: p.called_name })}
                onPress={() => {
                  setOpen(false);
                  setAskedName(p.called_name);
                  void askFor(p.id);
                }}
              />
            ))}
          </ListCard>
        ) : null}
      </Sheet>
    </View>
  );
}
