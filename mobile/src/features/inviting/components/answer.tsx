import { B, BigButton, Button, Card, Note, OutboxLine, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type Received, useAnswer } from '../queries';

/** One invitation as the colleague reads it: what, when, where, and yes or no. */
export function Answer({ asked, code = '' }: { asked: Received; code?: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const { yes, no, said, latest, dismiss } = useAnswer(asked.id, code);
  const when = (at: Received['starts']) => momentWords(say, at, undefined, today);
  return (
    <Card lit={asked.is_open}>
      <Text>{asked.from_name ? say('inviting.asked_by', { name: asked.from_name }) : say('inviting.asked')}</Text>
      <Text size="title" bold>
        {asked.title}
      </Text>
      <Text>
        <B>{momentWords(say, asked.starts, asked.ends, today)}</B>
      </Text>
      <Text>{asked.place}</Text>
      {asked.is_mine ? (
        <Note>{say('inviting.own')}</Note>
      ) : asked.is_accepted ? (
        <Note tone="leaf">{say('inviting.coming')}</Note>
      ) : asked.is_open ? (
        <>
          <Note tone="leaf">{say('inviting.held_until', { when: when(asked.held_until) })}</Note>
          {said ? null : (
            <>
              <BigButton onPress={() => void yes()}>{say('inviting.yes')}</BigButton>
              <Button grow onPress={() => void no()}>
                {say('inviting.no')}
              </Button>
              <Text tone="quiet">{say('inviting.no_help')}</Text>
            </>
          )}
        </>
      ) : (
        <Note title={say('inviting.over')}>{say('inviting.over_text')}</Note>
      )}
      <Button href={`/occurrences/${asked.occurrence_id}`} grow>
        {say('inviting.page')}
      </Button>
      <OutboxLine row={latest} />
      {latest?.state === 'refused' ? (
        <Button grow onPress={dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
    </Card>
  );
}
