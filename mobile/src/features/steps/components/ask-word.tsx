import { useState } from 'react';
import { Button, ErrorNote, ListCard, ListRow, Loading, OutboxLine, Sheet, Text } from '@/design';
import { useWords } from '@/words';
import { type About, type Kind, type SignOff, useAsking, useMyWord, useSigners } from '../queries';

/** A word that I ask for: whom, and that nobody else sees it. */
export function AskWord({ kind, about, open }: { kind: Kind; about: About; open?: SignOff }) {
  const { say } = useWords();
  const [choosing, setChoosing] = useState(false);
  const { ask, waits, latest } = useAsking(kind, about);
  const signers = useSigners(kind, about, choosing);
  const choose = (id: string | null) => {
    setChoosing(false);
    void ask(id);
  };
  if (open) return <Open word={open} />;
  return (
    <>
      {waits ? null : (
        <Button
          label={say('steps.ask_label', {
            ask: say('steps.ask'),
            kind: say(`steps.kind_${kind}`),
            about: say(`steps.about_${about}`),
          })}
          onPress={() => setChoosing(true)}
        >
          {say('steps.ask')}
        </Button>
      )}
      <OutboxLine row={latest} />
      <Sheet open={choosing} onClose={() => setChoosing(false)} title={say('steps.ask_who')}>
        <Text>{say('steps.private')}</Text>
        {signers.data ? (
          signers.data.results.length === 0 && !signers.data.organisers ? (
            <Text>{say('steps.ask_none')}</Text>
          ) : (
            <ListCard>
              {signers.data.organisers ? (
                <ListRow first drawing="people" title={say('steps.ask_organiser')} onPress={() => choose(null)} />
              ) : null}
              {signers.data.results.map((someone, i) => (
                <ListRow
                  key={someone.id}
                  first={i === 0 && !signers.data.organisers}
                  drawing="me"
                  title={someone.name}
                  onPress={() => choose(someone.id)}
                />
              ))}
            </ListCard>
          )
        ) : signers.isError ? (
          <ErrorNote error={signers.error} again={() => void signers.refetch()} />
        ) : (
          <Loading />
        )}
      </Sheet>
    </>
  );
}

function Open({ word }: { word: SignOff }) {
  const { say } = useWords();
  const { takeBack, waits, latest } = useMyWord(word.id);
  return (
    <>
      <Text tone="quiet">
        {word.asked_of ? say('steps.asked_name', { name: word.asked_of }) : say('steps.asked_organisers')}
      </Text>
      <Text tone="quiet">{say('steps.asked_long')}</Text>
      {waits ? null : (
        <Button
          label={say('steps.ask_label', {
            ask: say('steps.take_back'),
            kind: say(`steps.kind_${word.kind}`),
            about: say(`steps.about_${word.what}`),
          })}
          onPress={() => void takeBack()}
        >
          {say('steps.take_back')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}
