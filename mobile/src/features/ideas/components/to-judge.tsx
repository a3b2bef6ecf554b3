import { useState } from 'react';
import type { ToJudge } from '@/api/shapes';
import { Button, Card, CardHead, drawingOf, ErrorNote, Field, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { type Key, useWords } from '@/words';
import { useJudge, useToJudge } from '../queries';

function JudgeForm({ idea, today }: { idea: ToJudge; today: string }) {
  const { say } = useWords();
  const { judge, latest, sent } = useJudge(idea.id);
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const line = reason.trim();
  const press = (what: 'hidden' | 'kept' | 'shown_again') => {
    if (line.length < 3) return setTold(true);
    void judge(what, line);
  };
  const why = [
    ...idea.reasons.map((r) => say(`ideas.report_${r}` as Key & 'ideas.report_unkind')),
    ...idea.objections.map((text) => say('ideas.judge_objection', { text })),
  ];
  return (
    <Card>
      <CardHead
        drawing={idea.kind === 'other' ? 'idea' : drawingOf(idea.kind)}
        title={idea.text}
        lang={idea.language}
        lines={<Text tone="quiet">{say('ideas.judge_since', { date: dateWords(say, idea.since_date, today) })}</Text>}
      />
      {idea.hidden_reason ? <Text>{say('ideas.hidden', { reason: idea.hidden_reason })}</Text> : null}
      <Text>{why.join('\n')}</Text>
      {sent ? null : (
        <>
          <Field
            label={say('ideas.judge_reason')}
            value={reason}
            onChangeText={setReason}
            hint={say('ideas.judge_hint')}
            wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
            maxLength={300}
            lines={2}
          />
          <Button grow onPress={() => press(idea.hidden_reason ? 'shown_again' : 'hidden')}>
            {say(idea.hidden_reason ? 'ideas.judge_show' : 'ideas.judge_hide')}
          </Button>
          <Button grow onPress={() => press('kept')}>
            {say(idea.hidden_reason ? 'ideas.judge_keep_hidden' : 'ideas.judge_keep')}
          </Button>
        </>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** What was reported or objected about, for the desk; nothing where nothing waits. */
export function IdeasToJudge() {
  const { say } = useWords();
  const { today } = useMe();
  const list = useToJudge();
  if (list.isError && !list.data) return <ErrorNote error={list.error} again={() => void list.refetch()} />;
  if (!list.data?.results.length) return null;
  return (
    <>
      <Part>{say('ideas.judge_title')}</Part>
      <Text tone="quiet">{say('ideas.judge_lead')}</Text>
      {list.data.results.map((idea) => (
        <JudgeForm key={idea.id} idea={idea} today={today} />
      ))}
    </>
  );
}
