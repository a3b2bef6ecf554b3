import { useState } from 'react';
import { BigButton, Card, Field, Note, Part, Row, Stepper, Text } from '@/design';
import { canScan, Scan } from '@/shell/scan';
import { useWords } from '@/words';
import type { Now } from '../overlay';
import type { useTicking } from '../queries';
import { WithoutCard } from './without-card';

const MOST = 8;
type Ticking = ReturnType<typeof useTicking>;
/** By the card of someone who stands here, on the list or not. */
export function WalkIn({
  now,
  walkIn,
  count,
  takeBack,
}: {
  now: Now;
  walkIn: Ticking['walkIn'];
  count: Ticking['countNameless'];
  takeBack: Ticking['takeBack'];
}) {
  const { say } = useWords();
  const [card, setCard] = useState('');
  const [guests, setGuests] = useState(0);
  const typed = card.trim();
  // Who has a place already needs none: the server adds only what is short.
  const short = 1 + guests > now.free;
  const adds = short && now.may_add_places;
  return (
    <Card>
      <Part>{say('day.card_title')}</Part>
      <Scan
        words={{
          start: say('day.scan'),
          stop: say('day.scan_stop'),
          here: say('day.scan_here'),
          no: say('day.scan_no'),
        }}
        onCard={setCard}
      />
      <Field
        label={say('day.card_code')}
        hint={canScan() ? say('day.card_hint') : undefined}
        value={card}
        onChangeText={setCard}
        autoCapitalize="characters"
        autoCorrect={false}
        maxLength={200}
      />
      <Row style={{ justifyContent: 'space-between' }}>
        <Text>{say('day.with_them')}</Text>
        <Stepper label={say('day.with_them')} value={guests} onChange={setGuests} max={MOST} />
      </Row>
      {short && !now.may_add_places ? <Text>{say('day.full')}</Text> : null}
      {adds ? <Note tone="amber">{say('day.adds_agreed')}</Note> : null}
      <BigButton
        why={typed ? undefined : say('day.card_need')}
        onPress={() => {
          void walkIn(typed, guests, adds).then(() => {
            setCard('');
            setGuests(0);
          });
        }}
      >
        {say(adds ? 'day.add_and_check_in' : 'day.check_in')}
      </BigButton>
      {now.unnamed ? <Text tone="quiet">{say.count('day.walked_in', now.unnamed)}</Text> : null}
      <WithoutCard now={now} count={count} takeBack={takeBack} />
      <Text tone="quiet">{say('day.no_card')}</Text>
    </Card>
  );
}
