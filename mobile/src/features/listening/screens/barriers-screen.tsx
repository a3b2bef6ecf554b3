import { ErrorNote, Loading, Screen } from '@/design';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';
import { BarrierAnswers, BarrierCounts } from '../components/barrier-counts';
import { SayBarriers } from '../components/say-barriers';
import { useBarriers } from '../queries';

/** Say what stops you, without a name; read what stops people, and what was done about it. */
export function BarriersScreen() {
  const { say } = useWords();
  const barriers = useBarriers();
  return (
    <Screen
      title={say('ideas.barriers')}
      back
      help={say('listening.barriers_help')}
      seenAt={barriers.data && barriers.isError ? phoneTime(new Date(barriers.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void barriers.refetch()}
      refreshing={barriers.isRefetching}
    >
      <SayBarriers countedFrom={barriers.data?.next_count_date} />
      {barriers.data ? (
        <>
          <BarrierCounts barriers={barriers.data} />
          <BarrierAnswers barriers={barriers.data} />
        </>
      ) : barriers.isError ? (
        <ErrorNote error={barriers.error} again={() => void barriers.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
