import { useState } from 'react';
import { Button, Card, Field, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useGiving, useOwnNumber } from '../out-queries';
import { PaperLinks } from './paper-links';

/** On the page of a date that I come to: one number to phone for me, who looked at it, and the card that needs no app. */
export default function OwnNumberCard({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const { data } = useOwnNumber(id);
  const box = useGiving(id);
  const [number, setNumber] = useState('');
  const [told, setTold] = useState(false);
  if (!data) return null;
  const fits = /^\+?[0-9 ()-]{3,20}$/.test(number.trim());
  const when = (at: { date: string; time: string }) => `${dateWords(say, at.date, today)}, ${at.time}`;
  return (
    <Card>
      <Part>{say('out.own')}</Part>
      <Text>{say('out.own_text')}</Text>
      {data.number ? (
        <>
          <Text bold>{say('out.own_given', { number: data.number, date: when(data.goes) })}</Text>
          <Button onPress={() => void box.takeBack()}>{say('out.own_back')}</Button>
        </>
      ) : (
        <>
          <Field
            label={say('out.own_field')}
            value={number}
            onChangeText={setNumber}
            maxLength={20}
            keyboardType="phone-pad"
            wrong={told && !fits ? say('out.own_need') : undefined}
          />
          <Button
            onPress={() => {
              setTold(true);
              if (fits) void box.give(number.trim());
            }}
          >
            {say('out.own_give')}
          </Button>
        </>
      )}
      {data.looks.map((look) => (
        <Text key={`${look.what}${look.at.at}${look.by}`} tone="quiet">
          {say(`out.own_${look.what}`, { name: look.by ?? say('out.somebody'), date: when(look.at) })}
        </Text>
      ))}
      <OutboxLine row={box.latest} />
      <Text tone="quiet">{say('out.own_card')}</Text>
      <PaperLinks links={[{ href: '/print/emergency-card', words: say('out.print_card') }]} />
    </Card>
  );
}
