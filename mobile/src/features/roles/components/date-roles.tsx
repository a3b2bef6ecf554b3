// Small roles of one date: taken and given back in one tap by those who come, asked for by whoever runs it.
import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Fact, ListRow, Note, OutboxLine, Part, Row, Text } from '@/design';
import { type Say, useWords } from '@/words';
import { type DateRole, useDateRoles, usePlaced, useTakingRoles } from '../queries';
import { DRAWINGS } from '../say';

type Desk = ReturnType<typeof useTakingRoles>;

function whoDoes(say: Say, row: DateRole): string {
  if (row.state === 'held') {
    if (row.is_me) return say('roles.mine');
    return row.name ? say('roles.has', { name: row.name }) : say('roles.somebody');
  }
  if (row.state === 'free') return say('roles.free');
  if (row.is_me) return say('roles.asked_me');
  return row.name ? say('roles.asked_name', { name: row.name }) : say('roles.asked_around');
}

function Mine({ row, desk }: { row: DateRole; desk: Desk }) {
  const { say } = useWords();
  const role = say(`roles.${row.role}`);
  const asked = row.state === 'asked' && row.is_me;
  return (
    <Row>
      {row.may_take && !(row.is_me && row.state === 'held') ? (
        <Button label={say('roles.take_label', { role })} onPress={() => void desk.take(row.role)}>
          {say('roles.take')}
        </Button>
      ) : null}
      {row.is_me ? (
        <Button
          label={say(asked ? 'roles.not_now_label' : 'roles.give_back_label', { role })}
          onPress={() => void desk.giveBack(row.role)}
        >
          {say(asked ? 'roles.not_now' : 'roles.give_back')}
        </Button>
      ) : null}
    </Row>
  );
}

/** For whoever runs the date: let the app ask, or ask one person who has a place. */
function Asking({ id, row, desk }: { id: string; row: DateRole; desk: Desk }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const placed = usePlaced(id, open).data;
  const role = say(`roles.${row.role}`);
  const waits = row.state === 'asked';
  return (
    <View style={{ gap: 8 }}>
      <Row>
        <Button
          label={say(waits ? 'roles.offer_next_label' : 'roles.offer_label', { role })}
          onPress={() => void desk.askFor(row.role, null)}
        >
          {say(waits ? 'roles.offer_next' : 'roles.offer')}
        </Button>
        <Button label={say('roles.ask_label', { role })} pressed={open} onPress={() => setOpen(!open)}>
          {say('roles.ask')}
        </Button>
        {waits ? (
          <Button label={say('roles.take_back_label', { role })} onPress={() => void desk.askNobody(row.role)}>
            {say('roles.take_back')}
          </Button>
        ) : null}
      </Row>
      {open && placed?.length === 0 ? <Text tone="quiet">{say('roles.ask_none')}</Text> : null}
      {open
        ? placed
            ?.filter((one) => !one.is_me)
            .map((one) => (
              <Button key={one.id} grow onPress={() => void desk.askFor(row.role, one.id).then(() => setOpen(false))}>
                {say('roles.ask_name', { name: one.name || say('roles.no_name') })}
              </Button>
            ))
        : null}
    </View>
  );
}

function Folded({
  id,
  row,
  desk,
  mayAsk,
  first,
}: {
  id: string;
  row: DateRole;
  desk: Desk;
  mayAsk: boolean;
  first: boolean;
}) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const asks = mayAsk && row.state !== 'held' && !row.is_me;
  const can = asks || row.may_take || row.is_me;
  return (
    <View>
      <ListRow
        first={first}
        drawing={DRAWINGS[row.role]}
        title={say(`roles.${row.role}`)}
        text={whoDoes(say, row)}
        onPress={can ? () => setOpen(!open) : undefined}
        expanded={can ? open : undefined}
        chevron={false}
        label={
          can
            ? `${say(`roles.${row.role}`)}. ${whoDoes(say, row)} ${say(open ? 'roles.hide' : 'roles.show')}`
            : undefined
        }
        end={
          can ? (
            <Text bold tone="press">
              {say(open ? 'roles.hide' : 'roles.show')}
            </Text>
          ) : undefined
        }
      />
      {open && !desk.waits ? (
        <View style={{ gap: 8, paddingBottom: 12 }}>
          <Mine row={row} desk={desk} />
          {asks ? <Asking id={id} row={row} desk={desk} /> : null}
        </View>
      ) : null}
    </View>
  );
}

/** `compact`: a row for each, which opens; for whoever runs it, where the roles are not what the page is about. */
export default function DateRoles({ id, compact }: { id: string; compact?: boolean }) {
  const { say } = useWords();
  const told = useDateRoles(id).data;
  const desk = useTakingRoles(id);
  if (!told) return null;
  const mayTake = told.roles.some((row) => row.may_take || row.is_me);
  const shown = told.roles.filter((row) => mayTake || told.may_ask || row.state !== 'free');
  if (!shown.length) return null;
  return (
    <Card>
      <Part>{say('roles.title')}</Part>
      {told.suggested && !desk.waits ? (
        <Note tone="leaf">{say('roles.try_it', { role: say(`roles.${told.suggested}`) })}</Note>
      ) : null}
      {compact
        ? shown.map((row, i) => (
            <Folded key={row.role} first={i === 0} id={id} row={row} desk={desk} mayAsk={told.may_ask} />
          ))
        : null}
      {(compact ? [] : shown).map((row) => (
        <Fact key={row.role} drawing={DRAWINGS[row.role]}>
          <View style={{ gap: 8 }}>
            <Text bold>{say(`roles.${row.role}`)}</Text>
            {row.state === 'held' && !row.is_me ? null : <Text>{say(`roles.${row.role}_what`)}</Text>}
            <Text tone="quiet">{whoDoes(say, row)}</Text>
            {desk.waits ? null : <Mine row={row} desk={desk} />}
            {told.may_ask && row.state !== 'held' && !row.is_me && !desk.waits ? (
              <Asking id={id} row={row} desk={desk} />
            ) : null}
          </View>
        </Fact>
      ))}
      {mayTake ? <Text tone="quiet">{say('roles.seen_by')}</Text> : null}
      <OutboxLine row={desk.latest} />
      {desk.latest?.state === 'refused' ? (
        <Button grow onPress={desk.dismiss}>
          {say('roles.read_it')}
        </Button>
      ) : null}
    </Card>
  );
}
