// Loaded with the list of what is on: handovers that wait for my yes, and what needs a leader.
import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, drawingOf, ListCard, ListRow, Note, Part, Text } from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type Handover, useHandover, useHandovers, useLeaderCalls } from '../queries';
import { Pack } from './pack';
import { Told } from './told';

function AskedOne({ row }: { row: Handover }) {
  const { say } = useWords();
  const { today } = useMe();
  const { yes, no, said, latest, dismiss } = useHandover(row.id);
  const [reads, setReads] = useState(false);
  const what = row.is_turn ? 'turn' : row.i_give ? 'give' : 'take';
  const named = (word: string) => `${word}: ${row.title}`;
  return (
    <Card>
      <Part>{say(`passing.asked_${what}`, { title: row.title })}</Part>
      {said ? (
        <Note tone="leaf">{say(said === 'yes' ? 'passing.said_yes' : 'passing.said_no')}</Note>
      ) : (
        <>
          <Text>{say(`passing.asked_${what}_text`)}</Text>
          <Text tone="quiet">{say('passing.answer_by', { date: dateWords(say, row.lapses.date, today) })}</Text>
          <View style={{ gap: 8 }}>
            <Button
              grow
              label={named(say(row.i_give ? 'passing.yes_give' : 'passing.yes_take'))}
              onPress={() => void yes()}
            >
              {say(row.i_give ? 'passing.yes_give' : 'passing.yes_take')}
            </Button>
            <Button grow label={named(say('passing.not_now'))} onPress={() => void no()}>
              {say('passing.not_now')}
            </Button>
            <Button label={named(say('passing.pack_read'))} pressed={reads} onPress={() => setReads(!reads)}>
              {say('passing.pack_read')}
            </Button>
          </View>
          {reads ? <Pack activityId={row.activity_id} /> : null}
        </>
      )}
      <Told latest={latest} dismiss={dismiss} />
    </Card>
  );
}

export function HandoversAsked() {
  return useHandovers().data?.map((row) => <AskedOne key={row.id} row={row} />) ?? null;
}

export function LeaderCalls() {
  const { say } = useWords();
  const { today } = useMe();
  const calls = useLeaderCalls().data;
  if (!calls?.length) return null;
  return (
    <>
      <Part>{say('passing.calls')}</Part>
      <ListCard label={say('passing.calls')}>
        {calls.map((call, i) => (
          <ListRow
            key={call.activity_id}
            first={i === 0}
            drawing={drawingOf(call.kind)}
            title={call.title}
            text={[
              momentWords(say, call.next, undefined, today),
              call.is_paused
                ? say('passing.call_paused')
                : say(call.needs_lead ? 'passing.call_lead' : 'passing.call_second'),
            ].join('. ')}
            href={`/occurrences/${call.next_id}`}
          />
        ))}
      </ListCard>
    </>
  );
}
