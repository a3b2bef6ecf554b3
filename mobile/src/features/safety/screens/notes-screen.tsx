import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { Card, Choice, ErrorNote, Fact, Loading, OutboxLine, Part, Screen, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { AllergenGrid } from '../components/allergen-grid';
import { lightWords } from '../components/daylight';
import { WeatherCard } from '../components/weather-card';
import { type Notes, useNotes, useNoting } from '../plan-queries';

const rules = ['none', 'places', 'asked'] as const;

function Noted({ id, notes }: { id: string; notes: Notes }) {
  const { say } = useWords();
  const noting = useNoting(id);
  const [pressed, setPressed] = useState<(typeof rules)[number]>(); // shown until the server has it
  const rule = (noting.waits && pressed) || notes.photo_rule;
  const { children_0_4: a, children_5_10: b, children_11_17: c } = notes.children;
  return (
    <>
      <Card>
        <Part>{say('plan.photo_title')}</Part>
        {notes.may_change ? (
          <Choice
            label={say('plan.photo_title')}
            grow
            options={rules.map((value) => ({ value, text: say(`plan.photo_${value}`) }))}
            value={rule === 'not_said' ? undefined : rule}
            onChange={(next) => {
              setPressed(next);
              void noting.photos(next);
            }}
          />
        ) : (
          <Text>{say(`plan.photo_${notes.photo_rule}`)}</Text>
        )}
      </Card>
      <AllergenGrid notes={notes} noting={noting} />
      {a + b + c ? (
        <Card>
          <Part>{say('plan.children')}</Part>
          <Text>{say('plan.children_line', { a, b, c })}</Text>
          <Text tone="quiet">{say('plan.children_text')}</Text>
        </Card>
      ) : null}
      <WeatherCard notes={notes} noting={noting} />
      <Card>
        <Part>{say('plan.light_title')}</Part>
        <Fact drawing="fits">{lightWords(say, notes.daylight)}</Fact>
      </Card>
      <OutboxLine row={noting.latest} />
    </>
  );
}

/** What everybody who comes may know: photos, food, children, weather, daylight. */
export function NotesScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const { say } = useWords();
  const { today } = useMe();
  const read = useNotes(id);
  return (
    <Screen
      title={say('plan.notes')}
      back
      help={say('plan.food_help')}
      lead={
        read.data ? (
          <Text tone="quiet">{`${read.data.title}. ${momentWords(say, read.data.starts, read.data.ends, today)}`}</Text>
        ) : undefined
      }
    >
      {read.data ? (
        <Noted id={id} notes={read.data} />
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
