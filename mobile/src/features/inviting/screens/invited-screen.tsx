import { useEffect, useState } from 'react';
import { BigButton, ErrorNote, Field, Screen } from '@/design';
import { forgetInvitation, invitedBy } from '@/lib/landed';
import { useWords } from '@/words';
import { Answer } from '../components/answer';
import { useByCode, useReceived } from '../queries';

/** An invitation, by the link that was opened, by its code typed, or by my card. */
export function InvitedScreen() {
  const { say } = useWords();
  const [code, setCode] = useState(invitedBy);
  const [typed, setTyped] = useState('');
  useEffect(forgetInvitation, []);
  const read = useByCode(code);
  const others = (useReceived().data ?? []).filter((asked) => asked.id !== read.data?.id);
  return (
    <Screen title={say('inviting.invited')} back help={say('inviting.no_help')}>
      {read.data ? <Answer asked={read.data} code={code} /> : null}
      {read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : null}
      {others.map((asked) => (
        <Answer key={asked.id} asked={asked} />
      ))}
      {read.data ? null : (
        <>
          <Field
            label={say('inviting.code')}
            hint={say('inviting.code_hint')}
            value={typed}
            onChangeText={setTyped}
            autoCapitalize="characters"
            autoCorrect={false}
            maxLength={200}
          />
          <BigButton
            why={typed.trim() ? undefined : say('inviting.code_hint')}
            onPress={() => setCode(typed.trim().split('#').at(-1))}
          >
            {say('inviting.look')}
          </BigButton>
        </>
      )}
    </Screen>
  );
}
