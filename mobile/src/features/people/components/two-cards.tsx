import { useState } from 'react';
import type { Schemas } from '@/api/shapes';
import { BigButton, Card, ErrorNote, Field, Note, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useMerge, useMergePreview } from '../queries';

function WhatFollows({ found, today }: { found: Schemas['MemberMergePreviewOut']; today: string }) {
  const { say } = useWords();
  const who = (m: Schemas['MergedMember']) => ({ name: m.called_name, date: dateWords(say, m.joined_date, today) });
  return (
    <Note tone="amber" title={say('people.two_will')}>
      <Text>{say('people.two_stays', who(found.kept))}</Text>
      <Text>{say('people.two_ends', who(found.gone))}</Text>
      <Text>{say('people.two_dates', { count: found.dates })}</Text>
      {found.dates_of_both ? <Text>{say('people.two_dates_both', { count: found.dates_of_both })}</Text> : null}
      {found.ideas ? <Text>{say('people.two_ideas', { count: found.ideas })}</Text> : null}
      {found.roles ? <Text>{say('people.two_roles', { count: found.roles })}</Text> : null}
      <Text>{say('people.two_votes')}</Text>
      <Text>{say('people.two_shifts')}</Text>
      <Text bold>{say('people.two_never_back')}</Text>
    </Note>
  );
}

/** One person who has two cards: look first, then make them one. */
export function TwoCards({ today }: { today: string }) {
  const { say } = useWords();
  const preview = useMergePreview();
  const { merge, waits, done, latest, dismiss } = useMerge();
  const [cards, setCards] = useState({ kept_card: '', gone_card: '' });
  const typed = { kept_card: cards.kept_card.trim(), gone_card: cards.gone_card.trim() };
  const ready = Boolean(typed.kept_card && typed.gone_card);
  const change = (part: Partial<typeof cards>) => {
    preview.reset(); // what was seen was of other cards
    dismiss();
    setCards({ ...cards, ...part });
  };
  const field = { autoCapitalize: 'characters', autoCorrect: false, maxLength: 200 } as const;
  return (
    <Card>
      <Part>{say('people.two_title')}</Part>
      <Text>{say('people.two_text')}</Text>
      <Field
        {...field}
        label={say('people.two_keep')}
        value={cards.kept_card}
        onChangeText={(kept_card) => change({ kept_card })}
      />
      <Field
        {...field}
        label={say('people.two_end')}
        value={cards.gone_card}
        onChangeText={(gone_card) => change({ gone_card })}
      />
      {preview.data ? null : (
        <BigButton
          busy={preview.isPending}
          why={ready ? undefined : say('people.two_both')}
          onPress={() => preview.mutate(typed)}
        >
          {say(preview.isPending ? 'people.two_looking' : 'people.two_look')}
        </BigButton>
      )}
      {preview.isError ? <ErrorNote error={preview.error} /> : null}
      {preview.data ? (
        <>
          <WhatFollows found={preview.data} today={today} />
          <BigButton
            onPress={() =>
              void merge(typed).then(() => {
                preview.reset();
                setCards({ kept_card: '', gone_card: '' });
              })
            }
          >
            {say('people.two_do')}
          </BigButton>
        </>
      ) : null}
      {waits ? <Text tone="quiet">{say('people.two_sent')}</Text> : null}
      {done && !preview.data ? (
        <Note tone="leaf">{say('people.two_done', { name: done.kept.called_name })}</Note>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}
