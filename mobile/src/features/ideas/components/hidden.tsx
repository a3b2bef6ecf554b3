import { useState } from 'react';
import type { IdeaCard as Idea } from '@/api/shapes';
import { Button, Card, Choice, Field, Note, OutboxLine, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { type Key, useWords } from '@/words';
import { reportReasons, useObject, useReport } from '../queries';

/** What stands in the place of a hidden line, and what its author and who reported it are told. */
export function HiddenNote({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  const { hidden_reason, verdict } = idea;
  const told = verdict
    ? say(`ideas.verdict_${verdict.what}` as Key & 'ideas.verdict_kept', {
        reason: verdict.reason,
        date: dateWords(say, verdict.date, today),
      })
    : undefined;
  return (
    <>
      {hidden_reason ? <Note tone="clay">{say('ideas.hidden', { reason: hidden_reason })}</Note> : null}
      {told && verdict?.what !== 'hidden' ? <Note>{told}</Note> : null}
      {idea.judged_by_author ? <Text tone="quiet">{say('ideas.judged_own')}</Text> : null}
    </>
  );
}

/** Two presses: report, and why. */
export function ReportIdea({ idea }: { idea: Idea }) {
  const { say } = useWords();
  const { report, latest, sent } = useReport(idea.id);
  const [open, setOpen] = useState(false);
  return (
    <>
      {open ? (
        <Card>
          <Text bold>{say('ideas.report_why')}</Text>
          <Choice
            label={say('ideas.report_why')}
            value={undefined as (typeof reportReasons)[number] | undefined}
            onChange={(reason) => void report(reason).then(() => setOpen(false))}
            options={reportReasons.map((r) => ({
              value: r,
              text: say(`ideas.report_${r}` as Key & 'ideas.report_unkind'),
            }))}
          />
          <Text tone="quiet">{say('ideas.report_nobody_sees')}</Text>
          <Button grow onPress={() => setOpen(false)}>
            {say('ideas.leave')}
          </Button>
        </Card>
      ) : sent ? null : (
        <Button grow onPress={() => setOpen(true)}>
          {say('ideas.report')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}

/** The way to object: one sentence to the organisers. */
export function ObjectToHiding({ idea }: { idea: Idea }) {
  const { say } = useWords();
  const { object, latest } = useObject(idea.id);
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const line = text.trim();
  const press = () => {
    if (line.length < 3) return setTold(true);
    void object(line).then(() => {
      setText('');
      setTold(false);
    });
  };
  return (
    <Card>
      <Field
        label={say('ideas.object_field')}
        value={text}
        onChangeText={setText}
        hint={say('ideas.object_hint')}
        wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={300}
        lines={2}
      />
      <Button grow onPress={press}>
        {say('ideas.object')}
      </Button>
      <OutboxLine row={latest} />
    </Card>
  );
}
