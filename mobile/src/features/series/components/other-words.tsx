import { useState } from 'react';
import { View } from 'react-native';
import { fieldProblem, isProblem } from '@/api/problems';
import { BigButton, Button, Card, Choice, ErrorNote, Field, Note, OutboxLine, Part, Text, TickRow } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import {
  changedTexts,
  type DatePage,
  type Reach,
  TEXTS,
  textsOf,
  useSayingOtherwise,
  useWordsSeen,
  type WordsSeen,
} from '../date';

const labels = {
  title: 'desk.field_title',
  meeting_place: 'desk.field_place',
  how_hard: 'desk.field_hard',
  cost: 'desk.field_cost',
  what_to_bring: 'desk.field_bring',
} as const;
const longest = { title: 80, meeting_place: 160, how_hard: 200, cost: 80, what_to_bring: 200 } as const;
const MOST_SHOWN = 6;

/** Whom it touches: numbers, never names. */
function Seen({ seen }: { seen: WordsSeen }) {
  const { say } = useWords();
  const { today } = useMe();
  const days = seen.dates.slice(0, MOST_SHOWN).map((date) => dateWords(say, date.starts.date, today));
  const lines = [
    seen.dates.length ? say.count('changing.dates', seen.dates.length) : say('changing.none'),
    days.join(', ') + (seen.dates.length > MOST_SHOWN ? ' …' : ''),
    seen.left ? say.count('changing.left', seen.left) : '',
  ];
  return (
    <Note
      tone={seen.people ? 'amber' : 'leaf'}
      drawing="people"
      title={seen.people ? say.count('series.touches', seen.people) : say('series.touches_none')}
      live
    >
      {lines.filter(Boolean).join(' ')}
    </Note>
  );
}

/** Other words for this date, this and those that follow, or all: looked at first, then saved. */
export function OtherWords({ page, etag }: { page: DatePage; etag: string }) {
  const { say } = useWords();
  const now = textsOf(page);
  const [draft, setDraft] = useState(now);
  const [reach, setReach] = useState<Reach>('this');
  const [takesOwn, setTakesOwn] = useState(false);
  const [reason, setReason] = useState('');
  const looking = useWordsSeen(page.id);
  const saying = useSayingOtherwise(page.id);
  const refused = saying.latest?.state === 'refused' ? saying.latest.problem : undefined;
  const problem = isProblem(looking.error) ? looking.error : refused;
  const texts = changedTexts(now, draft);
  // Words of this date alone can be given to the others as they are.
  const told = reach === 'this' ? texts : { ...Object.fromEntries(page.own_words.map((t) => [t, now[t]])), ...texts };
  const wish = { texts: told, reach, takes_own: takesOwn && reach !== 'this', reason };
  const why = !draft.title.trim()
    ? say('desk.wrong_title')
    : !draft.meeting_place.trim()
      ? say('desk.wrong_place')
      : Object.keys(told).length
        ? undefined
        : say('changing.same');
  const anew = (change: () => void) => {
    looking.reset(); // what was seen was something else
    change();
  };
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('changing.words_title')}</Part>
      {page.own_words.length ? (
        <Note title={say('activities.own_words')}>
          {page.own_words.map((t) => `${say(labels[t])}: ${now[t] || say('changing.own_none')}`).join('. ')}
        </Note>
      ) : null}
      {TEXTS.map((t) => (
        <Field
          key={t}
          label={say(labels[t])}
          value={draft[t]}
          onChangeText={(text) => anew(() => setDraft({ ...draft, [t]: text }))}
          maxLength={longest[t]}
          wrong={fieldProblem(problem, `/${t}`)}
        />
      ))}
      {page.repeats ? (
        <View style={{ gap: 8 }}>
          <Text bold>{say('changing.reach')}</Text>
          <Choice
            label={say('changing.reach')}
            value={reach as string}
            onChange={(to) => anew(() => setReach(to as Reach))}
            options={(['this', 'following', 'all'] as const).map((r) => ({
              value: r,
              text: say(`changing.reach_${r}`),
            }))}
          />
          {reach === 'this' ? null : (
            <TickRow ticked={takesOwn} onPress={() => anew(() => setTakesOwn(!takesOwn))}>
              {say('changing.takes_own')}
            </TickRow>
          )}
        </View>
      ) : null}
      <Field label={say('series.reason')} value={reason} onChangeText={setReason} maxLength={200} lines={2} />
      {looking.isError ? <ErrorNote error={looking.error} /> : null}
      {looking.data ? (
        <>
          <Seen seen={looking.data} />
          <BigButton
            busy={saying.waits}
            onPress={() => {
              if (!saying.waits) void saying.save(wish, etag);
            }}
          >
            {say(saying.waits ? 'series.saving' : 'changing.words_save')}
          </BigButton>
        </>
      ) : (
        <Button
          grow
          onPress={() => {
            if (!why && !looking.isPending) looking.mutate(wish);
          }}
        >
          {why ?? say(looking.isPending ? 'series.looking' : 'series.look')}
        </Button>
      )}
      <OutboxLine row={saying.latest} />
    </Card>
  );
}
