// For whoever runs an activity: who is next, the handover, what the next lead needs to know, and how much help there is.
import { ErrorNote, Loading, Note, Screen, Text } from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { HandOver } from '../components/hand-over';
import { OwnLoad } from '../components/own-load';
import { Pack } from '../components/pack';
import { Taper } from '../components/taper';
import { usePassing, usePassingOn } from '../queries';

export function PassingScreen({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const read = usePassingOn(id);
  const desk = usePassing(id);
  const told = read.data;
  return (
    <Screen
      title={say('passing.title')}
      back
      help={say('passing.help')}
      lead={
        told ? (
          <Text>
            {told.next
              ? `${told.title}. ${say('passing.next', { when: momentWords(say, told.next, undefined, today) })}`
              : told.title}
          </Text>
        ) : undefined
      }
    >
      {told ? (
        <>
          {told.is_paused ? (
            <Note tone="clay" title={say('passing.paused')}>
              {say('passing.paused_text')}
            </Note>
          ) : null}
          {told.is_resting ? (
            <Note>
              {told.rests_until_date
                ? say('passing.resting_until', { date: dateWords(say, told.rests_until_date, today) })
                : say('passing.resting')}
            </Note>
          ) : null}
          <HandOver told={told} desk={desk} />
          <Taper told={told} desk={desk} />
          <Pack activityId={id} />
          <OwnLoad />
        </>
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
