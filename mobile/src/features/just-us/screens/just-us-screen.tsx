import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { fieldProblem } from '@/api/problems';
import type { ShiftDay } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  Choice,
  DateField,
  Field,
  Note,
  OutboxLine,
  Screen,
  Stepper,
  Text,
  TimeField,
} from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { usePlanning } from '../queries';
import { type Start, shiftEnds } from '../when';

const lengths = [30, 60, 90, 120, 180];
const OTHER = 'other';
const NO_TIME: Start = { date: '', time: '' };
const keyOf = ({ date, time }: Start) => `${date} ${time}`;
const clock = () => new Date().toTimeString().slice(0, 5);

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{label}</Text>
      {children}
    </View>
  );
}

/** Four questions, and it is there: what, when, where, how many. `days`: my shifts from today on, as far as they are known. */
export function JustUsScreen({ days }: { days: readonly ShiftDay[] }) {
  const { say } = useWords();
  const { today } = useMe();
  const ends = shiftEnds(days, { date: today, time: clock() });
  const planning = usePlanning();
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [other, setOther] = useState(NO_TIME);
  const [minutes, setMinutes] = useState(60);
  const [here, setHere] = useState(true);
  const [places, setPlaces] = useState(4);
  const start = ends.find((end) => keyOf(end) === chosen) ?? other;
  const asksTime = chosen === OTHER || !ends.length;
  const problem = planning.latest?.state === 'refused' ? planning.latest.problem : undefined;
  const ready = title.trim() && place.trim() && start.date && start.time;
  if (planning.made)
    return (
      <Screen title={say('just_us.title')} back>
        <Note tone="leaf" title={say('just_us.made')}>
          {say('just_us.made_text')}
        </Note>
        <BigButton drawing="people" href={`/occurrences/${planning.made.id}`} onPress={planning.dismiss}>
          {say('just_us.invite')}
        </BigButton>
      </Screen>
    );
  return (
    <Screen title={say('just_us.title')} back help={say('just_us.help')}>
      <Note>{say('just_us.plain')}</Note>
      <Card style={{ gap: 20 }}>
        <Field
          label={say('just_us.what')}
          hint={say('just_us.what_hint')}
          value={title}
          onChangeText={setTitle}
          maxLength={80}
          wrong={fieldProblem(problem, '/title')}
        />
        <Labelled label={say('just_us.when')}>
          {ends.length ? (
            <Choice
              label={say('just_us.when')}
              value={chosen}
              onChange={setChosen}
              options={[
                ...ends.map((end) => ({
                  value: keyOf(end),
                  text: say('just_us.after_shift', { date: dateWords(say, end.date, today), time: end.time }),
                })),
                { value: OTHER, text: say('just_us.other_time') },
              ]}
            />
          ) : (
            <Text tone="quiet">{say('just_us.shifts_help')}</Text>
          )}
          {asksTime ? (
            <>
              <DateField
                label={say('just_us.date')}
                value={other.date}
                onChangeText={(date) => setOther({ ...other, date })}
                min={today}
              />
              <TimeField
                label={say('just_us.time')}
                value={other.time}
                onChangeText={(time) => setOther({ ...other, time })}
              />
            </>
          ) : null}
          {[fieldProblem(problem, '/starts_date'), fieldProblem(problem, '/starts_time')]
            .filter(Boolean)
            .map((wrong) => (
              <Note key={wrong}>{wrong}</Note>
            ))}
        </Labelled>
        <Labelled label={say('just_us.long')}>
          <Choice
            label={say('just_us.long')}
            value={minutes}
            onChange={setMinutes}
            options={lengths.map((m) => ({ value: m, text: say('just_us.minutes', { count: m }) }))}
          />
        </Labelled>
        <Labelled label={say('just_us.where')}>
          <Choice
            label={say('just_us.where')}
            value={here ? 'here' : 'elsewhere'}
            onChange={(value) => setHere(value === 'here')}
            options={[
              { value: 'here', text: say('just_us.here') },
              { value: 'elsewhere', text: say('just_us.elsewhere') },
            ]}
          />
        </Labelled>
        <Field
          label={say('just_us.meet')}
          hint={say('just_us.meet_hint')}
          value={place}
          onChangeText={setPlace}
          maxLength={160}
          wrong={fieldProblem(problem, '/meeting_place')}
        />
        <Labelled label={say('just_us.people')}>
          <Stepper label={say('just_us.people')} value={places} min={2} max={12} onChange={setPlaces} />
          <Text tone="quiet">{say('just_us.people_help')}</Text>
        </Labelled>
      </Card>
      <BigButton
        drawing="people"
        why={ready ? undefined : say('just_us.first')}
        busy={planning.waits}
        onPress={() => {
          if (!ready || planning.waits) return;
          void planning.plan({
            title: title.trim(),
            meeting_place: place.trim(),
            on_site: here,
            starts_date: start.date,
            starts_time: start.time,
            minutes,
            places,
          });
        }}
      >
        {say('just_us.make')}
      </BigButton>
      <OutboxLine row={planning.latest} />
      {planning.latest?.state === 'refused' ? (
        <Button grow onPress={planning.dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
    </Screen>
  );
}
