import { useState } from 'react';
import { fieldProblem } from '@/api/problems';
import { BigButton, Button, Card, DateField, Note, OutboxLine, Part, Row, Stepper, Text, TimeField } from '@/design';
import { addDays } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type DatePage, useCopying } from '../date';
import { isDate, isTime } from '../draft';

/** The same activity on another day: its words and plan, and nothing of what happened. */
export function SameAgain({ page }: { page: DatePage }) {
  const { say } = useWords();
  const { today } = useMe();
  const [to, setTo] = useState({ date: '', time: page.starts.time });
  const [places, setPlaces] = useState(page.places);
  const copying = useCopying(page.activity_id);
  const [before] = useState(copying.latest?.key); // what was made before this form was opened is not this form's
  const mine = copying.latest?.key === before ? undefined : copying.latest;
  const problem = mine?.state === 'refused' ? mine.problem : undefined;
  const made = mine?.state === 'received' ? (mine.reply as { id: string } | undefined) : undefined;
  const why = !isDate(to.date) ? say('series.wrong_date') : !isTime(to.time) ? say('series.wrong_time') : undefined;
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('changing.copy_title')}</Part>
      <Text>{say('changing.copy_text')}</Text>
      {made ? (
        <>
          <Note tone="leaf" title={say('changing.copy_done')} live />
          <Button href={`/desk/programme?activity=${made.id}`}>{say('changing.copy_open')}</Button>
        </>
      ) : (
        <>
          <DateField
            label={say('changing.day')}
            value={to.date}
            onChangeText={(date) => setTo({ ...to, date })}
            min={addDays(today, 1)}
            wrong={fieldProblem(problem, '/starts_date')}
          />
          <TimeField
            label={say('series.time')}
            value={to.time}
            onChangeText={(time) => setTo({ ...to, time })}
            wrong={fieldProblem(problem, '/starts_time')}
          />
          <Row gap={12}>
            <Text bold>{say('desk.field_places')}</Text>
            <Stepper label={say('desk.field_places')} value={places} min={1} max={500} onChange={setPlaces} />
          </Row>
          <BigButton
            why={why}
            busy={copying.waits}
            onPress={() => {
              if (!copying.waits) void copying.copy(to, places);
            }}
          >
            {say(copying.waits ? 'series.saving' : 'changing.copy')}
          </BigButton>
        </>
      )}
      <OutboxLine row={mine} />
    </Card>
  );
}
