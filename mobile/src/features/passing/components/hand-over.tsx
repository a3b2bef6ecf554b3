// Whose turn is next, and handing it over: nothing changes before both sides said yes.
import { useState } from 'react';
import { View } from 'react-native';
import { isProblem } from '@/api/problems';
import { Button, Card, Field, Note, Part, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import { type PassingOn, useHandover, useNamed, type usePassing } from '../queries';
import { Told } from './told';

type Desk = ReturnType<typeof usePassing>;

function FindOne({ ask }: { ask: (id: string) => void }) {
  const { say } = useWords();
  const [name, setName] = useState('');
  const found = useNamed(name);
  return (
    <View style={{ gap: 8 }}>
      <Field label={say('passing.hand_find')} value={name} onChangeText={setName} autoCorrect={false} maxLength={40} />
      {isProblem(found.error) ? <Note>{say('passing.hand_cannot')}</Note> : null}
      {found.data?.length === 0 ? <Text>{say('passing.hand_none')}</Text> : null}
      {found.data?.map((one) => (
        <Button key={one.id} grow onPress={() => ask(one.id)}>
          {say('passing.hand_ask', { name: one.called_name })}
        </Button>
      ))}
    </View>
  );
}

/** The app has asked somebody in my name, and I may keep my turn until they say yes. */
function MyTurn({ id }: { id: string }) {
  const { say } = useWords();
  const { no, said, latest, dismiss } = useHandover(id);
  return (
    <>
      <Note tone="leaf">{say('passing.turn_asked')}</Note>
      {said ? null : (
        <Button grow onPress={() => void no()}>
          {say('passing.turn_keep')}
        </Button>
      )}
      <Told latest={latest} dismiss={dismiss} />
    </>
  );
}

export function HandOver({ told, desk, quiet }: { told: PassingOn; desk: Desk; quiet?: boolean }) {
  const { say } = useWords();
  const [stays, setStays] = useState(true);
  const { handover, second_id, second_name } = told;
  return (
    <Card>
      <Part>{say(told.turn_is_somebody_elses ? 'passing.turn' : 'passing.hand_over')}</Part>
      {handover?.may_keep ? (
        <MyTurn id={handover.id} />
      ) : told.turn_is_somebody_elses ? (
        <Note tone="leaf">{say('passing.turn_text')}</Note>
      ) : null}
      {told.suggests_handover ? <Note tone="leaf">{say('passing.suggest')}</Note> : null}
      {handover && !handover.may_keep ? (
        <>
          <Text>
            {handover.taker ? say('passing.open_one', { name: handover.taker }) : say('passing.open_unnamed')}
          </Text>
          {handover.given ? null : <Text tone="quiet">{say('passing.waits_giver')}</Text>}
          {handover.taken ? null : <Text tone="quiet">{say('passing.waits_taker')}</Text>}
        </>
      ) : null}
      {told.may_hand_over && !desk.waits ? (
        <>
          <Text tone="quiet">{say('passing.hand_over_text')}</Text>
          <TickRow ticked={stays} onPress={() => setStays(!stays)}>
            {say('passing.turn_stay')}
          </TickRow>
          {second_id && second_name ? (
            <Button grow drawing="people" onPress={() => void desk.handOver(second_id, stays)}>
              {say(told.asks_second ? 'passing.turn_ask' : 'passing.hand_to_second', { name: second_name })}
            </Button>
          ) : null}
          <FindOne ask={(id) => void desk.handOver(id, stays)} />
        </>
      ) : null}
      {quiet ? null : <Told latest={desk.latest} dismiss={desk.dismiss} />}
    </Card>
  );
}
