// Loaded after the page of a date that I have a place in.
import { useState } from 'react';
import { Button, Card, Field, Note, OutboxLine, Part, Row, Text } from '@/design';
import { Qr } from '@/design/qr';
import { copy } from '@/lib/copy';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type Sent, useInviting, useSent } from '../queries';

/** An open invitation: to show, to send, to take back. */
function Open({ sent, today, takeBack }: { sent: Sent; today: string; takeBack: () => void }) {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <>
      <Note tone="leaf">
        {say('inviting.held_until', { when: momentWords(say, sent.held_until, undefined, today) })}
      </Note>
      <Text>{say('inviting.show')}</Text>
      {sent.picture ? <Qr svg={sent.picture} label={say('inviting.picture')} /> : null}
      <Text size="title" bold center selectable style={{ writingDirection: 'ltr', letterSpacing: 1 }}>
        {sent.code}
      </Text>
      <Row>
        <Button onPress={() => void copy(sent.link ?? '').then(setCopied)}>{say('inviting.copy')}</Button>
        <Button onPress={takeBack}>{say('inviting.take_back')}</Button>
      </Row>
      {copied ? <Text tone="quiet">{say('inviting.copied')}</Text> : null}
    </>
  );
}

/** "Come with me": one colleague, one held place; several in something just us, for who leads it. */
export default function ComeWithMe({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const found = useSent(id).data;
  const { hold, takeBack, waits, latest, dismiss } = useInviting(id);
  const [card, setCard] = useState('');
  if (!found) return null;
  const newest = found.results[0];
  const open = found.results.filter((row) => row.state === 'open');
  return (
    <Card>
      <Part>{say('inviting.title')}</Part>
      {newest && (newest.state === 'accepted' || newest.state === 'not_taken_up') ? (
        <Note tone={newest.state === 'accepted' ? 'leaf' : undefined}>{say(`inviting.${newest.state}`)}</Note>
      ) : null}
      {open.map((row) => (
        <Open key={row.id} sent={row} today={today} takeBack={() => void takeBack(row.id)} />
      ))}
      {open.length && !found.may_hold_several ? null : (
        <>
          <Text>{say(found.may_hold_several ? 'inviting.text_just_us' : 'inviting.text')}</Text>
          <Field
            label={say('inviting.card')}
            hint={say('inviting.card_hint')}
            value={card}
            onChangeText={setCard}
            autoCapitalize="characters"
            autoCorrect={false}
            maxLength={60}
          />
          {waits ? null : (
            <Button grow drawing="people" onPress={() => void hold(card.trim()).then(() => setCard(''))}>
              {say('inviting.hold')}
            </Button>
          )}
        </>
      )}
      <OutboxLine row={latest} />
      {latest?.state === 'refused' ? (
        <Button grow onPress={dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
    </Card>
  );
}
