// For whoever runs an activity: who is next, the handover, what the next lead needs to know, and how much help there is.
import type { ReactNode } from 'react';
import { ErrorNote, Loading, Note, Screen, Text } from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { HandOver } from '../components/hand-over';
import { OwnLoad } from '../components/own-load';
import { Pack } from '../components/pack';
import { Taper } from '../components/taper';
import { usePassing, usePassingOn } from '../queries';

export function PassingScreen({ id, roles }: { id: string; roles?: (nextId: string) => ReactNode }) {
  const { say } = useWords();
  const { today } = useMe();
  const read = usePassingOn(id);
  const desk = usePassing(id);
  const told = read.data;
  // What waits for my answer comes first, and stays there while the answer is on its way.
  const taperFirst = told?.taper?.is_proposed === true;
  return (
    <Screen
      title={say('passing.title')}
      back
      help={say('passing.help')}
      lead={
        told ? (
          <>
            <Text>{told.title}</Text>
            {told.next ? (
              <Text>{say('passing.next', { when: momentWords(say, told.next, undefined, today) })}</Text>
            ) : null}
          </>
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
          {taperFirst ? <Taper told={told} desk={desk} lit /> : null}
          <HandOver told={told} desk={desk} quiet={taperFirst} />
          {taperFirst ? null : <Taper told={told} desk={desk} />}
          {told.next_id ? roles?.(told.next_id) : null}
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
