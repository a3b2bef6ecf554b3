import { drawingOf, Empty, ErrorNote, ListCard, ListRow, Loading, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { rolesWords } from '../components/agree-card';
import { NationCard } from '../components/nation';
import { type OpenUnasked, useQueue, type Waiting } from '../plan-queries';

function Rows({ rows }: { rows: readonly Waiting[] }) {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <ListCard label={say('plan.queue')}>
      {rows.map((row, i) => (
        <ListRow
          key={row.activity_id}
          first={i === 0}
          drawing={drawingOf(row.kind)}
          title={row.title}
          text={[
            row.is_look
              ? ''
              : say(row.is_late ? 'plan.queue_late' : 'plan.queue_due', { date: dateWords(say, row.answer_by, today) }),
            row.is_look ? say('plan.queue_look') : say('plan.queue_missing', { who: rolesWords(say, row.missing) }),
            !row.is_look && row.nobody_for?.length
              ? say('plan.queue_nobody', { who: rolesWords(say, row.nobody_for) })
              : '',
            say('plan.queue_first', { date: dateWords(say, row.first_date, today) }),
            row.was_agreed ? say('plan.queue_again') : '',
          ]
            .filter(Boolean)
            .join('\n')}
          href={`/plan/${row.activity_id}`}
        />
      ))}
    </ListCard>
  );
}

/** What is open to join without anybody's yes: there is nothing to do, so it stands below. */
function Unasked({ rows }: { rows: readonly OpenUnasked[] }) {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <>
      <Part>{say('plan.unasked')}</Part>
      <Text tone="quiet">{say('plan.unasked_text')}</Text>
      <ListCard label={say('plan.unasked')}>
        {rows.map((row, i) => (
          <ListRow
            key={row.activity_id}
            first={i === 0}
            drawing={drawingOf(row.kind)}
            title={row.title}
            text={say.count('plan.unasked_dates', row.dates, { date: dateWords(say, row.first_date, today) })}
            href={`/plan/${row.activity_id}`}
          />
        ))}
      </ListCard>
    </>
  );
}

/** What waits for an organiser or adviser to agree, oldest first. */
export function QueueScreen() {
  const { say } = useWords();
  const { has } = useSession();
  const queue = useQueue();
  return (
    <DeskPage
      here="today"
      may={['organiser', 'adviser']}
      title={say('plan.queue')}
      lead={say('plan.queue_help')}
      help={say('plan.queue_help')}
    >
      {queue.data?.results.length ? (
        <Rows rows={queue.data.results} />
      ) : queue.data ? (
        <Empty drawing="checklist" title={say('plan.queue_none')} />
      ) : queue.isError ? (
        <ErrorNote error={queue.error} again={() => void queue.refetch()} />
      ) : (
        <Loading />
      )}
      {queue.data?.open_unasked.length ? <Unasked rows={queue.data.open_unasked} /> : null}
      {has('organiser') ? <NationCard /> : null}
      <ListCard>
        <ListRow first drawing="help" title={say('plan.learning')} href="/desk/safety" />
        <ListRow drawing="time" title={say('plan.queue_away')} text={say('plan.queue_away_text')} href="/my-steps" />
      </ListCard>
    </DeskPage>
  );
}
