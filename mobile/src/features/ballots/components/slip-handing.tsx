import { useState } from 'react';
import { Button, Card, Fact, Field, Note, OutboxLine, Part, Row, Stepper, Text } from '@/design';
import { useWords } from '@/words';
import { PrintLink } from '../print-link';
import { useHandBack, useHandOut, usePrinting } from '../printed';

const most = 200;
/** More numbered slips, and, once the server has made some, the page that prints each of them once. */
export function SlipPrinting({ id, ready }: { id: string; ready: number }) {
  const { say } = useWords();
  const { print, sent, latest } = usePrinting(id);
  const [count, setCount] = useState(10);
  return (
    <Card>
      <Part>{say('ballots.slips_print')}</Part>
      <Text tone="quiet">{say('ballots.slips_print_text')}</Text>
      <Row style={{ justifyContent: 'space-between' }}>
        <Text style={{ flexShrink: 1 }}>{say('ballots.slips_how_many')}</Text>
        <Stepper label={say('ballots.slips_how_many')} value={count} onChange={setCount} min={1} max={most} />
      </Row>
      <Button grow drawing="print" onPress={() => (sent ? undefined : void print(count))}>
        {say('ballots.slips_make')}
      </Button>
      <OutboxLine row={latest} />
      {ready ? (
        <>
          <Fact drawing="print">{say('ballots.slips_to_print', { count: ready })}</Fact>
          <PrintLink id={id} />
        </>
      ) : null}
    </Card>
  );
}

function CardCode({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { say } = useWords();
  return (
    <Field
      label={say('ballots.slips_card')}
      hint={say('ballots.slips_card_hint')}
      value={value}
      onChangeText={onChange}
      autoCapitalize="characters"
      autoCorrect={false}
      maxLength={200}
    />
  );
}

/** A slip for whoever shows their card. Which one they take is nobody's business. */
export function SlipHandingOut({ id }: { id: string }) {
  const { say } = useWords();
  const { handOut, sent, done, latest } = useHandOut(id);
  const [card, setCard] = useState('');
  const typed = card.trim();
  return (
    <Card>
      <Part>{say('ballots.slips_hand_out')}</Part>
      <Text tone="quiet">{say('ballots.slips_hand_out_text')}</Text>
      <CardCode value={card} onChange={setCard} />
      <Button grow onPress={() => (typed && !sent ? void handOut(typed).then(() => setCard('')) : undefined)}>
        {say('ballots.slips_hand_out_do')}
      </Button>
      {done && !typed ? <Note tone="leaf">{say('ballots.slips_handed_out')}</Note> : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** An unused slip comes back: it is torn up, and its voter may use a phone again. */
export function SlipHandingBack({ id }: { id: string }) {
  const { say } = useWords();
  const { handBack, sent, done, latest } = useHandBack(id);
  const [card, setCard] = useState('');
  const [number, setNumber] = useState('');
  const ready = card.trim() && number.length === 6 && !sent;
  return (
    <Card>
      <Part>{say('ballots.slips_hand_back')}</Part>
      <Text tone="quiet">{say('ballots.slips_hand_back_text')}</Text>
      <CardCode value={card} onChange={setCard} />
      <Field
        label={say('ballots.slips_number')}
        value={number}
        onChangeText={(text) => setNumber(text.replace(/\D/g, ''))}
        inputMode="numeric"
        maxLength={6}
      />
      <Button
        grow
        onPress={() =>
          ready
            ? void handBack(card.trim(), number).then(() => {
                setCard('');
                setNumber('');
              })
            : undefined
        }
      >
        {say('ballots.slips_hand_back_do')}
      </Button>
      {done && !card ? <Note tone="leaf">{say('ballots.slips_handed_back')}</Note> : null}
      <OutboxLine row={latest} />
    </Card>
  );
}
