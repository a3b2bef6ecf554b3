// Who meets people who come for the first time on one date: read by those who come, and said by the host alone.
import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Choice, Fact, Field, Note, OutboxLine, Part, Row, Text } from '@/design';
import { type Say, useWords } from '@/words';
import { type Host as Told, useHost, useHosting, usePlaced } from '../queries';

const MINUTES = [0, 5, 10, 15, 20, 30, 45, 60];

function whoMeets(say: Say, told: Told): string {
  if (!told.meets) return say('hosting.meets_later');
  const where = { time: told.meets.time, place: told.place };
  return told.host?.name
    ? say('hosting.meets', { ...where, name: told.host.name })
    : say('hosting.meets_unnamed', where);
}

function WhereAndWhen({ told, keep }: { told: Told; keep: (place: string, minutes: number) => void }) {
  const { say } = useWords();
  const [place, setPlace] = useState(told.place);
  const [minutes, setMinutes] = useState(told.minutes_before);
  return (
    <View style={{ gap: 12 }}>
      <Field
        label={say('hosting.where')}
        hint={say('hosting.where_hint')}
        value={place}
        onChangeText={setPlace}
        maxLength={120}
      />
      <Text bold>{say('hosting.before')}</Text>
      <Choice
        label={say('hosting.before')}
        value={minutes}
        onChange={setMinutes}
        options={[...new Set([...MINUTES, minutes])]
          .sort((a, b) => a - b)
          .map((value) => ({ value, text: say('hosting.minutes', { count: value }) }))}
      />
      <Button grow onPress={() => keep(place, minutes)}>
        {say('hosting.keep')}
      </Button>
    </View>
  );
}

function Mine({ told, desk }: { told: Told; desk: ReturnType<typeof useHosting> }) {
  const { say } = useWords();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Note tone="leaf" title={say('hosting.you_meet')}>
        {say('hosting.you_meet_where', { time: told.meets?.time ?? '', place: told.place })}
      </Note>
      <Row>
        <Button pressed={changing} onPress={() => setChanging(!changing)}>
          {say('hosting.change')}
        </Button>
        <Button onPress={() => void desk.stepBack()}>{say('hosting.step_back')}</Button>
      </Row>
      {changing ? (
        <WhereAndWhen
          told={told}
          keep={(where, minutes) => void desk.meet(where, minutes).then(() => setChanging(false))}
        />
      ) : null}
    </>
  );
}

/** For whoever runs the date: ask one person who has a place. */
function Asking({ id, told, desk }: { id: string; told: Told; desk: ReturnType<typeof useHosting> }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const placed = usePlaced(id, open).data;
  return (
    <>
      {told.asked && !told.asked.is_me ? (
        <>
          <Text>{say('hosting.asked_name', { name: told.asked.name || say('hosting.no_name') })}</Text>
          <Button onPress={() => void desk.askNobody()}>{say('hosting.take_back')}</Button>
        </>
      ) : null}
      <Button pressed={open} onPress={() => setOpen(!open)}>
        {say('hosting.ask')}
      </Button>
      {open && placed ? (
        placed.length ? (
          placed
            .filter((row) => !row.is_me)
            .map((row) => (
              <Button key={row.id} grow onPress={() => void desk.askOne(row.id).then(() => setOpen(false))}>
                {say('hosting.ask_name', { name: row.name || say('hosting.no_name') })}
              </Button>
            ))
        ) : (
          <Text tone="quiet">{say('hosting.ask_none')}</Text>
        )
      ) : null}
    </>
  );
}

export function Host({ id }: { id: string }) {
  const { say } = useWords();
  const told = useHost(id).data;
  const desk = useHosting(id);
  if (!told) return null;
  const { state, asks_me, may_volunteer, may_ask } = told;
  if (state === 'nobody' && !may_volunteer && !may_ask && !desk.latest) return null;
  return (
    <Card>
      <Part>{say(asks_me ? 'hosting.asked' : 'hosting.title')}</Part>
      {state === 'sure' ? (
        told.host?.is_me ? (
          <Mine key={`${told.place} ${told.minutes_before}`} told={told} desk={desk} />
        ) : (
          <Fact drawing="people">{whoMeets(say, told)}</Fact>
        )
      ) : asks_me ? null : (
        <Text>{say('hosting.nobody')}</Text>
      )}
      {(asks_me || may_volunteer) && !desk.waits ? (
        <>
          <Text tone="quiet">{say('hosting.what')}</Text>
          <Button grow drawing="people" onPress={() => void desk.meet('', told.minutes_before)}>
            {say(asks_me ? 'hosting.yes' : 'hosting.volunteer')}
          </Button>
          {asks_me ? (
            <>
              <Button grow onPress={() => void desk.stepBack()}>
                {say('hosting.no')}
              </Button>
              <Text tone="quiet">{say('hosting.no_help')}</Text>
            </>
          ) : null}
        </>
      ) : null}
      {may_ask ? <Asking id={id} told={told} desk={desk} /> : null}
      <OutboxLine row={desk.latest} />
      {desk.latest?.state === 'refused' ? (
        <Button grow onPress={desk.dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
    </Card>
  );
}
