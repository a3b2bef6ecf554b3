import { useState } from 'react';
import { Button, Card, ErrorNote, Loading, Note, OutboxLine, Part, Screen, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import { OnThisPhone } from '../components/on-this-phone';
import { CHANNELS, type Channel, useWant, useWanted, type Wanted } from '../queries';

const KINDS = [
  'announcement',
  'place',
  'date_change',
  'asked_for',
  'reminder',
  'stopped',
  'invited',
  'host',
  'date_role',
  'typed_in',
  'promise',
  'series_pause',
  'idea',
  'idea_check',
  'conversation',
  'vote',
  'steps',
  'leader_call',
] as const;
/** Of those who lead, organise, or said that they are at home for a group. */
const MORE = ['passing_on', 'lead_month', 'sign_off', 'at_home', 'plan', 'waiting_for_yes', 'list_change'] as const;
type Kind = (typeof KINDS)[number] | (typeof MORE)[number];
/** No colleague is asked to pass these on: they say where somebody stands. */
const PRIVATE: readonly Kind[] = ['steps', 'lead_month'];

function Way({ kind, channel, isOn, first }: { kind: Kind; channel: Channel; isOn: boolean; first: boolean }) {
  const { say } = useWords();
  const want = useWant(kind, channel, isOn);
  const way = say(`messages.${channel}`);
  return (
    <>
      <TickRow
        first={first}
        ticked={want.isOn}
        label={say('messages.way_label', { kind: say(`messages.kind_${kind}`), way })}
        onPress={() => void want.change()}
      >
        {way}
      </TickRow>
      {want.latest?.state === 'refused' ? <OutboxLine row={want.latest} /> : null}
    </>
  );
}

function OfKind({ kind, row }: { kind: Kind; row: Wanted }) {
  const { say } = useWords();
  return (
    <Card>
      <Part>{say(`messages.kind_${kind}`)}</Part>
      {CHANNELS.filter((channel) => channel !== 'in_person' || !PRIVATE.includes(kind)).map((channel, i) => (
        <Way key={channel} kind={kind} channel={channel} isOn={row[channel]} first={i === 0} />
      ))}
    </Card>
  );
}

/** What reaches me where, and when nothing does. */
export function ChoicesScreen() {
  const { say } = useWords();
  const wanted = useWanted();
  const works = wanted.data?.works ?? [];
  const [all, setAll] = useState(false);
  const kinds: readonly Kind[] = all ? [...KINDS, ...MORE] : KINDS;
  return (
    <Screen title={say('messages.choose')} back help={say('messages.choose_text')}>
      <Note drawing="time" title={say('messages.quiet')}>
        <Text>{say('messages.quiet_night')}</Text>
        <Text>{say('messages.quiet_sleep')}</Text>
        <Text>{say('messages.quiet_times')}</Text>
        <Text>{say('messages.quiet_but')}</Text>
      </Note>
      {wanted.data ? (
        <>
          <OnThisPhone />
          <Text tone="quiet">{say(works.includes('email') ? 'messages.email_text' : 'messages.email_off')}</Text>
          <Text tone="quiet">{say('messages.in_person_text')}</Text>
          {kinds.map((kind) => {
            const row = wanted.data.results.find((r) => r.kind === kind);
            return row ? <OfKind key={kind} kind={kind} row={row} /> : null;
          })}
          {all ? null : (
            <>
              <Text tone="quiet">{say('messages.more_kinds_text')}</Text>
              <Button onPress={() => setAll(true)}>{say('messages.more_kinds')}</Button>
            </>
          )}
        </>
      ) : wanted.isError ? (
        <ErrorNote error={wanted.error} again={() => void wanted.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
