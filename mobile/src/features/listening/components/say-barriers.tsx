import { useState } from 'react';
import { View } from 'react-native';
import type { BarrierTag } from '@/api/shapes';
import { BigButton, Button, Card, Choice, OutboxLine, Row, Stepper, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { useSayBarriers } from '../queries';
import { type Kind, kindDrawing, kinds, kindWords, tagDrawing, tags, tagWords } from '../tags';

const everything = 'everything';
function AboutWhat({ value, onChange }: { value: Kind | null; onChange: (kind: Kind | null) => void }) {
  const { say } = useWords();
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('listening.about_kind')}</Text>
      <Choice
        label={say('listening.about_kind')}
        value={value ?? everything}
        onChange={(v) => onChange(v === everything ? null : (v as Kind))}
        options={[
          { value: everything, text: say('listening.about_all') },
          ...kinds.map((k) => ({ value: k as string, text: kindWords(say, k), drawing: kindDrawing(k) })),
        ]}
      />
    </View>
  );
}

/** For those who speak with people who have no phone: how many named each. */
function ForOthers({ about }: { about: Kind | null }) {
  const { say } = useWords();
  const { sayIt, latest } = useSayBarriers();
  const [people, setPeople] = useState<Partial<Record<BarrierTag, number>>>({});
  const [told, setTold] = useState(false);
  const said = tags.flatMap((tag) => (people[tag] ? [{ tag, people: people[tag] }] : []));
  const press = () => {
    if (!said.length) return setTold(true);
    void sayIt(said, about).then(() => {
      setPeople({});
      setTold(false);
    });
  };
  return (
    <>
      <Text>{say('listening.for_others_text')}</Text>
      {tags.map((tag) => (
        <View key={tag} style={{ gap: 4 }}>
          <Text bold>{tagWords(say, tag)}</Text>
          <Stepper
            label={tagWords(say, tag)}
            value={people[tag] ?? 0}
            max={50}
            onChange={(n) => setPeople({ ...people, [tag]: n })}
          />
        </View>
      ))}
      {told && !said.length ? <Text tone="stop">{say('listening.for_others_none')}</Text> : null}
      <BigButton onPress={press}>{say('listening.for_others_send')}</BigButton>
      <OutboxLine row={latest} />
    </>
  );
}

/** One press says it. Nothing on this phone remembers it once the page is left, or the next person would see it. */
export function SayBarriers({ countedFrom }: { countedFrom: string | undefined }) {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  const { sayIt, latest } = useSayBarriers();
  const [about, setAbout] = useState<Kind | null>(null);
  const [pressed, setPressed] = useState<readonly string[]>([]);
  const [more, setMore] = useState<'kind' | 'others'>();
  const press = (tag: BarrierTag) => {
    const key = `${about} ${tag}`;
    if (pressed.includes(key)) return;
    setPressed([...pressed, key]);
    void sayIt([{ tag }], about);
  };
  return (
    <Card lit>
      <Text bold size="title" heading={2}>
        {say('listening.stops_you')}
      </Text>
      <Text>{say('listening.nobody_sees')}</Text>
      {about || more === 'kind' ? <AboutWhat value={about} onChange={setAbout} /> : null}
      {more === 'others' ? (
        <ForOthers about={about} />
      ) : (
        <>
          <Row>
            {tags.map((tag) => {
              const done = pressed.includes(`${about} ${tag}`);
              return (
                <Button
                  key={tag}
                  tone={done ? 'yes' : 'plain'}
                  drawing={done ? 'tick' : tagDrawing(tag)}
                  pressed={done}
                  onPress={() => press(tag)}
                >
                  {tagWords(say, tag)}
                </Button>
              );
            })}
          </Row>
          {pressed.length && countedFrom ? (
            <Text tone="yes">{say('listening.said', { date: dateWords(say, countedFrom, today) })}</Text>
          ) : null}
          <OutboxLine row={latest} />
        </>
      )}
      {about || more ? null : (
        <Button grow onPress={() => setMore('kind')}>
          {say('listening.about_kind')}
        </Button>
      )}
      {more === 'others' || !has('connector', 'lead', 'organiser') ? null : (
        <Button grow drawing="people" onPress={() => setMore('others')}>
          {say('listening.for_others')}
        </Button>
      )}
    </Card>
  );
}
