import { useState } from 'react';
import { Button, Card, Choice, DateField, Fact, OutboxLine, Part, Sheet, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { PAPERS } from '../kinds';
import { type Certificate, type CertificateWhat, useCertificates, useSeen, useToSee } from '../queries';

/** What I hold, until when, and whether an organiser has seen it. */
export function Papers({ rows }: { rows: readonly Certificate[] }) {
  const { say } = useWords();
  const { today } = useMe();
  const { tell, drop, waits, latest } = useCertificates();
  const [adding, setAdding] = useState(false);
  const [what, setWhat] = useState<CertificateWhat>();
  const [last, setLast] = useState('');
  return (
    <Card>
      <Part>{say('steps.papers')}</Part>
      <Text>{say('steps.papers_what')}</Text>
      {rows.map((row) => {
        const name = say(`steps.paper_${row.what}`);
        const isOver = row.last_date !== null && row.last_date < today;
        return (
          <Card key={row.id}>
            <Text bold>{name}</Text>
            <Text>
              {row.last_date
                ? say('steps.paper_until', { date: dateWords(say, row.last_date, today) })
                : say('steps.paper_no_end')}
            </Text>
            <Fact drawing={isOver ? 'time' : row.is_seen ? 'tick' : 'card'}>
              {say(isOver ? 'steps.paper_over' : row.is_seen ? 'steps.paper_seen' : 'steps.paper_not_seen')}
            </Fact>
            {waits ? null : (
              <Button label={`${say('steps.paper_drop')}: ${name}`} onPress={() => void drop(row.id)}>
                {say('steps.paper_drop')}
              </Button>
            )}
          </Card>
        );
      })}
      <OutboxLine row={latest} />
      <Button onPress={() => setAdding(true)}>{say('steps.paper_add')}</Button>
      <Sheet open={adding} onClose={() => setAdding(false)} title={say('steps.paper_add')}>
        <Choice
          label={say('steps.paper_which')}
          options={PAPERS.map((value) => ({ value, text: say(`steps.paper_${value}`) }))}
          value={what}
          onChange={setWhat}
        />
        {what === 'dbs' ? <Text>{say('steps.paper_dbs_note')}</Text> : null}
        <DateField
          label={say('steps.paper_last')}
          hint={say('steps.paper_last_hint')}
          value={last}
          onChangeText={setLast}
          min={today}
        />
        {what ? (
          <Button
            grow
            onPress={() => {
              void tell(what, last || null);
              setAdding(false);
              setLast('');
            }}
          >
            {say('steps.paper_keep')}
          </Button>
        ) : null}
      </Sheet>
    </Card>
  );
}

/** For organisers: what members told of, and nobody has seen. */
export function PapersToSee() {
  const { say } = useWords();
  const { has } = useSession();
  const rows = useToSee(has('organiser')).data ?? [];
  if (!rows.length) return null;
  return (
    <Card>
      <Part>{say('steps.to_see')}</Part>
      {rows.map((row) => (
        <ToSee key={row.id} row={row} />
      ))}
    </Card>
  );
}
function ToSee({ row }: { row: NonNullable<ReturnType<typeof useToSee>['data']>[number] }) {
  const { say } = useWords();
  const { today } = useMe();
  const { see, said, latest } = useSeen(row.id);
  const title = say('steps.to_see_row', { name: row.name, what: say(`steps.paper_${row.what}`) });
  return (
    <>
      <Text bold>{title}</Text>
      {row.last_date ? <Text>{say('steps.paper_until', { date: dateWords(say, row.last_date, today) })}</Text> : null}
      {said ? null : (
        <Button label={`${say('steps.to_see_done')}: ${title}`} onPress={() => void see()}>
          {say('steps.to_see_done')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}
