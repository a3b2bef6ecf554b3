import { useState } from 'react';
import { BigButton, Button, ErrorNote, Field, Loading, OutboxLine, Sheet, Text } from '@/design';
import { useWords } from '@/words';
import { type Texts, texts, useActivity, useChangeWords } from '../queries';

const labels = {
  title: 'desk.field_title',
  meeting_place: 'desk.field_place',
  how_hard: 'desk.field_hard',
  cost: 'desk.field_cost',
  what_to_bring: 'desk.field_bring',
} as const;
const longest = { title: 80, meeting_place: 160, how_hard: 200, cost: 80, what_to_bring: 200 } as const;

function Form({ now, onKeep }: { now: Texts; onKeep: (changed: Partial<Texts>) => void }) {
  const { say } = useWords();
  const [draft, setDraft] = useState(now);
  const changed = Object.fromEntries(texts.filter((t) => draft[t].trim() !== now[t]).map((t) => [t, draft[t].trim()]));
  return (
    <>
      <Text>{say('desk.change_words_text')}</Text>
      {texts.map((t) => (
        <Field
          key={t}
          label={say(labels[t])}
          value={draft[t]}
          onChangeText={(text) => setDraft({ ...draft, [t]: text })}
          maxLength={longest[t]}
        />
      ))}
      <BigButton
        why={
          draft.title.trim()
            ? draft.meeting_place.trim()
              ? undefined
              : say('desk.wrong_place')
            : say('desk.wrong_title')
        }
        onPress={() => onKeep(changed)}
      >
        {say('desk.change_words_save')}
      </BigButton>
    </>
  );
}

/** Title, place, how hard, cost and what to bring: the words of all dates of one activity. */
export function ChangeWords({ activityId }: { activityId: string }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const read = useActivity(activityId);
  const { change, latest } = useChangeWords(activityId);
  const etag = read.data?.etag;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{say('desk.change_words')}</Button>
      <OutboxLine row={latest} />
      <Sheet open={open} onClose={() => setOpen(false)} title={say('desk.change_words_title')}>
        {read.data && etag ? (
          <Form
            key={etag}
            now={read.data.data}
            onKeep={(changed) => {
              setOpen(false);
              if (Object.keys(changed).length) void change(changed, etag);
            }}
          />
        ) : read.isError ? (
          <ErrorNote error={read.error} again={() => void read.refetch()} />
        ) : (
          <Loading />
        )}
      </Sheet>
    </>
  );
}
