import { useState } from 'react';
import { Button, Card, Choice, DateField, Fact, Field, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type CertificateWhat, useIsHill, useMarking, useMarks } from '../queries';

const WHAT = ['neither', 'circle', 'training'] as const;
const MOUNTAIN = ['mountain_leader', 'winter_mountain_leader'] as const satisfies readonly CertificateWhat[];

/** On an organiser's page of a date: is it the leaders' circle, or a training; and on a hill, whose guide was seen. */
export default function LeadMarks({ activityId, kind }: { activityId: string; kind: string }) {
  const { say } = useWords();
  const { today } = useMe();
  // Not by the kind alone: a walk may go up a hill, as somebody answered about its plan.
  const isHill = useIsHill(activityId, kind);
  const marks = useMarks(activityId, isHill).data;
  const { say: mark, seen, waits, latest } = useMarking(activityId);
  const [guide, setGuide] = useState('');
  const [what, setWhat] = useState<CertificateWhat>('mountain_leader');
  const [last, setLast] = useState('');
  if (!marks) return null;
  return (
    <Card>
      <Part>{say('steps.mark')}</Part>
      <Choice
        label={say('steps.mark')}
        options={WHAT.map((value) => ({ value, text: say(`steps.mark_${value}`) }))}
        value={marks.what ?? 'neither'}
        onChange={(value) => void mark(value === 'neither' ? null : value)}
      />
      {isHill ? (
        <>
          <Part>{say('steps.guide')}</Part>
          <Text>{say('steps.guide_what')}</Text>
          {marks.guide ? (
            <Fact drawing="tick">
              {`${marks.guide.guide}: ${say(`steps.paper_${marks.guide.what}`)}. ${
                marks.guide.last_date
                  ? say('steps.paper_until', { date: dateWords(say, marks.guide.last_date, today) })
                  : say('steps.paper_no_end')
              }`}
            </Fact>
          ) : null}
          <Field label={say('steps.guide_name')} value={guide} onChangeText={setGuide} maxLength={80} />
          <Choice
            label={say('steps.paper_which')}
            options={MOUNTAIN.map((value) => ({ value, text: say(`steps.paper_${value}`) }))}
            value={what}
            onChange={setWhat}
          />
          <DateField
            label={say('steps.paper_last')}
            hint={say('steps.paper_last_hint')}
            value={last}
            onChangeText={setLast}
            min={today}
          />
          {guide.trim().length > 1 && !waits ? (
            <Button grow onPress={() => void seen(guide.trim(), what, last || null)}>
              {say('steps.to_see_done')}
            </Button>
          ) : null}
        </>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}
