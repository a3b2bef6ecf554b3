import { View } from 'react-native';
import { Button, Card, CardHead, drawingOf, Fact, Note, OutboxLine, Part, Text, TextLink } from '@/design';
import { useWords } from '@/words';
import { basicsOf, type StepNumber, stepName, wordFor } from '../kinds';
import { type SignOff, type Standing, useStep } from '../queries';
import { AskWord } from './ask-word';

/** One kind: where I am, what I am invited to, and what the next step asks for. */
export function KindCard({ row, words, lit }: { row: Standing; words: readonly SignOff[]; lit?: boolean }) {
  const { say } = useWords();
  const { take, notNow, back, pressed, waits, latest } = useStep(row.kind);
  const next = row.next;
  const kind = say(`steps.kind_${row.kind}`);
  // Two kinds stand one below the other, so each button says which it is about.
  const named = (word: string) => `${word}: ${kind}`;
  const isOpen = row.needs.every((need) => need.is_met);
  return (
    <Card lit={lit} testID={`kind-${row.kind}`}>
      <CardHead
        drawing={drawingOf(row.kind)}
        title={kind}
        lines={say('steps.you_do', { step: stepName(say, row.number) })}
      />
      <Text>{say(`steps.what_${row.number as StepNumber}`)}</Text>
      {row.conditions.length ? (
        <Fact drawing="people">
          {say('steps.conditions', { text: row.conditions.map((c) => say(`steps.${c}`)).join(', ') })}
        </Fact>
      ) : null}
      {row.rests ? <Note tone="sand">{say('steps.rests')}</Note> : null}
      {pressed === 'back' && row.stepped_back_from === null ? (
        <Note tone="leaf">{say('steps.stepped_back')}</Note>
      ) : null}
      {row.stepped_back_from !== null ? (
        <>
          <Note tone="leaf">{say('steps.stepped_back')}</Note>
          {waits ? null : (
            <Button
              grow
              label={named(say('steps.come_back', { step: stepName(say, row.stepped_back_from) }))}
              onPress={() => void take(row.stepped_back_from as number)}
            >
              {say('steps.come_back', { step: stepName(say, row.stepped_back_from) })}
            </Button>
          )}
        </>
      ) : next === null ? (
        <Text>{say(row.kind === 'hill' ? 'steps.no_more' : 'steps.top')}</Text>
      ) : row.is_invited ? (
        <>
          <Part>{say('steps.invite', { step: stepName(say, next) })}</Part>
          <Text>{say(`steps.what_${next as StepNumber}`)}</Text>
          {waits ? null : (
            <View style={{ gap: 8 }}>
              <Button grow label={named(`${say('steps.yes')}: ${stepName(say, next)}`)} onPress={() => void take(next)}>
                {say('steps.yes')}
              </Button>
              <Button
                grow
                label={named(`${say('steps.not_now')}: ${stepName(say, next)}`)}
                onPress={() => void notNow()}
              >
                {say('steps.not_now')}
              </Button>
            </View>
          )}
        </>
      ) : (
        <>
          <Part>{say('steps.next', { step: stepName(say, next) })}</Part>
          <Text>{say(`steps.what_${next as StepNumber}`)}</Text>
          {isOpen ? (
            <>
              <Text>{say(pressed === 'not_now' ? 'steps.said_not_now' : 'steps.is_open')}</Text>
              {waits || row.rests ? null : (
                <Button grow label={named(say('steps.take_anyway'))} onPress={() => void take(next)}>
                  {say('steps.take_anyway')}
                </Button>
              )}
            </>
          ) : (
            <Needs row={row} words={words} />
          )}
        </>
      )}
      <LedBefore row={row} words={words} />
      {row.number > 0 && !waits ? (
        <>
          <Button label={named(say('steps.step_back'))} onPress={() => void back()}>
            {say('steps.step_back')}
          </Button>
          <Text tone="quiet">{say('steps.step_back_what')}</Text>
        </>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** Dates that I led and that count for nothing yet: somebody who leads, or an organiser, says that it is so. */
function LedBefore({ row, words }: { row: Standing; words: readonly SignOff[] }) {
  const { say } = useWords();
  const open = words.find((word) => word.what === 'led_before' && word.state === 'open');
  if (!row.may_say_led) return null;
  return (
    <>
      <Part>{say.count('steps.led_before', row.may_say_led)}</Part>
      <Text>{say('steps.led_before_text')}</Text>
      <AskWord kind={row.kind} about="led_before" open={open} />
    </>
  );
}

/** Where what is asked for can be read: what to do when something goes wrong, or the first of the cards. */
const READ = { help_plan: '/role-cards/help_plan', role_card: '/role-cards/greet' } as const;

function Needs({ row, words }: { row: Standing; words: readonly SignOff[] }) {
  const { say } = useWords();
  return (
    <View style={{ gap: 12 }}>
      <Text bold>{say('steps.asks')}</Text>
      {row.needs.map((need) => {
        const text = need.what === 'basics' ? basicsOf(say, row.kind) : say(`steps.need_${need.what}`);
        const about = need.is_met ? undefined : wordFor(need.what, row.kind);
        const said =
          need.of > 1 ? say('steps.need_of', { text, number: Math.min(need.have, need.of), of: need.of }) : text;
        return (
          <View key={need.what} style={{ gap: 8 }}>
            <Fact drawing={need.is_met ? 'tick' : 'time'}>
              {need.is_met ? `${said} (${say('steps.need_done')})` : said}
            </Fact>
            {!need.is_met && (need.what === 'help_plan' || need.what === 'role_card') ? (
              <TextLink
                href={READ[need.what]}
                label={`${say(`steps.read_${need.what}`)}: ${say(`steps.kind_${row.kind}`)}`}
                style={{ marginStart: 40 }}
              >
                {say(`steps.read_${need.what}`)}
              </TextLink>
            ) : null}
            {about ? (
              <AskWord kind={row.kind} about={about} open={words.find((w) => w.what === about && w.state === 'open')} />
            ) : null}
          </View>
        );
      })}
    </View>
  );
}
