import { useState } from 'react';
import { BigButton, Button, Card, Field, Note, OutboxLine, Part, Screen, Text } from '@/design';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { NewPeople } from '../components/new-people';
import { useConfirmByCard } from '../queries';

/** By the card of someone who stands beside me. */
function ByCard() {
  const { say } = useWords();
  const { confirm, waits, done, latest } = useConfirmByCard();
  const [card, setCard] = useState('');
  const typed = card.trim();
  return (
    <Card>
      <Part>{say('people.by_card')}</Part>
      <Field
        label={say('people.card_code')}
        hint={say('people.by_card_text')}
        value={card}
        onChangeText={setCard}
        autoCapitalize="characters"
        autoCorrect={false}
        maxLength={60}
      />
      <BigButton
        why={typed ? undefined : say('people.by_card_text')}
        onPress={() => void confirm(typed).then(() => setCard(''))}
      >
        {say('people.confirm')}
      </BigButton>
      {waits ? <Text tone="quiet">{say('people.sent_card')}</Text> : null}
      {done && !typed ? <Note tone="leaf">{say('people.done_card')}</Note> : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** "I know this person": by card for everyone who is in, by list for those who may see it. */
export function ConfirmScreen() {
  const { say } = useWords();
  const { has } = useSession();
  const { member, today } = useMe();
  const may = has('connector', 'organiser', 'lead');
  return (
    <Screen title={say('people.title')} back help={say('people.help')} lead={<Text>{say('people.intro')}</Text>}>
      {member.is_confirmed ? (
        <>
          <ByCard />
          {may ? <Part>{say('people.new_people')}</Part> : null}
          <NewPeople today={today} may={may} />
        </>
      ) : (
        <Note tone="amber" drawing="card" title={say('people.you_are_new')}>
          <Text>{say('people.you_are_new_text')}</Text>
          <Button href="/card">{say('people.see_card')}</Button>
        </Note>
      )}
    </Screen>
  );
}
