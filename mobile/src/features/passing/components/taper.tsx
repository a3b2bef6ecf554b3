// How much the organiser is there: the plan with its dates, the step that is proposed, and one tap for more help.
import { Button, Card, Fact, Note, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { type Key, type Say, useWords } from '@/words';
import type { PassingOn, usePassing } from '../queries';
import { Told } from './told';

const stepName = (say: Say, step: number): string => say(`passing.step_${step}` as Key & 'passing.step_1');

// Who signs for safety: from the third step on it stays the same.
const signs = (say: Say, step: number): string => say(`passing.sign_${Math.min(step, 3)}` as 'passing.sign_1');

export function Taper({ told, desk, lit }: { told: PassingOn; desk: ReturnType<typeof usePassing>; lit?: boolean }) {
  const { say } = useWords();
  const { today } = useMe();
  const { taper } = told;
  if (!taper && !told.may_begin_taper) return null;
  const back = taper?.went_back_for;
  return (
    <Card lit={lit}>
      <Part>{say('passing.taper')}</Part>
      {taper?.is_proposed ? (
        <>
          <Note tone="leaf">
            {`${say('passing.propose', { step: stepName(say, taper.step + 1) })} ${signs(say, taper.step + 1)}`}
          </Note>
          {told.my_side_agreed ? (
            <Text>{say('passing.agreed')}</Text>
          ) : desk.waits ? null : (
            <Button grow onPress={() => void desk.agree()}>
              {say('passing.agree')}
            </Button>
          )}
        </>
      ) : null}
      {told.readiness ? <Fact drawing="people">{say(`passing.ready_${told.readiness}`)}</Fact> : null}
      {back && back !== 'began' && back !== 'agreed' ? <Note>{say(`passing.back_${back}`)}</Note> : null}
      {taper?.steps.map((row) => (
        <Fact key={row.step} drawing={row.state === 'done' ? 'tick' : row.state === 'now' ? 'people' : 'time'}>
          <Text bold={row.state === 'now'}>
            {row.state === 'later'
              ? say('passing.step_from', { step: stepName(say, row.step), date: dateWords(say, row.date, today) })
              : say(row.state === 'now' ? 'passing.step_now' : 'passing.step_done', { step: stepName(say, row.step) })}
          </Text>
          {row.state === 'now' ? <Text tone="quiet">{signs(say, row.step)}</Text> : null}
        </Fact>
      ))}
      {told.may_begin_taper && !desk.waits ? (
        <>
          <Text>{say('passing.taper_begin_text')}</Text>
          <Button grow onPress={() => void desk.beginTaper()}>
            {say('passing.taper_begin')}
          </Button>
        </>
      ) : null}
      {told.may_ask_for_help && !desk.waits ? (
        <Button onPress={() => void desk.askForHelp()}>{say('passing.more_help')}</Button>
      ) : null}
      {lit ? <Told latest={desk.latest} dismiss={desk.dismiss} /> : null}
    </Card>
  );
}
