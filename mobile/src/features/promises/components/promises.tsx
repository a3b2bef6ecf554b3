import { useState } from 'react';
import { Button, Card, DateField, Field, OutboxLine, Part, Text, TickRow } from '@/design';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { useMyPromise, useOfficial, usePromises } from '../queries';
import { Line } from './line';

/** One line of mine; under my name only if I tick so. */
function Mine({ mine }: { mine: ReturnType<typeof useMyPromise> }) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [named, setNamed] = useState(false);
  const [told, setTold] = useState(false);
  const line = text.trim();
  return (
    <>
      <Field
        label={say('promises.field')}
        hint={say('promises.hint')}
        value={text}
        onChangeText={setText}
        wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={80}
      />
      <TickRow first ticked={named} onPress={() => setNamed(!named)} detail={say('promises.name_help')}>
        {say('promises.show_name')}
      </TickRow>
      <Button onPress={() => (line.length < 3 ? setTold(true) : void mine.promise(line, named))}>
        {say('promises.make')}
      </Button>
    </>
  );
}

/** What the programme promises: a line and a day. */
function Official({ id, date }: { id: string; date: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const { promise, latest } = useOfficial(id);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [due, setDue] = useState(date);
  const [told, setTold] = useState(false);
  const line = text.trim();
  const press = () => {
    if (line.length < 3) return setTold(true);
    setOpen(false);
    setText('');
    void promise(line, due);
  };
  return (
    <>
      {open ? (
        <>
          <Field
            label={say('promises.official_field')}
            hint={say('promises.official_hint')}
            value={text}
            onChangeText={setText}
            wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
            maxLength={80}
          />
          <DateField label={say('promises.official_due')} value={due} onChangeText={setDue} min={today} />
          <Button onPress={press}>{say('promises.make')}</Button>
        </>
      ) : (
        <Button onPress={() => setOpen(true)}>{say('promises.official')}</Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}

/** Small promises for one date: nothing where nobody promised and the reader cannot. `toCome`: it is not over yet. */
export default function Promises({
  id,
  placed,
  toCome,
  date,
}: {
  id: string;
  placed: boolean;
  toCome: boolean;
  date: string;
}) {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  const found = usePromises(id).data ?? [];
  const mine = useMyPromise(id);
  const organises = has('organiser');
  const may = placed && toCome && !found.some((p) => p.is_mine);
  if (!found.length && !may && !(organises && toCome)) return null;
  return (
    <Card>
      <Part>{say('promises.title')}</Part>
      {may ? <Text>{say('promises.text')}</Text> : null}
      {found.map((p) => (
        <Line
          key={p.id}
          promise={p}
          id={id}
          today={today}
          organises={organises}
          takeBack={() => void mine.takeBack()}
        />
      ))}
      {may && !mine.waits ? <Mine mine={mine} /> : null}
      <OutboxLine row={mine.latest} />
      {organises && toCome ? <Official id={id} date={date} /> : null}
    </Card>
  );
}
