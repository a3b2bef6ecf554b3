import { useLocalSearchParams } from 'expo-router';
import type { ReactNode } from 'react';
import type { IdeaCard as Idea } from '@/api/shapes';
import {
  BigButton,
  Card,
  CardHead,
  Chain,
  drawingOf,
  ErrorNote,
  Loading,
  Note,
  OutboxLine,
  Screen,
  Text,
  TextLink,
} from '@/design';
import { dateWords, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { HiddenNote, ObjectToHiding, ReportIdea } from '../components/hidden';
import { IdeaAdded } from '../components/idea-added';
import { Answer, Due, IdCome, NextPress } from '../components/idea-card';
import { MergesOfIdea, SuggestMerge } from '../components/merge-lazy';
import { EarlierTexts, MyIdea } from '../components/my-idea';
import { RaiseRule } from '../components/rule-in-our-way';
import { SuitingTimes } from '../components/suiting-times';
import { useIdea, useInterest } from '../queries';
import { authorWords, chainSteps, nextWords, statusWords, titleWords } from '../said';

const past = ['in_ballot', 'chosen', 'not_this_time', 'planned', 'done', 'withdrawn', 'merged'];
const gone = ['withdrawn', 'merged'];
function Shown({ idea, seenAt, below }: { idea: Idea; seenAt?: string; below?: (idea: Idea) => ReactNode }) {
  const { say } = useWords();
  const { today } = useMe();
  const { count, come, press, latest } = useInterest(idea);
  const isPast = past.includes(idea.status);
  return (
    <Screen
      title={say('ideas.idea')}
      back
      help={say('ideas.help')}
      seenAt={seenAt}
      foot={
        isPast || come || idea.hidden_reason ? undefined : (
          <>
            <BigButton onPress={() => void press()}>{say('ideas.id_come')}</BigButton>
            <OutboxLine row={latest} />
          </>
        )
      }
    >
      <Card lit>
        <CardHead
          drawing={idea.kind === 'other' ? 'idea' : drawingOf(idea.kind)}
          title={titleWords(say, idea)}
          large
          lang={idea.language}
          lines={
            <>
              <Text tone="quiet">{authorWords(say, idea)}</Text>
              <Text tone="quiet">{say('ideas.put_up_on', { date: dateWords(say, idea.proposed_date, today) })}</Text>
              <Text bold>{say.count('ideas.would_come', count)}</Text>
            </>
          }
        />
        <IdeaAdded idea={idea} />
        {gone.includes(idea.status) ? null : <Chain steps={chainSteps(say, idea)} />}
        <Text>{`${statusWords(say, idea.status)} ${nextWords(say, idea.status)}`}</Text>
        {idea.withdrawn_date ? (
          <Note>{say('ideas.withdrawn_on', { date: dateWords(say, idea.withdrawn_date, today) })}</Note>
        ) : null}
        <HiddenNote idea={idea} today={today} />
        <Due idea={idea} today={today} />
        <Answer idea={idea} today={today} />
        {isPast ? <NextPress idea={idea} /> : come ? <IdCome idea={idea} /> : null}
        {idea.conversation_id ? (
          <TextLink href={`/conversations/${idea.conversation_id}`}>{say('ideas.see_conversation')}</TextLink>
        ) : null}
        <EarlierTexts idea={idea} today={today} />
      </Card>
      {below?.(idea)}
      <MergesOfIdea idea={idea} today={today} />
      <MyIdea idea={idea} today={today} />
      {(come || idea.author.is_me) && !isPast && !idea.hidden_reason ? <SuitingTimes ideaId={idea.id} /> : null}
      {idea.hidden_reason ? <ObjectToHiding idea={idea} /> : null}
      <SuggestMerge idea={idea} />
      {idea.hidden_reason || idea.author.is_me ? null : <ReportIdea idea={idea} />}
      {gone.includes(idea.status) || idea.hidden_reason ? null : <RaiseRule ideaId={idea.id} />}
    </Screen>
  );
}

/** One idea: whose it is as they chose, who would come, and what was answered. `below` is what the route puts under it. */
export function IdeaScreen({ below }: { below?: (idea: Idea) => ReactNode }) {
  const { say } = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const idea = useIdea(id);
  if (idea.data)
    return (
      <Shown
        idea={idea.data}
        below={below}
        seenAt={idea.isError ? phoneTime(new Date(idea.dataUpdatedAt).toISOString()) : undefined}
      />
    );
  return (
    <Screen title={say('ideas.idea')} back help={say('ideas.help')}>
      {idea.isError ? <ErrorNote error={idea.error} again={() => void idea.refetch()} /> : <Loading />}
    </Screen>
  );
}
