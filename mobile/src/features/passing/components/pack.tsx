// What the next lead needs to know. It belongs to the activity and stays when people go.
import { useState } from 'react';
import { Button, Card, ErrorNote, Fact, Field, Loading, Part, Text } from '@/design';
import { useWords } from '@/words';
import { type PackWords, type Pack as Read, usePack, useWritePack } from '../queries';
import { Told } from './told';

const FIELDS = ['contacts', 'place', 'checklist', 'learned'] as const;
const LONGEST = { contacts: 1000, place: 1000, checklist: 1000, learned: 2000 } as const;

function Writing({ pack, etag }: { pack: Read; etag: string | undefined }) {
  const { say } = useWords();
  const { keep, waits, latest, dismiss } = useWritePack(pack.activity_id, etag);
  const [words, setWords] = useState<PackWords>({
    contacts: pack.contacts,
    place: pack.place,
    checklist: pack.checklist,
    learned: pack.learned,
  });
  return (
    <>
      {FIELDS.map((name) => (
        <Field
          key={name}
          label={say(`passing.${name}`)}
          hint={name === 'contacts' ? say('passing.contacts_hint') : undefined}
          value={words[name]}
          onChangeText={(text) => setWords({ ...words, [name]: text })}
          lines={3}
          maxLength={LONGEST[name]}
        />
      ))}
      {waits ? null : (
        <Button grow onPress={() => void keep(words)}>
          {say('passing.pack_keep')}
        </Button>
      )}
      <Told latest={latest} dismiss={dismiss} />
    </>
  );
}
function Reading({ pack }: { pack: Read }) {
  const { say } = useWords();
  const said = FIELDS.filter((name) => pack[name]);
  return said.length ? (
    said.map((name) => (
      <Fact key={name} drawing="file">
        <Text bold>{say(`passing.${name}`)}</Text>
        <Text>{pack[name]}</Text>
      </Fact>
    ))
  ) : (
    <Text>{say('passing.pack_empty')}</Text>
  );
}

export function Pack({ activityId }: { activityId: string }) {
  const { say } = useWords();
  const read = usePack(activityId);
  const pack = read.data?.data;
  return (
    <Card>
      <Part>{say('passing.pack')}</Part>
      {pack ? (
        <>
          <Text tone="quiet">{say('passing.pack_text')}</Text>
          <Text>{say('passing.pack_held', { count: pack.held })}</Text>
          <Text>{say('passing.pack_meet', { place: pack.meeting_place })}</Text>
          {pack.what_to_bring ? <Text>{say('passing.pack_bring', { what: pack.what_to_bring })}</Text> : null}
          {pack.may_change ? (
            <Writing key={pack.version} pack={pack} etag={read.data?.etag} />
          ) : (
            <Reading pack={pack} />
          )}
        </>
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Card>
  );
}
