import { Button, Card, Fact, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type SignOff, useMyWord } from '../queries';

/** What others said of me: it counts, whoever leaves, until it lapses or I let it rest. */
export function WordsGiven({ words }: { words: readonly SignOff[] }) {
  const { say } = useWords();
  const given = words.filter((word) => word.state === 'given' || word.state === 'not_yet');
  if (!given.length) return null;
  return (
    <Card>
      <Part>{say('steps.words')}</Part>
      <Text tone="quiet">{say('steps.given_counts')}</Text>
      {given.map((word) => (
        <Given key={word.id} word={word} />
      ))}
    </Card>
  );
}
function Given({ word }: { word: SignOff }) {
  const { say } = useWords();
  const { today } = useMe();
  const { pause, waits, latest } = useMyWord(word.id);
  const date = word.answered_date ? dateWords(say, word.answered_date, today) : '';
  const about = `${say(`steps.kind_${word.kind}`)}: ${say(`steps.about_${word.what}`)}`;
  if (word.state === 'not_yet')
    return (
      <>
        <Text bold>{about}</Text>
        <Text>{say('steps.not_yet')}</Text>
      </>
    );
  return (
    <>
      <Text bold>{about}</Text>
      <Fact drawing="tick">
        {word.answered_by ? say('steps.given_by', { name: word.answered_by, date }) : say('steps.given_gone', { date })}
      </Fact>
      {word.conditions.map((c) => (
        <Text key={c}>
          {say('steps.conditions', { text: say(c === 'short_walks' ? 'steps.short_walks' : 'steps.with_buddy') })}
        </Text>
      ))}
      {word.lapses_date ? <Text>{say('steps.lapses', { date: dateWords(say, word.lapses_date, today) })}</Text> : null}
      {word.is_paused ? <Text>{say('steps.paused')}</Text> : null}
      {waits ? null : (
        <Button
          label={`${say(word.is_paused ? 'steps.wake' : 'steps.pause')}: ${about}`}
          onPress={() => void pause(!word.is_paused)}
        >
          {say(word.is_paused ? 'steps.wake' : 'steps.pause')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}
