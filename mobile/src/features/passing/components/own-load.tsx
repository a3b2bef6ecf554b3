// How much I lead, the most I want, and the question of the month: read by me and by the one person I choose.
import { useState } from 'react';
import { Button, Card, Choice, Fact, Part, Text } from '@/design';
import { useWords } from '@/words';
import { type Answer, type OwnLoad as Mine, useOwnLoad, useSayLoad } from '../queries';
import { Told } from './told';

const ANSWERS: readonly Answer[] = ['fine', 'bit_much', 'need_break'];

function Asked({ mine, desk }: { mine: Mine; desk: ReturnType<typeof useSayLoad> }) {
  const { say } = useWords();
  const [buddy, setBuddy] = useState(mine.buddy?.id ?? '');
  return (
    <>
      <Text bold>{say('passing.ask_month')}</Text>
      <Text tone="quiet">{say('passing.ask_month_text')}</Text>
      {mine.buddies.length ? (
        <Choice
          label={say('passing.buddy')}
          value={buddy}
          onChange={setBuddy}
          options={[
            { value: '', text: say('passing.buddy_none') },
            ...mine.buddies.map((one) => ({ value: one.id, text: one.name })),
          ]}
        />
      ) : null}
      {mine.answer ? (
        <Text>
          {mine.buddy
            ? say('passing.answered_to', { answer: say(`passing.${mine.answer}`), name: mine.buddy.name })
            : say('passing.answered', { answer: say(`passing.${mine.answer}`) })}
        </Text>
      ) : null}
      {desk.waits
        ? null
        : ANSWERS.map((answer) => (
            <Button key={answer} grow onPress={() => void desk.answer(answer, buddy || null)}>
              {say(`passing.${answer}`)}
            </Button>
          ))}
    </>
  );
}

export function OwnLoad() {
  const { say } = useWords();
  const mine = useOwnLoad().data;
  const desk = useSayLoad();
  if (!mine) return null;
  return (
    <Card>
      <Part>{say('passing.mine')}</Part>
      <Text tone="quiet">{say('passing.mine_text')}</Text>
      <Text>{say('passing.mine_led', { count: mine.led })}</Text>
      <Text bold>{say('passing.most')}</Text>
      <Choice
        label={say('passing.most')}
        value={mine.most}
        onChange={(most: number) => void desk.setMost(most)}
        options={[0, 1, 2, 3].map((value) => ({ value, text: say('passing.most_some', { count: value }) }))}
      />
      {mine.is_asked || mine.answer ? <Asked key={mine.buddy?.id ?? ''} mine={mine} desk={desk} /> : null}
      {mine.heard.map((row) => (
        <Fact key={row.name} drawing="people">
          {say('passing.heard', { name: row.name, answer: say(`passing.${row.answer}`) })}
        </Fact>
      ))}
      <Told latest={desk.latest} dismiss={desk.dismiss} />
    </Card>
  );
}
