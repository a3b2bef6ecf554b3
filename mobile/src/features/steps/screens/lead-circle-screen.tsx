import { useState } from 'react';
import {
  Button,
  Card,
  ErrorNote,
  Field,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Screen,
  Text,
  TickRow,
} from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { AskIn, LeaveCircle } from '../components/lead-circle-door';
import { useCircle, useMySteps, useNotebook } from '../queries';

/** The leaders' circle: its meetings, training with its waiting list, and the notebook. */
export function LeadCircleScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const mine = useMySteps();
  const may = mine.data?.in_circle ?? false;
  const { data, isError, error, refetch } = useCircle(may);
  const { write, takeOut, waits, latest } = useNotebook();
  const [text, setText] = useState('');
  const [shows, setShows] = useState(false);
  return (
    <Screen
      title={say('steps.circle')}
      back
      help={say('steps.circle_help')}
      lead={<Text>{say('steps.circle_help')}</Text>}
    >
      {may || !mine.data ? null : <Note>{say('steps.circle_closed')}</Note>}
      {data ? (
        <>
          <Part>{say('steps.circle_dates')}</Part>
          {data.dates.length ? (
            <ListCard>
              {data.dates.map((date, i) => {
                const when = momentWords(say, date.starts, undefined, today);
                const { taken, places, waiting } = date;
                return (
                  <ListRow
                    key={date.occurrence_id}
                    first={i === 0}
                    drawing="people"
                    title={date.title}
                    text={
                      taken < places
                        ? say('steps.circle_date', { when, taken, places })
                        : say('steps.circle_date_full', { when, places, waiting })
                    }
                    href={`/occurrences/${date.occurrence_id}`}
                  />
                );
              })}
            </ListCard>
          ) : (
            <Text>{say('steps.circle_dates_none')}</Text>
          )}
          <Part>{say('steps.circle_notes')}</Part>
          <Card>
            <Field label={say('steps.circle_write')} value={text} onChangeText={setText} lines={3} maxLength={1000} />
            <TickRow ticked={shows} onPress={() => setShows(!shows)}>
              {say('steps.circle_name')}
            </TickRow>
            {text.trim().length > 1 ? (
              <Button
                grow
                onPress={() => {
                  void write(text.trim(), shows);
                  setText('');
                }}
              >
                {say('steps.circle_keep')}
              </Button>
            ) : null}
            <OutboxLine row={latest} />
          </Card>
          {data.notes.length ? null : <Text>{say('steps.circle_notes_none')}</Text>}
          {data.notes.map((note) => {
            const date = dateWords(say, note.written.date, today);
            return (
              <Card key={note.id}>
                <Text>{note.text}</Text>
                <Text tone="quiet">{note.name ? say('steps.circle_by', { name: note.name, date }) : date}</Text>
                {(note.is_mine || data.may_take_out_all) && !waits ? (
                  <Button
                    label={`${say('steps.circle_drop')}: ${note.text.slice(0, 40)}`}
                    onPress={() => void takeOut(note.id)}
                  >
                    {say('steps.circle_drop')}
                  </Button>
                ) : null}
              </Card>
            );
          })}
          {data.may_invite ? <AskIn /> : null}
          {data.is_invited ? <LeaveCircle /> : null}
        </>
      ) : isError ? (
        <ErrorNote error={error} again={() => void refetch()} />
      ) : mine.isError ? (
        <ErrorNote error={mine.error} again={() => void mine.refetch()} />
      ) : may || !mine.data ? (
        <Loading />
      ) : null}
    </Screen>
  );
}
