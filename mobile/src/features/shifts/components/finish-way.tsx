import { useState } from 'react';
import { BigButton, Card, Chip, Field, goInstead, Row, Screen, Text } from '@/design';
import { type Weekday, weekday } from '@/lib/when';
import { useWords } from '@/words';
import { readTime } from '../days';
import { useShiftWrites } from '../queries';
import { OnlyYou } from './only-you';

const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** For those who only know when they usually finish. */
export function FinishWay() {
  const { say } = useWords();
  const { saveFinish } = useShiftWrites();
  const [chosen, setChosen] = useState<Weekday[]>(['mon', 'tue', 'wed', 'thu', 'fri']);
  const [typed, setTyped] = useState('');
  const finish = readTime(typed);
  const why = !finish ? say('shifts.time_wrong') : !chosen.length ? say('shifts.finish_day_first') : undefined;
  const save = async () => {
    if (!finish) return;
    await saveFinish(finish, chosen);
    goInstead('/shifts');
  };
  return (
    <Screen
      title={say('shifts.finish_title')}
      back
      help={say('shifts.finish_help')}
      lead={<Text tone="quiet">{say('shifts.finish_help')}</Text>}
      foot={
        <>
          <BigButton why={why} onPress={() => void save()}>
            {say('shifts.finish_save')}
          </BigButton>
          <OnlyYou />
        </>
      }
    >
      <Card lit>
        <Field
          label={say('shifts.finish_at')}
          value={typed}
          onChangeText={setTyped}
          onBlur={() => setTyped(finish ?? typed)}
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          placeholder="15:00"
        />
        <Text bold>{say('shifts.finish_days')}</Text>
        <Row>
          {week.map((d) => (
            <Chip
              key={d}
              role="checkbox"
              chosen={chosen.includes(d)}
              label={weekday(say, d)}
              onPress={() => setChosen(week.filter((w) => (w === d ? !chosen.includes(d) : chosen.includes(w))))}
            >
              {weekday(say, d, 'short')}
            </Chip>
          ))}
        </Row>
      </Card>
    </Screen>
  );
}
