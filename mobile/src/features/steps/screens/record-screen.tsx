import { Card, drawingOf, ErrorNote, ListCard, ListRow, Loading, Screen, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { type Say, useWords } from '@/words';
import { PrintRecord } from '../components/print-record';
import { didWords } from '../kinds';
import { useRecord } from '../queries';

const time = (say: Say, minutes: number) =>
  say('steps.record_time', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });

/** What I led, for me: to look at, to print, to say when I ask for time. */
export function RecordScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const { data, isError, error, refetch } = useRecord();
  return (
    <Screen
      title={say('steps.record')}
      back
      help={say('steps.record_help')}
      lead={<Text>{say('steps.record_help')}</Text>}
    >
      {data ? (
        <>
          <Card>
            <Text bold>{say('steps.record_sum', { dates: data.dates_led, time: time(say, data.minutes_led) })}</Text>
            {data.minutes_led_lately ? (
              <Text>{say('steps.record_lately', { time: time(say, data.minutes_led_lately) })}</Text>
            ) : null}
            <PrintRecord />
          </Card>
          {data.results.length ? (
            <ListCard>
              {data.results.map((line, i) => (
                <ListRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: two dates of a day may have one title
                  key={i}
                  first={i === 0}
                  drawing={drawingOf(line.kind)}
                  title={line.title}
                  text={`${dateWords(say, line.date, today)}: ${line.did.map((part) => didWords(say, part)).join(say('steps.did_and'))}`}
                />
              ))}
            </ListCard>
          ) : (
            <Text>{say('steps.record_none')}</Text>
          )}
        </>
      ) : isError ? (
        <ErrorNote error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
