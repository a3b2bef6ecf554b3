import { useState } from 'react';
import { View } from 'react-native';
import type { IdeaCard as Idea, MergeCard } from '@/api/shapes';
import { Button, Card, CardHead, drawingOf, ErrorNote, Field, Note, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useMerge, useMerges, useOpenMerges } from '../merging';
import { authorWords, titleWords } from '../said';
import { MergeQuestion } from './merge-question';

/** The two ideas, side by side where there is room. */
function Both({ merge, here }: { merge: MergeCard; here?: string }) {
  const { say } = useWords();
  const side = (idea: Idea, word: string) => (
    <View style={{ flexGrow: 1, flexBasis: 260, gap: 4 }}>
      <Text bold>{word}</Text>
      <CardHead
        drawing={idea.kind === 'other' ? 'idea' : drawingOf(idea.kind)}
        title={titleWords(say, idea)}
        lang={idea.language}
        href={idea.id === here ? undefined : `/ideas/${idea.id}`}
        lines={<Text tone="quiet">{`${authorWords(say, idea)} ${say.count('ideas.would_come', idea.interest)}`}</Text>}
      />
    </View>
  );
  const open = merge.state === 'open';
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 16 }}>
      {side(merge.ends, say(open ? 'ideas.merge_would_end' : 'ideas.merge_first'))}
      {side(merge.goes_on, say(open ? 'ideas.merge_would_go_on' : 'ideas.merge_other'))}
    </View>
  );
}

/** A reason that everybody reads, and what is pressed with it. */
function WithReason({ presses }: { presses: readonly { word: string; press: (reason: string) => unknown }[] }) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const line = reason.trim();
  return (
    <>
      <Field
        label={say('ideas.merge_reason')}
        value={reason}
        onChangeText={setReason}
        hint={say('ideas.judge_hint')}
        wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={300}
        lines={2}
      />
      {presses.map(({ word, press }) => (
        <Button key={word} grow onPress={() => (line.length < 3 ? setTold(true) : void press(line))}>
          {word}
        </Button>
      ))}
    </>
  );
}

/** Only for those who may: without a reason by whoever had one of the two, with one by an organiser. */
function Undo({ merge, today }: { merge: MergeCard; today: string }) {
  const { say } = useWords();
  const { undo, latest, sent } = useMerge(merge.id);
  const [open, setOpen] = useState(false);
  if (!merge.undo_until) return null;
  const mine = merge.ends.author.is_me || merge.goes_on.author.is_me;
  return (
    <>
      <Text tone="quiet">{say('ideas.merge_undo_until', { date: dateWords(say, merge.undo_until, today) })}</Text>
      {sent ? null : open ? (
        <WithReason presses={[{ word: say('ideas.merge_undo'), press: undo }]} />
      ) : (
        <Button grow onPress={() => (mine ? void undo('') : setOpen(true))}>
          {say('ideas.merge_undo')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}

/** Whoever suggested it, while it waits. */
function TakeBack({ id }: { id: string }) {
  const { say } = useWords();
  const { takeBack, latest, sent } = useMerge(id);
  return (
    <>
      {sent ? null : (
        <Button grow onPress={() => void takeBack()}>
          {say('ideas.merge_take_back')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}

/** For an author who is gone, an organiser answers. */
function InPlace({ merge }: { merge: MergeCard }) {
  const { say } = useWords();
  const { answerInPlace, latest, sent } = useMerge(merge.id);
  return (
    <>
      <Text>{say('ideas.merge_gone')}</Text>
      {sent ? null : (
        <WithReason
          presses={[
            { word: say('ideas.merge_yes'), press: (reason) => answerInPlace(true, reason) },
            { word: say('ideas.merge_no'), press: (reason) => answerInPlace(false, reason) },
          ]}
        />
      )}
      <OutboxLine row={latest} />
    </>
  );
}

function Merge({ merge, today, here }: { merge: MergeCard; today: string; here?: string }) {
  const { say } = useWords();
  const { asks, state, line } = merge;
  const date = dateWords(say, merge.settled_date ?? merge.suggested_date, today);
  const both = { ends: titleWords(say, merge.ends), other: titleWords(say, merge.goes_on), date };
  const reason = state === 'undone' ? merge.undo_reason : merge.reason;
  return (
    <Card>
      <Text bold>{state === 'open' ? say('ideas.merge_title') : say(`ideas.merge_is_${state}`, both)}</Text>
      {state === 'refused' ? null : <Both merge={merge} here={here} />}
      {state === 'open' ? <Text tone="quiet">{say('ideas.merge_agreed', { count: merge.agreed, date })}</Text> : null}
      {reason ? <Note>{say('ideas.log_reason', { reason })}</Note> : null}
      {asks === 'in_place' ? <InPlace merge={merge} /> : asks ? <MergeQuestion merge={{ ...merge, asks }} /> : null}
      {state === 'open' && merge.i_agreed ? <Text>{say('ideas.merge_you_agreed')}</Text> : null}
      {state === 'open' && line && asks !== 'author' ? <Text>{say('ideas.merge_line', { text: line })}</Text> : null}
      {merge.can_be_taken_back ? <TakeBack id={merge.id} /> : null}
      <Undo merge={merge} today={today} />
    </Card>
  );
}

/** On the page of an idea: what was suggested, what the reader is asked, where it went and what it took in. */
export function MergesOfIdea({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  const list = useMerges(idea.id);
  if (!list.data && !idea.merged_into) return null;
  if (!list.data)
    return list.isError ? (
      <>
        <Button grow href={`/ideas/${idea.merged_into}`}>
          {say('ideas.merge_see')}
        </Button>
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      </>
    ) : null;
  return list.data.results.map((merge) => <Merge key={merge.id} merge={merge} today={today} here={idea.id} />);
}

/** For the desk; nothing where nothing waits. */
export function OpenMerges({ today }: { today: string }) {
  const { say } = useWords();
  const list = useOpenMerges();
  if (list.isError && !list.data) return <ErrorNote error={list.error} again={() => void list.refetch()} />;
  if (!list.data?.results.length) return null;
  return (
    <>
      <Part>{say('ideas.merge_desk_title')}</Part>
      <Text tone="quiet">{say('ideas.merge_desk_lead')}</Text>
      {list.data.results.map((merge) => (
        <Merge key={merge.id} merge={merge} today={today} />
      ))}
    </>
  );
}
