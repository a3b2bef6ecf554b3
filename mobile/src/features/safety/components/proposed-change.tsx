// What somebody said would stop it next time, for whoever keeps the list: taken into it in its own words, or left out.
import { useState } from 'react';
import type { Schemas } from '@/api/shapes';
import { Button, Card, Choice, Field, Note, Row, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import { type useKeeping, useListVersions } from '../out-queries';

type Where = 'new' | 'old';
type Phase = Schemas['ListItemOut']['phase'];
const phases = ['before', 'day', 'after'] as const;

export function ProposedChange({
  change,
  template,
  keeps,
  box,
}: {
  change: Schemas['ProposedChangeOut'];
  template: string;
  keeps: boolean;
  box: ReturnType<typeof useKeeping>;
}) {
  const { say } = useWords();
  const items = useListVersions(template, keeps && change.state === 'open').data?.items ?? [];
  const [where, setWhere] = useState<Where>('new');
  const [line, setLine] = useState('');
  const [text, setText] = useState(change.text.slice(0, 200));
  const [phase, setPhase] = useState<Phase>('before');
  const [must, setMust] = useState(false);
  const [reply, setReply] = useState('');
  const [told, setTold] = useState(false);
  const replied = reply.trim().length > 1;
  const worded = text.trim().length > 1 && (where === 'new' || line !== '');
  const take = () => {
    setTold(true);
    if (replied && worded)
      void box.answer(change.id, reply.trim(), {
        text: text.trim(),
        item_id: where === 'old' ? line : '',
        phase,
        is_mandatory: where === 'new' && must,
      });
  };
  const leave = () => {
    setTold(true);
    if (replied) void box.answer(change.id, reply.trim(), null);
  };
  if (change.state !== 'open')
    return (
      <Card>
        <Text bold>{`“${change.text}”`}</Text>
        <Text>{say(`out.state_${change.state}`, { text: change.reply })}</Text>
      </Card>
    );
  return (
    <Card>
      <Text bold>{`“${change.text}”`}</Text>
      {keeps ? (
        <>
          <Text>{say('out.change_where')}</Text>
          <Choice<Where>
            label={say('out.change_where')}
            options={[
              { value: 'new', text: say('out.change_new') },
              { value: 'old', text: say('out.change_old') },
            ]}
            value={where}
            onChange={setWhere}
          />
          {where === 'old' ? (
            <Choice
              label={say('out.change_line')}
              grow
              options={items.map((item) => ({ value: item.id, text: item.text }))}
              value={line}
              onChange={(id) => {
                setLine(id);
                setText(items.find((item) => item.id === id)?.text ?? '');
              }}
            />
          ) : (
            <>
              <Text>{say('out.change_phase')}</Text>
              <Choice<Phase>
                label={say('out.change_phase')}
                options={phases.map((value) => ({ value, text: say(`out.phase_${value}`) }))}
                value={phase}
                onChange={setPhase}
              />
              <TickRow ticked={must} onPress={() => setMust(!must)}>
                {say('out.change_must')}
              </TickRow>
            </>
          )}
          <Field
            label={say('out.change_text')}
            value={text}
            onChangeText={setText}
            lines={2}
            maxLength={200}
            wrong={told && !worded ? say('out.change_say') : undefined}
          />
        </>
      ) : (
        <Note tone="sand">{say('out.change_keeper')}</Note>
      )}
      <Field
        label={say('out.change_reply')}
        value={reply}
        onChangeText={setReply}
        maxLength={500}
        wrong={told && !replied ? say('out.change_need') : undefined}
      />
      <Row>
        {keeps ? (
          <Button tone="yes" onPress={take}>
            {say('out.change_take')}
          </Button>
        ) : null}
        <Button onPress={leave}>{say('out.change_leave')}</Button>
      </Row>
    </Card>
  );
}
