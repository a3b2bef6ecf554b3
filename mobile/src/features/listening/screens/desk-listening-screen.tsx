import { ErrorNote, ListCard, ListRow, Loading } from '@/design';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { BarrierAnswerForm } from '../components/barrier-answer-form';
import { BarrierAnswers, BarrierCounts } from '../components/barrier-counts';
import { useBarriers } from '../queries';

/** The same counts as everybody reads, and what an organiser does about them. */
export function DeskListeningScreen() {
  const { say } = useWords();
  const barriers = useBarriers();
  return (
    <DeskPage
      here="listening"
      title={say('ideas.barriers')}
      lead={say('listening.desk_lead')}
      help={say('listening.barriers_help')}
      aside={
        <>
          <BarrierAnswerForm />
          <ListCard>
            <ListRow first drawing="say" title={say('me.field_notes')} href="/field-notes" />
            <ListRow drawing="people" title={say('ideas.tallies')} href="/tallies" />
          </ListCard>
        </>
      }
    >
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
    </DeskPage>
  );
}
