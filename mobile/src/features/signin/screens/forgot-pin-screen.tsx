import { useState } from 'react';
import { View } from 'react-native';
import { fieldProblem } from '@/api/problems';
import type { RecoveryAsked } from '@/api/shapes';
import { BigButton, Button, Card, ErrorNote, Field, Note, PinField, Screen, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useAskRecovery, useRecovery } from '../queries';

/** Where the request stands; what happens next is always said. */
function Standing({ asked, again }: { asked: RecoveryAsked; again: () => void }) {
  const { say } = useWords();
  const now = useRecovery(asked);
  const state = now.data?.state ?? asked.state;
  const works = now.data?.works ?? asked.works;
  if (state === 'works')
    return (
      <>
        <Note tone="leaf" title={say('signin.forgot_done')} live />
        <BigButton href="/sign-in">{say('signin.sign_in')}</BigButton>
      </>
    );
  if (state === 'stopped' || state === 'too_old')
    return (
      <>
        <Note tone="clay" title={say('signin.forgot_stopped')} live>
          {say('signin.forgot_stopped_text')}
        </Note>
        <Button onPress={again}>{say('signin.start_again')}</Button>
      </>
    );
  return (
    <>
      <Card lit style={{ alignItems: 'center' }}>
        <Text bold>{say('signin.forgot_letters')}</Text>
        <View aria-label={asked.code.split('').join(' ')} role="img">
          <Text size="count" bold center style={{ letterSpacing: 6, writingDirection: 'ltr' }}>
            {asked.code}
          </Text>
        </View>
      </Card>
      {state === 'vouched' ? (
        <Note tone="leaf" title={say('signin.forgot_hold')} live>
          {works ? `${dateWords(say, works.date)}, ${works.time}` : undefined}
        </Note>
      ) : (
        <Note title={say('signin.forgot_wait')} live>
          {say('signin.forgot_wait_text')}
        </Note>
      )}
      {now.isError ? <ErrorNote error={now.error} again={() => void now.refetch()} /> : null}
    </>
  );
}

/** "I forgot my PIN": colleagues say face to face that it is you. */
export function ForgotPinScreen() {
  const { say } = useWords();
  const [card, setCard] = useState('');
  const [pin, setPin] = useState('');
  const ask = useAskRecovery();
  const why = card.trim() === '' ? say('signin.card_missing') : pin.length < 6 ? say('signin.pin_missing') : undefined;
  return (
    <Screen
      title={say('signin.forgot_title')}
      help={say('signin.forgot_help')}
      lead={<Text>{say('signin.forgot_lead')}</Text>}
      back
    >
      {ask.data ? (
        <Standing asked={ask.data} again={() => ask.reset()} />
      ) : (
        <>
          <Field
            label={say('signin.card')}
            value={card}
            onChangeText={setCard}
            autoCapitalize="characters"
            autoCorrect={false}
            spellCheck={false}
            wrong={fieldProblem(ask.error, '/card')}
          />
          <PinField
            fresh
            label={say('signin.forgot_pin')}
            value={pin}
            onChangeText={setPin}
            wrong={fieldProblem(ask.error, '/pin')}
          />
          {ask.isError ? <ErrorNote error={ask.error} /> : null}
          <BigButton why={why} busy={ask.isPending} onPress={() => ask.mutate({ card: card.trim(), pin })}>
            {say('signin.forgot_ask')}
          </BigButton>
        </>
      )}
    </Screen>
  );
}
