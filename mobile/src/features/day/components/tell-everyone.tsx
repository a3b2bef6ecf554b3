import { useState } from 'react';
import { BigButton, Button, Choice, Field, ListCard, ListRow, OutboxLine, Row, Sheet, Stepper, Text } from '@/design';
import { useOnline } from '@/lib/online';
import { useWords } from '@/words';
import { KINDS, type Kind, useTelling } from '../telling';

const TEXT_OF = { moved: 'tell_place', cancelled: 'tell_why', own: 'tell_line' } as const;
/** On the lead's screen: a few ready lines or one's own, to those who come or wait, and who is still to be told. */
export function TellEveryone({ id, cancelled }: { id: string; cancelled: boolean }) {
  const { say } = useWords();
  const online = useOnline();
  const { told, latest, dismiss, tell } = useTelling(id);
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>();
  const [minutes, setMinutes] = useState(10);
  const [text, setText] = useState('');
  const label = kind && kind in TEXT_OF ? say(`day.${TEXT_OF[kind as keyof typeof TEXT_OF]}`) : undefined;
  const ready = kind && (!label || text.trim());
  const kinds: readonly Kind[] = cancelled ? ['cancelled', 'own'] : KINDS;
  const last = told[0];
  const send = () => {
    if (!kind) return;
    setOpen(false);
    void tell(kind, kind === 'late' ? minutes : null, label ? text.trim() : '');
    setKind(undefined);
    setText('');
  };
  return (
    <>
      <ListCard>
        <ListRow
          first
          drawing="send"
          title={say('day.tell')}
          text={
            last
              ? [
                  say('day.reached', { reached: last.reached, told: last.told }),
                  last.in_person.length ? say('day.in_person', { names: last.in_person.join(', ') }) : '',
                  last.no_phone ? say.count('day.no_phone', last.no_phone) : '',
                ]
                  .filter(Boolean)
                  .join('\n')
              : say('day.tell_text')
          }
          onPress={() => setOpen(true)}
        />
      </ListCard>
      <OutboxLine row={latest} />
      {latest?.state === 'refused' ? (
        <Button grow onPress={dismiss}>
          {say('safety.read_it')}
        </Button>
      ) : null}
      <Sheet open={open} onClose={() => setOpen(false)} title={say('day.tell')}>
        <Choice
          label={say('day.tell_what')}
          options={kinds.map((value) => ({ value, text: say(`day.kind_${value}`) }))}
          value={kind}
          onChange={setKind}
          grow
        />
        {kind === 'late' ? (
          <Row style={{ justifyContent: 'space-between' }}>
            <Text>{say('day.tell_minutes')}</Text>
            <Stepper label={say('day.tell_minutes')} value={minutes} onChange={setMinutes} min={5} max={180} />
          </Row>
        ) : null}
        {label ? <Field label={label} value={text} onChangeText={setText} maxLength={200} /> : null}
        {online ? null : <Text tone="quiet">{say('day.tell_waits')}</Text>}
        <BigButton why={ready ? undefined : say('day.tell_need')} onPress={send}>
          {say('day.tell_send')}
        </BigButton>
      </Sheet>
    </>
  );
}
