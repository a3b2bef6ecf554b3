import { useState } from 'react';
import { Button, Card, DateField, Note, OutboxLine, Part, Row, Sheet, Text } from '@/design';
import { addDays, dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import type { useAway } from '../queries';

/** For whoever may be asked for a word: away until a day, in one tap, and back in one. It ends by itself. */
export function AwayCard({ away }: { away: ReturnType<typeof useAway> }) {
  const { say } = useWords();
  const { today } = useMe();
  const { until, beAway, beBack, latest } = away;
  const [choosing, setChoosing] = useState(false);
  const [day, setDay] = useState('');
  const fits = day > today && day <= addDays(today, 366);
  return (
    <Card>
      <Part>{say('steps.away')}</Part>
      {until ? (
        <>
          <Note tone="leaf">{say('steps.away_until', { date: dateWords(say, until, today) })}</Note>
          <Text>{say('steps.away_others')}</Text>
          <Button onPress={() => void beBack()}>{say('steps.away_back')}</Button>
        </>
      ) : (
        <>
          <Text>{say('steps.away_what')}</Text>
          <Row>
            <Button onPress={() => void beAway(addDays(today, 7))}>{say('steps.away_one_week')}</Button>
            <Button onPress={() => void beAway(addDays(today, 14))}>{say('steps.away_two_weeks')}</Button>
            <Button onPress={() => setChoosing(true)}>{say('steps.away_day')}</Button>
          </Row>
        </>
      )}
      <OutboxLine row={latest} />
      <Sheet open={choosing} onClose={() => setChoosing(false)} title={say('steps.away_day')}>
        <DateField label={say('steps.away_back_on')} value={day} onChangeText={setDay} min={addDays(today, 1)} />
        {fits ? (
          <Button
            grow
            onPress={() => {
              setChoosing(false);
              setDay('');
              void beAway(day);
            }}
          >
            {say('steps.away_until_day', { date: dateWords(say, day, today) })}
          </Button>
        ) : null}
      </Sheet>
    </Card>
  );
}
