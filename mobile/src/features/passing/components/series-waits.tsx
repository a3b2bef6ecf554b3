// On the page of a date and of its series, while two people do not lead it: it rests in the open, and says who is wanted.
import { Button, Note, Text } from '@/design';
import { useWords } from '@/words';
import { useLeaderCalls } from '../queries';

export default function SeriesWaits({ activityId, links }: { activityId: string; links?: boolean }) {
  const { say } = useWords();
  const call = useLeaderCalls().data?.find((row) => row.activity_id === activityId);
  if (!call?.is_paused) return null;
  return (
    <>
      <Note tone="amber" title={say('passing.waits')}>
        {`${say(call.needs_lead ? 'passing.call_lead' : 'passing.call_second')} ${say('passing.waits_text')}`}
      </Note>
      {links ? (
        <Button grow drawing="people" href={`/occurrences/${call.next_id}`}>
          {say('passing.waits_could')}
        </Button>
      ) : (
        <Text>{say('passing.waits_below')}</Text>
      )}
    </>
  );
}
