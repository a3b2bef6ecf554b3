import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { fieldProblem } from '@/api/problems';
import type { SessionRow } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  ErrorNote,
  Fact,
  Field,
  LanguageChooser,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Screen,
  Sheet,
  Text,
  TickRow,
} from '@/design';
import { dateWords } from '@/lib/when';
import { useUnsent } from '@/outbox';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { RecoveryAlert } from '../components/recovery-alert';
import { useChangeSettings, useEndSession, useForgetMe, useMySettings, useSaveMyData, useSessions } from '../queries';

/** How others see me, and the two things I may change about it. */
function Seen() {
  const { say } = useWords();
  const { member } = useMe();
  const settings = useMySettings();
  const mine = settings.data?.data;
  const { change, latest, pending } = useChangeSettings(settings.data?.etag);
  const [name, setName] = useState<string>();
  const wanted = pending.at(-1)?.body as { called_name?: string; shows_name?: boolean } | undefined;
  const shows = wanted?.shows_name ?? mine?.shows_name ?? false;
  return (
    <Card>
      <Part>{say('me.you')}</Part>
      <Fact drawing="me">
        {say('me.you_name', { name: wanted?.called_name ?? mine?.called_name ?? member.called_name })}
      </Fact>
      <Fact drawing={member.is_confirmed ? 'tick' : 'people'}>
        {say(member.is_confirmed ? 'me.you_confirmed' : 'me.you_new')}
      </Fact>
      <Fact drawing="lock">{say('me.you_manager')}</Fact>
      {mine ? (
        <>
          <TickRow ticked={shows} detail={say('me.show_name_text')} onPress={() => void change({ shows_name: !shows })}>
            {say('me.show_name')}
          </TickRow>
          {name === undefined ? (
            <Button onPress={() => setName(mine.called_name)}>{say('me.change_name')}</Button>
          ) : (
            <>
              <Field
                label={say('me.name_label')}
                value={name}
                onChangeText={setName}
                autoComplete="nickname"
                wrong={fieldProblem(latest?.problem, '/called_name')}
              />
              <Button
                onPress={() => {
                  void change({ called_name: name.trim() });
                  setName(undefined);
                }}
              >
                {say('me.save')}
              </Button>
            </>
          )}
        </>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

function Device({ row, first }: { row: SessionRow; first: boolean }) {
  const { say } = useWords();
  const { today } = useMe();
  const { end, ending, latest } = useEndSession(row.id);
  // The door works without script: nobody told it what kind of phone it was.
  const device = row.device || say('me.other_phone');
  return (
    <View>
      <ListRow
        first={first}
        drawing="phone"
        title={row.is_this_one ? say('me.this_phone') : device}
        text={row.is_this_one ? row.device : say('me.last_used', { date: dateWords(say, row.last_used_date, today) })}
      />
      {row.is_this_one || ending ? null : (
        <View style={{ paddingBottom: 12 }}>
          <Button onPress={() => void end()} label={say('me.end_label', { device })}>
            {say('me.end')}
          </Button>
        </View>
      )}
      <OutboxLine row={latest} />
    </View>
  );
}
function Devices() {
  const { say } = useWords();
  const sessions = useSessions();
  return (
    <>
      <Part>{say('me.phones')}</Part>
      {sessions.data ? (
        <ListCard>
          {sessions.data.map((s, i) => (
            <Device key={s.id} row={s} first={i === 0} />
          ))}
        </ListCard>
      ) : sessions.isError ? (
        <ErrorNote error={sessions.error} again={() => void sessions.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Leaving() {
  const { say } = useWords();
  const { signOut } = useSession();
  const unsent = useUnsent();
  const data = useSaveMyData();
  const forget = useForgetMe();
  const [asks, setAsks] = useState<'out' | 'forget' | undefined>();
  const close = () => setAsks(undefined);
  return (
    <>
      <ListCard>
        <ListRow first drawing="file" title={say('me.data')} text={say('me.data_text')} onPress={() => data.mutate()} />
        <ListRow drawing="cross" title={say('me.forget')} onPress={() => setAsks('forget')} />
      </ListCard>
      {data.isError ? <ErrorNote error={data.error} /> : null}
      <Button tone="stop" drawing="lock" grow onPress={() => setAsks('out')}>
        {say('me.sign_out')}
      </Button>
      <Sheet
        open={asks === 'out'}
        onClose={close}
        title={say(unsent.length ? 'me.unsent_title' : 'me.sign_out_title')}
        closeWord={say('me.unsent_stay')}
      >
        <Text>{unsent.length ? say.count('me.unsent_text', unsent.length) : say('me.sign_out_text')}</Text>
        <BigButton onPress={() => void signOut()}>{say(unsent.length ? 'me.unsent_go' : 'me.sign_out')}</BigButton>
      </Sheet>
      <Sheet open={asks === 'forget'} onClose={close} title={say('me.forget')} closeWord={say('me.forget_no')}>
        <Text>{say('me.forget_text')}</Text>
        {forget.isError ? <ErrorNote error={forget.error} /> : null}
        <Button tone="stop" grow onPress={() => forget.mutate(undefined, { onSuccess: () => void signOut() })}>
          {say('me.forget_yes')}
        </Button>
      </Sheet>
    </>
  );
}

/** Language, card, calendar, phones, leaving, and what others see of me. safe: the rows for going out safely. */
export function MeScreen({ safe }: { safe?: ReactNode }) {
  const { say, checked } = useWords();
  const { has } = useSession();
  const { member, resting_roles: resting = [] } = useMe();
  return (
    <Screen title={say('me.title')} help={say('me.help')}>
      <RecoveryAlert />
      {has('organiser') ? (
        <ListCard>
          <ListRow first drawing="home" title={say('me.desk')} text={say('me.desk_text')} href="/desk" />
        </ListCard>
      ) : resting.includes('organiser') ? (
        <Note drawing="lock">{say('me.desk_rests')}</Note>
      ) : null}
      <ListCard>
        <ListRow first drawing="card" title={say('me.card')} text={say('me.card_text')} href="/card" />
        <ListRow drawing="shifts" title={say('me.calendar')} text={say('me.calendar_text')} href="/calendar" />
        <ListRow drawing="say" title={say('me.messages')} text={say('me.messages_text')} href="/messages" />
        {has('connector') ? (
          <ListRow drawing="people" title={say('me.to_tell')} text={say('me.to_tell_text')} href="/to-tell" />
        ) : null}
        <ListRow drawing="walk" title={say('me.steps')} text={say('me.steps_text')} href="/my-steps" />
        {member.is_confirmed ? (
          <ListRow drawing="people" title={say('me.know')} text={say('me.know_text')} href="/confirm" />
        ) : null}
        {has('lead', 'organiser', 'connector') ? (
          <ListRow drawing="say" title={say('me.field_notes')} text={say('me.field_notes_text')} href="/field-notes" />
        ) : null}
        {has('lead', 'organiser') ? (
          <ListRow drawing="lock" title={say('me.recover')} text={say('me.recover_text')} href="/recover" />
        ) : null}
      </ListCard>
      {safe}
      <Card>
        <Part>{say('me.language')}</Part>
        <LanguageChooser />
        {checked ? null : <Text tone="quiet">{say('common.unchecked')}</Text>}
      </Card>
      <Seen />
      <Devices />
      <Leaving />
    </Screen>
  );
}
