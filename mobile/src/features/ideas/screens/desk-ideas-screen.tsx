import { useState } from 'react';
import { View } from 'react-native';
import type { IdeaCard as Idea } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  CardHead,
  Choice,
  drawingOf,
  Empty,
  ErrorNote,
  Field,
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
import { useWords } from '@/words';
import { OpenMerges, SuggestMerge } from '../components/merge-lazy';
import { CountedTimes } from '../components/suiting-times';
import { IdeasToJudge } from '../components/to-judge';
import { type AnswerStatus, useAllIdeas, useAnswer } from '../queries';
import { authorWords, dueWords, statusWords } from '../said';

/** One idea, open to be answered: a choice of answers, and the organiser's own words. */
function AnswerForm({ idea, today, onSent }: { idea: Idea; today: string; onSent: () => void }) {
  const { say } = useWords();
  const { answer, latest, sent } = useAnswer(idea.id);
  const [status, setStatus] = useState<AnswerStatus>();
  const [text, setText] = useState('');
  const why = status ? (text.trim().length < 3 ? say('ideas.desk_text_why') : undefined) : say('ideas.desk_choose_why');
  return (
    <Card lit>
      <CardHead
        drawing={drawingOf(idea.kind)}
        title={idea.text}
        large
        lang={idea.language}
        lines={<Text tone="quiet">{`${authorWords(say, idea)} ${say.count('ideas.would_come', idea.interest)}`}</Text>}
      />
      <CountedTimes ideaId={idea.id} />
      {idea.answer ? <Text tone="quiet">{`${statusWords(say, idea.answer.status)} ${idea.answer.text}`}</Text> : null}
      {idea.is_late && waiting.includes(idea.status) ? (
        <Note tone="clay" drawing="time">
          {dueWords(say, idea, today)}
        </Note>
      ) : null}
      <Choice
        label={say('ideas.desk_choose')}
        value={status}
        onChange={setStatus}
        options={[
          { value: 'being_checked', text: say('ideas.desk_being_checked') },
          { value: 'to_vote', text: say('ideas.desk_to_vote') },
          { value: 'small_try', text: say('ideas.desk_small_try') },
          { value: 'rule_in_our_way', text: say('ideas.desk_rule') },
          { value: 'not_now', text: say('ideas.desk_not_now') },
          { value: 'already_exists', text: say('ideas.desk_already_exists') },
        ]}
      />
      <Field label={say('ideas.desk_text')} value={text} onChangeText={setText} lines={3} maxLength={600} />
      <Text tone="quiet">{say('ideas.desk_heard')}</Text>
      <BigButton
        why={why}
        busy={sent}
        onPress={() => {
          if (status) void answer(status, text.trim()).then(onSent);
        }}
      >
        {say('ideas.desk_send')}
      </BigButton>
      <OutboxLine row={latest} />
      <Button drawing="time" href={`/desk/times?audience=idea:${idea.id}`}>
        {say('ideas.desk_find_time')}
      </Button>
      <SuggestMerge idea={idea} />
    </Card>
  );
}
/** Under a row of the list, so that a sent answer is seen on its way. */
function Line({ id }: { id: string }) {
  const { latest } = useAnswer(id);
  return <OutboxLine row={latest} silent />;
}

const waiting = ['open', 'being_checked'];
const canBeAnswered = [...waiting, 'to_vote', 'small_try', 'rule_in_our_way', 'not_now', 'already_exists'];
const byDue = (a: Idea, b: Idea) => (a.due_date ?? '').localeCompare(b.due_date ?? '') || a.id.localeCompare(b.id);

/** The first one due is open already; the others open with a press. */
export function DeskIdeasScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const list = useAllIdeas();
  const [chosen, setChosen] = useState<string>();
  const [sent, setSent] = useState<readonly string[]>([]);
  const found = (list.data ?? []).filter((i) => canBeAnswered.includes(i.status));
  const open = found.filter((i) => waiting.includes(i.status)).sort(byDue);
  const answered = found.filter((i) => !waiting.includes(i.status));
  const first = found.find((i) => i.id === chosen) ?? open.find((i) => !sent.includes(i.id));
  const row = (idea: Idea, i: number, word: string) => (
    <ListRow
      key={idea.id}
      first={i === 0}
      drawing={drawingOf(idea.kind)}
      title={idea.text}
      lang={idea.language}
      text={
        <View>
          <Text tone="quiet">{word}</Text>
          <Line id={idea.id} />
        </View>
      }
      onPress={() => setChosen(idea.id)}
    />
  );
  const rest = open.filter((i) => i !== first);
  return (
    <DeskPage here="ideas" title={say('ideas.desk_title')} lead={say('ideas.desk_lead')}>
      {list.data ? (
        <>
          {first ? (
            <AnswerForm
              key={first.id}
              idea={first}
              today={today}
              onSent={() => {
                setChosen(undefined);
                setSent([...sent, first.id]);
              }}
            />
          ) : (
            <Empty title={say('ideas.desk_empty')} text={say('ideas.desk_empty_text')}>
              <Button href="/desk">{say('rail.today')}</Button>
            </Empty>
          )}
          {rest.length ? (
            <ListCard label={say('ideas.desk_title')}>
              {rest.map((idea, i) =>
                row(
                  idea,
                  i,
                  dueWords(say, idea, today) ?? say('ideas.desk_due', { date: dateWords(say, idea.due_date ?? today) }),
                ),
              )}
            </ListCard>
          ) : null}
          <OpenMerges today={today} />
          <IdeasToJudge />
          {answered.length ? (
            <>
              <Part>{say('ideas.desk_answered')}</Part>
              <ListCard label={say('ideas.desk_answered')}>
                {answered.map((idea, i) => row(idea, i, statusWords(say, idea.status)))}
              </ListCard>
            </>
          ) : null}
        </>
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
