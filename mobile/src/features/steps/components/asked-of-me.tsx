import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Chip, Note, OutboxLine, Part, Row, Text } from '@/design';
import { useWords } from '@/words';
import { type Asked, useAnswer, useAskedOfMe } from '../queries';

/** Questions of colleagues to me. Each is gone once it is answered, by me or by somebody else. */
export function AskedOfMe() {
  return useAskedOfMe().data?.map((row) => <Question key={row.id} row={row} />) ?? null;
}
function Question({ row }: { row: Asked }) {
  const { say } = useWords();
  const { answer, said, latest } = useAnswer(row.id);
  const [choosing, setChoosing] = useState(false);
  const [conditions, setConditions] = useState<string[]>([]);
  const forced = row.answers_as === 'colleague';
  const about =
    row.what === 'led_before'
      ? say('steps.asks_you_led_before', { number: row.dates ?? 0, kind: say(`steps.kind_${row.kind}`) })
      : say(`steps.asks_you_${row.what}`, { kind: say(`steps.kind_${row.kind}`) });
  // Two questions stand one below the other: each button says whose it is and what it is about.
  const named = (word: string) =>
    say('steps.answer_to', {
      answer: word,
      name: row.name,
      kind: say(`steps.kind_${row.kind}`),
      about: say(`steps.about_${row.what}`),
    });
  const turn = (c: string) =>
    setConditions((now) => (now.includes(c) ? now.filter((other) => other !== c) : [...now, c]));
  return (
    <Card>
      <Part>{say('steps.asks_you', { name: row.name })}</Part>
      {said ? (
        <Note tone="leaf">{say('steps.answered')}</Note>
      ) : (
        <>
          <Text>{about}</Text>
          <Text tone="quiet">{say('steps.asks_you_private')}</Text>
          {forced ? <Text>{say('steps.answers_colleague')}</Text> : null}
          {choosing ? (
            <Row>
              <Chip
                role="checkbox"
                label={named(say('steps.with_buddy'))}
                chosen={conditions.includes('with_buddy')}
                onPress={() => turn('with_buddy')}
              >
                {say('steps.with_buddy')}
              </Chip>
              {row.kind === 'walk' ? (
                <Chip
                  role="checkbox"
                  label={named(say('steps.short_walks'))}
                  chosen={conditions.includes('short_walks')}
                  onPress={() => turn('short_walks')}
                >
                  {say('steps.short_walks')}
                </Chip>
              ) : null}
            </Row>
          ) : null}
          <View style={{ gap: 8 }}>
            <Button grow label={named(say('steps.answer_yes'))} onPress={() => void answer(true, conditions)}>
              {say('steps.answer_yes')}
            </Button>
            {choosing ? null : (
              <Button grow label={named(say('steps.answer_condition'))} onPress={() => setChoosing(true)}>
                {say('steps.answer_condition')}
              </Button>
            )}
            <Button grow label={named(say('steps.answer_not_yet'))} onPress={() => void answer(false)}>
              {say('steps.answer_not_yet')}
            </Button>
          </View>
        </>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
