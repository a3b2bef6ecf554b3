import { Redirect } from 'expo-router';
import { useEffect, useState } from 'react';
import { isProblem } from '@/api/problems';
import {
  BigButton,
  Button,
  DuskDrawing,
  ErrorNote,
  Field,
  ListCard,
  ListRow,
  Loading,
  Note,
  Screen,
  Text,
  TextLink,
} from '@/design';
import { invitedBy, scannedCard } from '@/lib/landed';
import { useSession } from '@/session';
import { CardAndPin } from '@/shell/card-and-pin';
import { useWords } from '@/words';
import { useEmailSignIn, useGiveCode, usePick, usePlaces, useSignIn } from '../queries';

function ByCard() {
  const { say } = useWords();
  const [card] = useState(() => scannedCard() ?? '');
  return (
    <>
      <Text>{say('signin.lead')}</Text>
      <CardAndPin enter={useSignIn()} first={card} />
      <TextLink href="/forgot-pin">{say('signin.forgot')}</TextLink>
    </>
  );
}

function ByEmail() {
  const { say } = useWords();
  const [step, setStep] = useState<'email' | 'code' | 'pick'>('email');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const enter = useEmailSignIn();
  const give = useGiveCode();
  const pick = usePick();
  const places = usePlaces(step === 'pick');
  // With one place to go there is nothing to pick.
  const { mutate: go } = pick;
  const only = places.data?.length === 1 ? places.data[0]?.member_id : undefined;
  useEffect(() => {
    if (only) go(only);
  }, [only, go]);
  // The library's refusals have no words of ours: say what was wrong on this step.
  const wrong = (error: unknown, title: string) =>
    isProblem(error) && error.status < 500 && error.status !== 429 ? (
      <Note tone="clay" title={title} live>
        {say('signin.wrong_try')}
      </Note>
    ) : (
      <ErrorNote error={error} />
    );
  if (step === 'email') {
    const why = email.trim() && password ? undefined : say('signin.email_missing');
    const go = () => {
      if (!why && !enter.isPending) enter.mutate({ email: email.trim(), password }, { onSuccess: setStep });
    };
    return (
      <>
        <Field
          label={say('signin.email')}
          value={email}
          onChangeText={setEmail}
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          autoCorrect={false}
        />
        <Field
          label={say('signin.password')}
          value={password}
          onChangeText={setPassword}
          secureTextEntry
          autoComplete="current-password"
          autoCapitalize="none"
          onSubmitEditing={go}
        />
        {enter.isError ? wrong(enter.error, say('signin.wrong_email')) : null}
        <BigButton onPress={go} why={why} busy={enter.isPending}>
          {say('signin.go_on')}
        </BigButton>
      </>
    );
  }
  if (step === 'code') {
    const why = code.length < 6 ? say('signin.code_missing') : undefined;
    const go = () => {
      if (!why && !give.isPending) give.mutate(code, { onSuccess: setStep, onError: () => setCode('') });
    };
    return (
      <>
        <Text>{say('signin.code_lead')}</Text>
        <Field
          label={say('signin.code')}
          value={code}
          onChangeText={(t) => setCode(t.trim())}
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="none"
          onSubmitEditing={go}
        />
        {give.isError ? wrong(give.error, say('signin.wrong_code')) : null}
        <BigButton onPress={go} why={why} busy={give.isPending}>
          {say('signin.go_on')}
        </BigButton>
      </>
    );
  }
  return (
    <>
      <Text size="title" heading={2}>
        {say('signin.pick')}
      </Text>
      {pick.isError ? <ErrorNote error={pick.error} /> : null}
      {places.data && (!only || pick.isError) ? (
        places.data.length ? (
          <ListCard>
            {places.data.map((p, i) => (
              <ListRow
                key={p.member_id}
                first={i === 0}
                drawing="people"
                title={p.organisation.name}
                onPress={() => pick.mutate(p.member_id)}
              />
            ))}
          </ListCard>
        ) : (
          <Note>{say('signin.pick_none')}</Note>
        )
      ) : places.isError ? (
        <ErrorNote error={places.error} again={() => void places.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

/** Card and PIN; organisers by e-mail with a second factor. */
export function SignInScreen() {
  const { say } = useWords();
  const { status } = useSession();
  const [way, setWay] = useState<'card' | 'email'>('card');
  if (status === 'in') return <Redirect href={invitedBy() ? '/invited' : '/'} />;
  return (
    <Screen title={say('signin.title')} help={say('signin.help')} hero={<DuskDrawing />}>
      {way === 'card' ? <ByCard /> : <ByEmail />}
      <Button href="/join" away grow>
        {say('signin.no_card')}
      </Button>
      <TextLink onPress={() => setWay(way === 'card' ? 'email' : 'card')}>
        {say(way === 'card' ? 'signin.email_way' : 'signin.card_way')}
      </TextLink>
    </Screen>
  );
}
