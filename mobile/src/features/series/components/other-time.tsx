import { useState } from 'react';
import { fieldProblem } from '@/api/problems';
import { BigButton, Button, Card, DateField, Field, Note, OutboxLine, Part, Text, TimeField } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type DatePage, useMoving } from '../date';
import { isDate, isTime } from '../draft';

/** Another day or time for one date: everyone keeps their place. The last move can be taken back. */
export function OtherTime({ page, etag }: { page: DatePage; etag: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const here = { date: page.starts.date, time: page.starts.time };
  const [to, setTo] = useState(here);
  const [reason, setReason] = useState('');
  const [was, setWas] = useState<typeof page.starts>();
  const moving = useMoving(page.id);
  const problem = moving.latest?.state === 'refused' ? moving.latest.problem : undefined;
  const hasMoved = was !== undefined && was.at !== page.starts.at && !moving.waits;
  const isSame = to.date === here.date && to.time === here.time;
  const why = !isDate(to.date)
    ? say('series.wrong_date')
    : !isTime(to.time)
      ? say('series.wrong_time')
      : isSame
        ? say('changing.move_same')
        : undefined;
  const people = page.taken + page.waiting;
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('changing.move_title')}</Part>
      <Text>{momentWords(say, page.starts, page.ends, today)}</Text>
      {hasMoved ? (
        <>
          <Note tone="leaf" title={say('changing.move_done')} live>
            {say('series.moved', { when: momentWords(say, was, null, today) })}
          </Note>
          <Button
            onPress={() => {
              setTo({ date: was.date, time: was.time });
              setWas(undefined);
              void moving.move({ date: was.date, time: was.time }, '', etag);
            }}
          >
            {say('changing.undo')}
          </Button>
        </>
      ) : null}
      <DateField
        label={say('changing.day')}
        value={to.date}
        onChangeText={(date) => setTo({ ...to, date })}
        min={today}
        wrong={fieldProblem(problem, '/starts_date')}
      />
      <TimeField
        label={say('series.time')}
        value={to.time}
        onChangeText={(time) => setTo({ ...to, time })}
        wrong={fieldProblem(problem, '/starts_time')}
      />
      <Field label={say('series.reason')} value={reason} onChangeText={setReason} maxLength={200} lines={2} />
      {why ? null : (
        <Note tone={people ? 'amber' : 'leaf'} drawing="people" live>
          {people ? `${say.count('series.touches', people)} ${say('changing.move_keep')}` : say('series.touches_none')}
        </Note>
      )}
      <BigButton
        why={why}
        busy={moving.waits}
        onPress={() => {
          if (moving.waits) return;
          setWas(page.starts);
          void moving.move(to, reason, etag);
        }}
      >
        {say(moving.waits ? 'series.saving' : 'changing.move')}
      </BigButton>
      <OutboxLine row={moving.latest} />
    </Card>
  );
}
