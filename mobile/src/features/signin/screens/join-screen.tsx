import { Redirect, useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { fieldProblem } from '@/api/problems';
import type { Joined } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  DuskDrawing,
  ErrorNote,
  Fact,
  Field,
  LanguageChooser,
  Loading,
  PinField,
  Screen,
  Text,
  TextLink,
  TickRow,
} from '@/design';
import { invitedBy } from '@/lib/landed';
import { uuid7 } from '@/lib/uuid7';
import { useSession } from '@/session';
import { useWords } from '@/words';
import { type Code, useJoin, useLookUp } from '../queries';

function Find({ onFound }: { onFound: (code: Code) => void }) {
  const { say } = useWords();
  const [shortName, setShortName] = useState('');
  const [spoken, setSpoken] = useState('');
  const why = shortName.trim() && spoken.trim() ? undefined : say('signin.find_missing');
  return (
    <>
      <Text>{say('signin.join_lead')}</Text>
      <Field
        label={say('signin.short_name')}
        hint={say('signin.short_name_hint')}
        value={shortName}
        onChangeText={setShortName}
        autoCorrect={false}
      />
      <Field
        label={say('signin.spoken')}
        value={spoken}
        onChangeText={setSpoken}
        autoCapitalize="none"
        autoCorrect={false}
      />
      <BigButton why={why} onPress={() => onFound({ short_name: shortName.trim(), spoken: spoken.trim() })}>
        {say('signin.find')}
      </BigButton>
    </>
  );
}

function Form({ code, onJoined }: { code: Code; onJoined: (joined: Joined) => void }) {
  const { say, lang } = useWords();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [under18, setUnder18] = useState(false);
  const [formKey] = useState(() => uuid7());
  const join = useJoin();
  const why = name.trim() ? (pin.length < 6 ? say('signin.pin_missing') : undefined) : say('signin.called_missing');
  return (
    <>
      <Field
        label={say('signin.called')}
        hint={say('signin.called_hint')}
        value={name}
        onChangeText={setName}
        autoComplete="nickname"
        wrong={fieldProblem(join.error, '/called_name')}
      />
      <PinField
        fresh
        label={say('signin.new_pin')}
        value={pin}
        onChangeText={setPin}
        wrong={fieldProblem(join.error, '/pin')}
      />
      <TickRow first ticked={under18} onPress={() => setUnder18(!under18)}>
        {say('signin.under_18')}
      </TickRow>
      {join.isError ? <ErrorNote error={join.error} /> : null}
      <BigButton
        why={why}
        busy={join.isPending}
        onPress={() => {
          if (join.isPending) return;
          join.mutate(
            { ...code, called_name: name.trim(), is_under_18: under18, pin, language: lang, form_key: formKey },
            { onSuccess: onJoined },
          );
        }}
      >
        {say('signin.join_in')}
      </BigButton>
      <Fact drawing="lock">{say('signin.join_privacy')}</Fact>
    </>
  );
}

/** Joining on a phone; on the web the door that the server draws stands before it. */
export function JoinScreen() {
  const { say } = useWords();
  const { status } = useSession();
  const { token } = useLocalSearchParams<{ token?: string }>();
  const [code, setCode] = useState<Code | undefined>(token ? { code: token } : undefined);
  const [joined, setJoined] = useState<Joined>();
  const { mutate: look, ...found } = useLookUp();
  useEffect(() => {
    if (code) look(code);
  }, [code, look]);
  if (joined)
    return (
      <Screen title={say('signin.joined_title', { name: joined.session.member.called_name })} hero={<DuskDrawing />}>
        <Text>{say('signin.joined_lead')}</Text>
        <Card>
          <Text size="title" bold center selectable>
            {joined.card.code}
          </Text>
        </Card>
        <BigButton href="/pattern">{say('signin.joined_on')}</BigButton>
        <Button href="/" grow>
          {say('signin.later')}
        </Button>
      </Screen>
    );
  if (status === 'in') return <Redirect href={invitedBy() ? '/invited' : '/'} />;
  return (
    <Screen title={say('signin.join_title')} help={say('signin.join_help')} hero={<DuskDrawing />} back>
      <LanguageChooser />
      {found.data && code ? (
        <>
          <Text size="title" heading={2}>
            {say('signin.invites', { organisation: found.data.organisation.name })}
          </Text>
          {found.data.site ? <Text tone="quiet">{found.data.site}</Text> : null}
          <Form code={code} onJoined={setJoined} />
        </>
      ) : found.isPending && code ? (
        <Loading />
      ) : (
        <>
          {found.isError ? <ErrorNote error={found.error} /> : null}
          <Find onFound={setCode} />
        </>
      )}
      <TextLink href="/sign-in">{say('signin.have_card')}</TextLink>
    </Screen>
  );
}
