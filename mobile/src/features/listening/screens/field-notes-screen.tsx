import { useState } from 'react';
import {
  BigButton,
  Button,
  Card,
  CardHead,
  Empty,
  ErrorNote,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Screen,
  Text,
} from '@/design';
import { dateWords, phoneTime } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { NoteForm } from '../components/note-form';
import { SentNote } from '../components/sent-note';
import { type Draft, dropDrafts, linesOf, newDraft, saveDraft, useDrafts } from '../drafts';
import { useFieldNotes, useSendNotes } from '../queries';

function OnThisPhone({ draft, onChange }: { draft: Draft; onChange: () => void }) {
  const { say } = useWords();
  const { member, today } = useMe();
  const date = dateWords(say, draft.date || today, today);
  return (
    <Card>
      <CardHead
        drawing="phone"
        title={say('listening.note_of', { date })}
        lines={
          <>
            <Text>{say.count('listening.note_lines', linesOf(draft).length)}</Text>
            <Text tone="quiet">{say('listening.note_on_phone')}</Text>
          </>
        }
      />
      <Row>
        <Button onPress={onChange}>{say('listening.note_change')}</Button>
        <Button tone="stop" onPress={() => dropDrafts(member.id, [draft.id])}>
          {say('listening.note_throw')}
        </Button>
      </Row>
    </Card>
  );
}

/** Notes on this phone, on their way, and sent; each says where it is. */
export function FieldNotesScreen() {
  const { say } = useWords();
  const { member, today } = useMe();
  const { has } = useSession();
  const drafts = useDrafts(member.id);
  const { rows, send, takeBack } = useSendNotes(member.id);
  const sent = useFieldNotes();
  const [open, setOpen] = useState<string>();
  const draft = drafts.find((d) => d.id === open);
  const whole = drafts.filter((d) => linesOf(d).length && d.date);
  const found = sent.data?.pages.flatMap((p) => p.results) ?? [];
  if (!has('lead', 'organiser', 'connector'))
    return (
      <Screen title={say('me.field_notes')} back>
        <Note tone="clay" title={say('problems.not_allowed')}>
          {say('problems.not_allowed_next')}
        </Note>
      </Screen>
    );
  return (
    <Screen
      title={say('me.field_notes')}
      back
      help={say('listening.notes_help')}
      seenAt={sent.data && sent.isError ? phoneTime(new Date(sent.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void sent.refetch()}
      refreshing={sent.isRefetching}
    >
      {draft ? (
        <>
          <NoteForm key={draft.id} draft={draft} onChange={(d) => saveDraft(member.id, d)} />
          <Button grow onPress={() => setOpen(undefined)}>
            {say('listening.note_done')}
          </Button>
        </>
      ) : (
        <>
          <Text>{say('listening.notes_help')}</Text>
          <Button grow drawing="plus" onPress={() => setOpen(newDraft(member.id, today).id)}>
            {say('listening.note_new')}
          </Button>
        </>
      )}
      {drafts
        .filter((d) => d !== draft)
        .map((d) => (
          <OnThisPhone key={d.id} draft={d} onChange={() => setOpen(d.id)} />
        ))}
      {whole.length ? (
        <BigButton
          onPress={() => {
            setOpen(undefined);
            void send(whole);
          }}
        >
          {say.count('listening.notes_send', whole.length)}
        </BigButton>
      ) : null}
      {rows.length ? <Part>{say('listening.notes_way')}</Part> : null}
      {rows.map(({ row, notes }) => (
        <Card key={row.key}>
          {notes.map((n) => (
            <Text key={n.id} bold>
              {`${say('listening.note_of', { date: dateWords(say, n.date, today) })}: ${say.count('listening.note_lines', n.lines.length)}`}
            </Text>
          ))}
          <OutboxLine row={row} />
          {row.state === 'refused' ? <Button onPress={takeBack}>{say('listening.notes_back')}</Button> : null}
        </Card>
      ))}
      <Part>{say('listening.notes_sent')}</Part>
      {sent.data ? (
        found.length ? (
          found.map((note) => <SentNote key={note.id} note={note} />)
        ) : (
          <Empty drawing="say" title={say('listening.notes_empty')} />
        )
      ) : sent.isError ? (
        <ErrorNote error={sent.error} again={() => void sent.refetch()} />
      ) : (
        <Loading />
      )}
      {sent.hasNextPage ? (
        <Button grow onPress={() => void sent.fetchNextPage()}>
          {say('ideas.more')}
        </Button>
      ) : null}
    </Screen>
  );
}
