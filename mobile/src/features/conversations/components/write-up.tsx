import type { ConversationPage } from '@/api/shapes';
import { Button, Card, CardHead, Note, Part, Row, Text } from '@/design';
import { useWords } from '@/words';
import { useRun } from '../queries';
import { dueWords, ownerWords, type Step, saidBy } from '../said';
import { Drawings } from './drawings';

type Theme = ConversationPage['themes'][number];

function ThemeCard({ theme, id }: { theme: Theme; id: string }) {
  const { say } = useWords();
  const { makeIdea, pressed } = useRun(id);
  const { text } = theme;
  if (theme.hidden_reason)
    return (
      <Card>
        <Note tone="clay">{say('ideas.hidden', { reason: theme.hidden_reason })}</Note>
      </Card>
    );
  return (
    <Card>
      <CardHead
        drawing="say"
        title={text}
        lang={theme.language}
        lines={<Text tone="quiet">{saidBy(say, theme.tables)}</Text>}
      />
      {theme.idea_id ? (
        <Button
          grow
          drawing="idea"
          href={`/ideas/${theme.idea_id}`}
          label={say('conversations.see_idea_label', { text })}
        >
          {say('conversations.see_idea')}
        </Button>
      ) : pressed(`${theme.id}/idea`) ? (
        <Note tone="leaf">{say('conversations.idea_made')}</Note>
      ) : (
        <Button
          grow
          drawing="idea"
          onPress={() => void makeIdea(theme.id)}
          label={say('conversations.make_idea_label', { text })}
        >
          {say('conversations.make_idea')}
        </Button>
      )}
    </Card>
  );
}

function StepCard({ step: seen, conversation, today }: { step: Step; conversation: ConversationPage; today: string }) {
  const { say } = useWords();
  const { takeStep, handBack, finish, reopen, pressed } = useRun(conversation.id);
  // A press counts here before the server has it.
  const owner = pressed(`${seen.id}/owner`);
  const done = pressed(`${seen.id}/done`);
  const step: Step = {
    ...seen,
    ...(owner && { is_mine: owner === 'PUT', is_agreed: owner === 'PUT', owner_name: null }),
    ...(done && { done_date: done === 'PUT' ? today : null }),
  };
  const { text } = step;
  const isDone = step.done_date !== null;
  const mayFinish = conversation.may_run || step.is_mine;
  const due = dueWords(say, step, today);
  return (
    <Card>
      <CardHead
        drawing={isDone ? 'tick' : 'checklist'}
        title={text}
        lang={step.language}
        lines={<Text>{ownerWords(say, step)}</Text>}
      />
      {step.is_late && !isDone ? (
        <Note tone="clay" drawing="time">
          {due}
        </Note>
      ) : (
        <Text>{due}</Text>
      )}
      <Row>
        {isDone || step.is_agreed ? null : (
          <Button onPress={() => void takeStep(step.id)} label={say('conversations.i_do_label', { text })}>
            {say('conversations.i_do')}
          </Button>
        )}
        {mayFinish ? (
          <Button
            onPress={() => void (isDone ? reopen(step.id) : finish(step.id))}
            label={say(isDone ? 'conversations.not_done_label' : 'conversations.done_label', { text })}
          >
            {say(isDone ? 'conversations.not_done' : 'conversations.done')}
          </Button>
        ) : null}
        {!isDone && step.is_agreed && step.is_mine ? (
          <Button onPress={() => void handBack(step.id)} label={say('conversations.hand_back_label', { text })}>
            {say('conversations.hand_back')}
          </Button>
        ) : null}
      </Row>
    </Card>
  );
}

/** What was said, and what is done about it, for everybody to read. Nothing says who said what. */
export function WriteUp({ conversation, today }: { conversation: ConversationPage; today: string }) {
  const { say } = useWords();
  const { themes, steps, id } = conversation;
  return (
    <>
      <Drawings conversation={conversation} />
      <Part>{say('conversations.themes')}</Part>
      {themes.length ? (
        themes.map((theme) => <ThemeCard key={theme.id} theme={theme} id={id} />)
      ) : (
        <Text>{say('conversations.no_themes')}</Text>
      )}
      <Part>{say('conversations.steps')}</Part>
      {steps.length ? (
        steps.map((step) => <StepCard key={step.id} step={step} conversation={conversation} today={today} />)
      ) : (
        <Text>{say('conversations.no_steps')}</Text>
      )}
    </>
  );
}
