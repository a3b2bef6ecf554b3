import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Choice, Field, Note, Part, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import type { Notes, useNoting } from '../plan-queries';

const abouts = ['weather', 'heat'] as const;
const levels = ['none', 'yellow', 'amber', 'red'] as const;
type Check = Notes['checks'][number];

function Look({ noting, done }: { noting: ReturnType<typeof useNoting>; done: () => void }) {
  const { say } = useWords();
  const [about, setAbout] = useState<(typeof abouts)[number]>('weather');
  const [level, setLevel] = useState<(typeof levels)[number]>('none');
  const [source, setSource] = useState('');
  const [go, setGo] = useState(false);
  const [told, setTold] = useState(false);
  return (
    <View style={{ gap: 12 }}>
      <Text bold>{say('plan.about')}</Text>
      <Choice
        label={say('plan.about')}
        options={abouts.map((value) => ({ value, text: say(`plan.about_${value}`) }))}
        value={about}
        onChange={setAbout}
      />
      <Text bold>{say('plan.level')}</Text>
      <Choice
        label={say('plan.level')}
        options={levels.map((value) => ({ value, text: say(`plan.level_${value}`) }))}
        value={level}
        onChange={setLevel}
      />
      <Field
        label={say('plan.source')}
        hint={say('plan.source_hint')}
        value={source}
        onChangeText={setSource}
        maxLength={120}
        wrong={told && !source.trim() ? say('plan.source_need') : undefined}
      />
      {level === 'yellow' ? (
        <TickRow first ticked={go} onPress={() => setGo(!go)}>
          {say('plan.we_go')}
        </TickRow>
      ) : null}
      <Button
        tone="yes"
        onPress={() => {
          setTold(true);
          if (!source.trim()) return;
          void noting.weather({ about, level, source: source.trim(), is_go: level === 'yellow' && go });
          done();
        }}
      >
        {say('plan.look_keep')}
      </Button>
    </View>
  );
}

/** What the warnings that somebody wrote down mean for this date. */
export function WeatherCard({ notes, noting }: { notes: Notes; noting: ReturnType<typeof useNoting> }) {
  const { say } = useWords();
  const [looks, setLooks] = useState(false);
  const says = notes.weather_says;
  const words = (c: Check) =>
    say(c.is_go ? 'plan.looked_go' : 'plan.looked', {
      about: say(`plan.about_${c.about}`),
      level: say(`plan.level_${c.level}`),
      source: c.source,
      time: c.looked_at.time,
    });
  return (
    <Card>
      <Part>{say('plan.weather')}</Part>
      <Note tone={says === 'go' ? 'sand' : 'clay'}>{say(`plan.says_${says}`)}</Note>
      {notes.checks.slice(-6).map((c) => (
        <Text key={`${c.looked_at.at}${c.about}${c.by}`}>{words(c)}</Text>
      ))}
      {notes.may_change && !looks ? <Button onPress={() => setLooks(true)}>{say('plan.look')}</Button> : null}
      {looks ? <Look noting={noting} done={() => setLooks(false)} /> : null}
    </Card>
  );
}
