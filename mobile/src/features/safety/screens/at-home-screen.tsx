import { useState } from 'react';
import { Button, Card, Empty, ErrorNote, Loading, OutboxLine, Part, Row, Screen, Text, TickRow } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type Asked, useAnswering, useAsked } from '../out-queries';

function One({ asked }: { asked: Asked }) {
  const { say } = useWords();
  const { today } = useMe();
  const box = useAnswering(asked.id);
  const [wake, setWake] = useState(asked.may_wake);
  const yes = asked.state === 'confirmed';
  return (
    <Card>
      <Part>{asked.title}</Part>
      <Text>{momentWords(say, asked.starts, asked.ends, today)}</Text>
      {asked.asked_by ? <Text>{say('out.at_home_by', { name: asked.asked_by })}</Text> : null}
      {yes ? <Text bold>{say('out.at_home_is_yes')}</Text> : null}
      <TickRow first ticked={wake} onPress={() => setWake(!wake)}>
        {say('out.at_home_wake')}
      </TickRow>
      <Row>
        <Button tone="yes" onPress={() => void box.answer(true, wake)}>
          {say('out.at_home_yes')}
        </Button>
        <Button onPress={() => void box.answer(false, false)}>{say('out.at_home_no')}</Button>
      </Row>
      {yes ? (
        <Button grow onPress={() => void box.heard()}>
          {say('out.at_home_heard')}
        </Button>
      ) : null}
      <OutboxLine row={box.latest} />
    </Card>
  );
}

/** Where somebody asks me to be at home for a group. */
export function AtHomeScreen() {
  const { say } = useWords();
  const read = useAsked();
  return (
    <Screen
      title={say('out.at_home')}
      back
      help={say('out.at_home_help')}
      lead={<Text>{say('out.at_home_help')}</Text>}
    >
      {read.data?.length ? (
        read.data.map((asked) => <One key={asked.id} asked={asked} />)
      ) : read.data ? (
        <Empty drawing="home" title={say('out.at_home_none')} text={say('out.at_home_none_text')} />
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
