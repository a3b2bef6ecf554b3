// On the page of a date that is over: who leads the next one, and which small roles of it are free. Nobody is named.
import { Button, Card, Fact, Note, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useWhoNext } from '../queries';
import { DRAWINGS } from '../say';

export default function WhoNext({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const next = useWhoNext(id).data?.coming;
  if (!next) return null;
  return (
    <Card>
      <Part>{say('roles.next')}</Part>
      <Text>{say('roles.next_when', { when: momentWords(say, next.next, undefined, today) })}</Text>
      {next.has_lead ? null : <Text bold>{say('roles.next_no_lead')}</Text>}
      {next.has_lead && !next.has_second ? <Text bold>{say('roles.next_no_second')}</Text> : null}
      {next.turn_is_somebody_elses ? <Note tone="leaf">{say('roles.next_turn')}</Note> : null}
      {next.try_it ? <Note tone="leaf">{say('roles.next_try', { role: say(`roles.${next.try_it}`) })}</Note> : null}
      {next.may_ask && next.free.length ? (
        <>
          <Text>{say('roles.next_free')}</Text>
          {next.free.map((role) => (
            <Fact key={role} drawing={DRAWINGS[role]}>
              {say(`roles.${role}`)}
            </Fact>
          ))}
        </>
      ) : null}
      <Button grow href={`/occurrences/${next.next_id}`}>
        {say(next.may_ask ? 'roles.next_ask' : 'roles.next_open')}
      </Button>
    </Card>
  );
}
