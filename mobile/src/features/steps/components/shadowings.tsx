import { Button, Card, OutboxLine, Part, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useShadowing, useShadowings } from '../queries';

type Row = NonNullable<ReturnType<typeof useShadowings>['data']>[number];

/** Watching, and being watched: each side says that it happened. What both have said stands in the record. */
export function Shadowings() {
  const { say } = useWords();
  const rows = (useShadowings().data ?? []).filter((row) => !(row.i_said && row.other_said));
  if (!rows.length) return null;
  return (
    <Card>
      <Part>{say('steps.shadow_title')}</Part>
      {rows.map((row) => (
        <One key={row.id} row={row} />
      ))}
    </Card>
  );
}
function One({ row }: { row: Row }) {
  const { say } = useWords();
  const { today } = useMe();
  const { say: confirm, said, latest } = useShadowing(row.id);
  const when = momentWords(say, row.starts, undefined, today);
  const { title, name } = row;
  return (
    <>
      <Text>
        {row.is_mine
          ? say(row.may_say || row.i_said ? 'steps.shadow_mine' : 'steps.shadow_to_come', { title, when })
          : say('steps.shadow_theirs', { name, title, when })}
      </Text>
      {row.may_say && !said ? (
        <Button
          label={[say('steps.shadow_yes'), title, name].filter(Boolean).join(': ')}
          onPress={() => void confirm()}
        >
          {say('steps.shadow_yes')}
        </Button>
      ) : row.i_said && row.is_mine ? (
        <Text tone="quiet">{say('steps.shadow_wait')}</Text>
      ) : null}
      <OutboxLine row={latest} />
    </>
  );
}
