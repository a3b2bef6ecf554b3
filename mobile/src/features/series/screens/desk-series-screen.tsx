import { useState } from 'react';
import { View } from 'react-native';
import { fieldProblem, isProblem } from '@/api/problems';
import {
  BigButton,
  Button,
  Card,
  Empty,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Text,
} from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { DeskPage } from '@/shell/desk-page';
import { type Say, useWords } from '@/words';
import { RuleForm } from '../components/rule-form';
import { startFrom, wrongs } from '../draft';
import {
  type OneDate,
  type Preview,
  type Series,
  useChangingSeries,
  usePreview,
  useSeries,
  type Wanted,
} from '../queries';
import { limitsWords, ruleWords } from '../say';
import { changeText } from './series-screen';

const missing = { first: 'wrong_date', last: 'wrong_date', rest: 'wrong_date', time: 'wrong_time' } as const;

/** What becomes of one date, said before it is saved. */
function becomes(say: Say, date: Preview['dates'][number], today: string, off: ReadonlySet<string>): string {
  if (off.has(date.id)) return say('changing.stays_off', { date: dateWords(say, date.starts.date, today) });
  const at = { time: date.becomes.time, date: dateWords(say, date.becomes.date, today) };
  if (date.what === 'retimed') return say('series.what_retimed', at);
  if (date.what === 'moved') return say('series.what_moved', at);
  if (date.what === 'removed') return say('series.what_removed');
  return say(date.what === 'asked' ? 'series.what_asked' : 'series.what_by_hand');
}

/** Whom it touches: numbers, never names. */
function Touched({ found, today, off }: { found: Preview; today: string; off: ReadonlySet<string> }) {
  const { say } = useWords();
  const lines = [
    found.people ? say.count('series.touches', found.people) : say('series.touches_none'),
    found.every_time ? say.count('series.every_time', found.every_time) : '',
    found.added.length ? say.count('series.added', found.added.length) : '',
    found.too_small ? say.count('series.too_small', found.too_small) : '',
  ].filter(Boolean);
  return (
    <>
      <Note tone={found.people ? 'amber' : 'leaf'} drawing="people" title={lines[0]} live>
        {lines.slice(1).join(' ') || undefined}
      </Note>
      {found.dates.length ? (
        <ListCard>
          {found.dates.map((date, i) => (
            <ListRow
              key={date.id}
              first={i === 0}
              drawing={date.what === 'asked' ? 'people' : 'time'}
              title={momentWords(say, date.starts, null, today)}
              text={[
                becomes(say, date, today, off),
                date.taken ? say.count('activities.going', date.taken) : '',
                date.waiting ? say.count('activities.waiting_people', date.waiting) : '',
              ]
                .filter(Boolean)
                .join(' ')}
            />
          ))}
        </ListCard>
      ) : null}
    </>
  );
}

/** One date to come: off the rule and waiting for a word, moved by hand, or as it should be. */
function Coming({
  date,
  today,
  changing,
}: {
  date: OneDate;
  today: string;
  changing: ReturnType<typeof useChangingSeries>;
}) {
  const { say } = useWords();
  const title = dateWords(say, date.starts.date, today);
  const people = [
    say('desk.row_people', { taken: date.taken, places: date.places }),
    date.waiting ? say.count('desk.row_waiting', date.waiting) : '',
  ]
    .filter(Boolean)
    .join(' ');
  if (date.off_pattern)
    return (
      <Card>
        <Text bold>{`${title}, ${date.starts.time}`}</Text>
        <Text>{people}</Text>
        <Note tone="clay" title={say('series.off')}>
          {date.belongs
            ? say('series.off_text', { when: momentWords(say, date.belongs, null, today) })
            : say('series.off_nowhere')}
        </Note>
        <Row>
          {date.belongs ? (
            <Button label={`${say('series.follow')}: ${title}`} onPress={() => void changing.answer(date.id, 'follow')}>
              {say('series.follow')}
            </Button>
          ) : null}
          <Button label={`${say('series.keep')}: ${title}`} onPress={() => void changing.answer(date.id, 'keep')}>
            {say('series.keep')}
          </Button>
          <Button
            tone="stop"
            drawing="cross"
            label={`${say('series.call_off')}: ${title}`}
            onPress={() => void changing.callOff(date.id)}
          >
            {say('series.call_off')}
          </Button>
        </Row>
      </Card>
    );
  const state = say(`desk.state_${date.state}` as const);
  return (
    <Card>
      <Text bold>{`${title}, ${date.starts.time}`}</Text>
      <Text>{[state, people, changeText(say, date, today)].filter(Boolean).join(' · ')}</Text>
      <Row>
        {date.by_hand && date.belongs && date.state !== 'cancelled' ? (
          <Button label={`${say('series.back')}: ${title}`} onPress={() => void changing.answer(date.id, 'follow')}>
            {say('series.back')}
          </Button>
        ) : null}
        <Button label={`${say('desk.open_page')}: ${title}`} href={`/occurrences/${date.id}`}>
          {say('desk.open_page')}
        </Button>
      </Row>
    </Card>
  );
}

function Editing({ series, etag }: { series: Series; etag: string }) {
  const { say } = useWords();
  const { today } = series;
  const [draft, setDraft] = useState<Wanted>(() => startFrom(series));
  const [skip, setSkip] = useState('');
  const preview = usePreview(series.activity_id);
  const changing = useChangingSeries(series.activity_id);
  const wrong = wrongs(draft.rule);
  const refused = changing.latest?.state === 'refused' ? changing.latest.problem : undefined;
  const problem = isProblem(preview.error) ? preview.error : refused;
  const set = (part: Partial<Wanted>) => {
    preview.reset(); // what was seen was another rule
    setDraft({ ...draft, ...part });
  };
  const found = preview.data;
  const off = series.dates.filter((date) => date.off_pattern);
  const on = series.dates.filter((date) => !date.off_pattern);
  const called = series.dates.filter((date) => date.state === 'cancelled');
  return (
    <View style={{ gap: 20 }}>
      {off.length ? <Part>{say('series.off_all')}</Part> : null}
      {off.map((date) => (
        <Coming key={date.id} date={date} today={today} changing={changing} />
      ))}
      <RuleForm
        draft={draft}
        set={set}
        today={today}
        skip={skip}
        setSkip={setSkip}
        wrong={(pointer) => fieldProblem(problem, pointer)}
      />
      <Card>
        <Text bold>{ruleWords(say, draft.rule)}</Text>
        {wrong.length === 0 ? limitsWords(say, draft.rule, today).map((line) => <Text key={line}>{line}</Text>) : null}
        {called.map((date) => (
          <Text key={date.id}>{say('changing.stays_off', { date: dateWords(say, date.starts.date, today) })}</Text>
        ))}
      </Card>
      {preview.isError ? <ErrorNote error={preview.error} /> : null}
      {found ? <Touched found={found} today={today} off={new Set(called.map((date) => date.id))} /> : null}
      {found ? (
        <BigButton
          busy={changing.waits}
          onPress={() => {
            if (!changing.waits) void changing.save(draft, etag);
          }}
        >
          {say(changing.waits ? 'series.saving' : 'series.save')}
        </BigButton>
      ) : (
        <BigButton
          busy={preview.isPending}
          why={wrong.length ? [...new Set(wrong.map((w) => say(`series.${missing[w]}`)))].join(' ') : undefined}
          onPress={() => preview.mutate(draft)}
        >
          {say(preview.isPending ? 'series.looking' : 'series.look')}
        </BigButton>
      )}
      <OutboxLine row={changing.latest} />
      <Part>{say('series.coming_dates')}</Part>
      {series.dates.length ? (
        on.map((date) => <Coming key={date.id} date={date} today={today} changing={changing} />)
      ) : (
        <Empty drawing="time" title={say('series.no_dates')} text={say('series.no_dates_text')} />
      )}
    </View>
  );
}

/** The rule of an activity: said, looked at, saved; and its dates to come, those that are off it first to see. */
export function DeskSeriesScreen({ id }: { id: string }) {
  const { say } = useWords();
  const read = useSeries(id);
  const found = read.data;
  return (
    <DeskPage
      here="activities"
      title={found ? found.data.title : say('series.desk_title')}
      lead={say('series.desk_help')}
    >
      {found?.etag ? (
        // After a save the form begins again from what is held now.
        <Editing key={JSON.stringify(found.data.rule)} series={found.data} etag={found.etag} />
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
