import {
  Button,
  Card,
  Empty,
  ErrorNote,
  Fact,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Text,
} from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { type Say, useWords } from '@/words';
import { type Failed, type Task, useRetry, useWork, type Work } from '../queries';
import { background as words } from '../words';

type Word = keyof typeof words;
/** A release that is newer than this client may have a task that it does not know. */
const taskName = (say: Say, name: string): string => {
  const word = `task_${name}`;
  return say(`background.${word in words ? (word as 'task_other') : 'task_other'}`);
};
const stateName = (say: Say, state: Failed['state']): string =>
  say(`background.${`state_${state}` as const satisfies Word}`);

function Head({ work }: { work: Work }) {
  const { say } = useWords();
  const { today } = useMe();
  if (!work.is_working)
    return (
      <Note tone="clay" title={say('background.stands_still')}>
        <Text>
          {work.seen
            ? say('background.since', { date: dateWords(say, work.seen.date, today), time: work.seen.time })
            : say('background.never')}
        </Text>
        <Text>{say('background.stands_still_text')}</Text>
      </Note>
    );
  const seen = work.seen ? say('background.seen', { time: work.seen.time }) : '';
  return work.oldest_minutes > 0 ? (
    <Note drawing="time" title={say.count('background.waits', work.oldest_minutes)}>
      {seen}
    </Note>
  ) : (
    <Note drawing="tick" title={say('background.well')}>
      <Text>{work.failed.length ? seen : `${say('background.well_text')} ${seen}`}</Text>
    </Note>
  );
}

function FailedCard({ item }: { item: Failed }) {
  const { say } = useWords();
  const { today } = useMe();
  const { isAsked, latest, retry } = useRetry(item);
  const what = item.what === 'task' ? taskName(say, item.task) : say(`background.what_${item.what}`);
  const when = `${dateWords(say, item.failed.date, today)}, ${item.failed.time}`;
  const next = item.next ? say('background.again_at', { time: item.next.time }) : say('background.no_more');
  return (
    <Card>
      <Part>{what}</Part>
      <Text>
        {stateName(say, item.state)}. {when}.
      </Text>
      <Text tone="quiet">
        {say.count('background.tried', item.attempts)} {isAsked ? say('background.again_soon') : next}
      </Text>
      {item.error ? <Text tone="quiet">{say('background.helper', { error: item.error })}</Text> : null}
      {isAsked ? (
        <Fact drawing="tick">{say('background.asked')}</Fact>
      ) : (
        <Button onPress={() => void retry()} label={say('background.retry_label', { what, time: when })}>
          {say('background.retry')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}

function TaskRow({ task, first }: { task: Task; first: boolean }) {
  const { say } = useWords();
  const { today } = useMe();
  const last = task.went_well
    ? say('background.last_well', { date: dateWords(say, task.went_well.date, today), time: task.went_well.time })
    : say('background.not_yet');
  const fares = task.is_failing
    ? say.count('background.goes_wrong', task.failures_in_a_row)
    : say('background.goes_well');
  return (
    <ListRow
      first={first}
      drawing={task.is_failing ? 'cross' : 'tick'}
      title={taskName(say, task.name)}
      text={[task.is_failing || task.went_well ? fares : '', last, task.is_failing ? task.error : '']
        .filter(Boolean)
        .join(' ')}
    />
  );
}

/** How what nobody presses a button for goes, and a second try for what failed. */
export function DeskBackgroundScreen() {
  const { say } = useWords();
  const work = useWork();
  const sent = work.data?.sent.filter((row) => row.number > 0) ?? [];
  // What fails stands first.
  const tasks = [...(work.data?.tasks ?? [])].sort((a, b) => Number(b.is_failing) - Number(a.is_failing));
  return (
    <DeskPage
      here="today"
      title={say('desk.behind')}
      lead={say('background.lead')}
      help={say('background.help')}
      aside={
        sent.length ? (
          <Card>
            <Part>{say('background.sent')}</Part>
            {sent.map((row) => (
              <Text key={row.state}>
                {stateName(say, row.state)}: {row.number}
              </Text>
            ))}
          </Card>
        ) : null
      }
    >
      {work.data ? (
        <>
          <Head work={work.data} />
          <Part>{say('background.failed')}</Part>
          {work.data.failed.length ? (
            work.data.failed.map((item) => <FailedCard key={item.id} item={item} />)
          ) : (
            <Empty drawing="tick" title={say('background.failed_none')} text={say('background.failed_none_text')} />
          )}
          {tasks.length ? (
            <>
              <Part>{say('background.tasks')}</Part>
              <ListCard>
                {tasks.map((task, i) => (
                  <TaskRow key={task.name} task={task} first={i === 0} />
                ))}
              </ListCard>
            </>
          ) : null}
        </>
      ) : work.isError ? (
        <ErrorNote error={work.error} again={() => void work.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
