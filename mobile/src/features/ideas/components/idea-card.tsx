import type { IdeaCard as Idea } from '@/api/shapes';
import { Button, Card, CardHead, Chain, drawingOf, Note, OutboxLine, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useInterest } from '../queries';
import { authorWords, chainSteps, dueWords, statusWords, titleWords } from '../said';
import { IdeaAdded } from './idea-added';

/** When the answer comes, or how late it is. */
export function Due({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  const words = dueWords(say, idea, today);
  if (!words) return null;
  return idea.is_late ? (
    <Note tone="clay" drawing="time">
      {words}
    </Note>
  ) : (
    <Text>{words}</Text>
  );
}

/** What the organiser said, for everyone to read. */
export function Answer({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  const { answer } = idea;
  if (!answer) return null;
  const title = `${say('ideas.answered', { date: dateWords(say, answer.date, today) })}: ${statusWords(say, answer.status)}`;
  return (
    <Note title={title}>
      <Text>{answer.text}</Text>
      {answer.is_late ? <Text tone="quiet">{say('ideas.was_late')}</Text> : null}
    </Note>
  );
}

/** Interest: outline, then leaf and a tick; pressing again takes it back. */
export function IdCome({ idea }: { idea: Idea }) {
  const { say } = useWords();
  const { come, press, latest } = useInterest(idea);
  return (
    <>
      <Button
        grow
        tone={come ? 'yes' : 'plain'}
        pressed={come}
        onPress={() => void press()}
        label={say(come ? 'ideas.youd_come_label' : 'ideas.id_come_label', { text: idea.text })}
      >
        {say(come ? 'ideas.youd_come' : 'ideas.id_come')}
      </Button>
      <OutboxLine row={latest} />
    </>
  );
}
/** What can be done with an idea where it stands now. */
export function NextPress({ idea }: { idea: Idea }) {
  const { say } = useWords();
  if (idea.status === 'in_ballot' && idea.ballot_id)
    return (
      <Button grow href={`/ballots/${idea.ballot_id}`}>
        {say('ideas.see_vote')}
      </Button>
    );
  if (['chosen', 'not_this_time'].includes(idea.status) && idea.ballot_id)
    return (
      <Button grow href={`/ballots/${idea.ballot_id}/outcome`}>
        {say('ideas.see_outcome')}
      </Button>
    );
  if (idea.status === 'planned')
    return (
      <Button grow href="/">
        {say('ideas.see_on')}
      </Button>
    );
  return ['done', 'withdrawn', 'merged'].includes(idea.status) || idea.hidden_reason ? null : <IdCome idea={idea} />;
}

export function IdeaCard({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  const { count } = useInterest(idea);
  const about = [authorWords(say, idea), say.count('ideas.would_come', count)];
  if (idea.status !== 'open' && (!idea.answer || idea.status === 'withdrawn'))
    about.push(statusWords(say, idea.status));
  if (idea.status === 'in_ballot' && idea.answer) about.push(statusWords(say, idea.status));
  return (
    <Card>
      <Card href={`/ideas/${idea.id}`} style={bare}>
        <CardHead
          drawing={drawingOf(idea.kind)}
          title={titleWords(say, idea)}
          lang={idea.language}
          lines={<Text tone="quiet">{about.join(' ')}</Text>}
          opens
        />
        {idea.status === 'withdrawn' ? null : <Chain steps={chainSteps(say, idea)} />}
      </Card>
      <IdeaAdded idea={idea} />
      {idea.hidden_reason ? <Note tone="clay">{say('ideas.hidden', { reason: idea.hidden_reason })}</Note> : null}
      <Due idea={idea} today={today} />
      <Answer idea={idea} today={today} />
      <NextPress idea={idea} />
    </Card>
  );
}
// The part of the card that opens the page, inside the card that also has a button.
const bare = { borderWidth: 0, padding: 0, boxShadow: 'none', borderRadius: 0 } as const;
