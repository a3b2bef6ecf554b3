import { useState } from 'react';
import { BigButton, ErrorNote, Field, Note, Screen, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { newKey, useVouch } from '../queries';

/** A lead or organiser says that the person beside them is who they say. */
export function RecoverScreen() {
  const { say } = useWords();
  const [code, setCode] = useState('');
  const [key, setKey] = useState(newKey);
  const vouch = useVouch();
  const why = code.length < 6 ? say('me.recover_missing') : undefined;
  return (
    <Screen
      title={say('me.recover_title')}
      help={say('me.recover_help')}
      lead={<Text>{say('me.recover_lead')}</Text>}
      back
    >
      <Field
        label={say('me.recover_letters')}
        value={code}
        onChangeText={(t) => {
          setCode(t.replace(/\s/g, '').toUpperCase());
          setKey(newKey()); // other letters are another request
        }}
        autoCapitalize="characters"
        autoCorrect={false}
        spellCheck={false}
        maxLength={8}
      />
      {vouch.isError ? <ErrorNote error={vouch.error} /> : null}
      {vouch.data ? (
        <Note tone="leaf" title={say('me.recover_done', { name: vouch.data.called_name })} live>
          {vouch.data.works
            ? say('me.recover_works', { date: `${dateWords(say, vouch.data.works.date)}, ${vouch.data.works.time}` })
            : say('me.recover_wait')}
        </Note>
      ) : (
        <BigButton why={why} busy={vouch.isPending} onPress={() => vouch.mutate({ code, key })}>
          {say('me.recover_button')}
        </BigButton>
      )}
    </Screen>
  );
}
