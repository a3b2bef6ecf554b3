import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import type { ConversationPage } from '@/api/shapes';
import { BigButton, Button, Card, CardHead, ErrorNote, Fact, Loading, OutboxLine, Screen, Sheet, Text } from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { Notes } from '../components/notes';
import { PlanForm } from '../components/plan-form';
import { PrintLink } from '../components/print-link';
import { Topics } from '../components/topics';
import { WriteUp } from '../components/write-up';
import { useConversation, useRun } from '../queries';
import { stateWords, templateWords, whenWords } from '../said';

/** For its holder and organisers, until it was held. */
function Running({ conversation, today }: { conversation: ConversationPage; today: string }) {
  const { say } = useWords();
  const { change, markHeld, callOff } = useRun(conversation.id);
  const [changes, setChanges] = useState(false);
  const [asks, setAsks] = useState(false);
  return (
    <>
      <BigButton drawing="time" href={`/conversations/${conversation.id}/host`}>
        {say('conversations.guide')}
      </BigButton>
      <PrintLink id={conversation.id} />
      {conversation.held_date <= today ? (
        <Button grow drawing="tick" onPress={() => void markHeld()}>
          {say('conversations.was_held')}
        </Button>
      ) : null}
      {changes ? (
        <PlanForm was={conversation} today={today} onSave={(plan) => void change(plan).then(() => setChanges(false))} />
      ) : (
        <Button grow onPress={() => setChanges(true)}>
          {say('conversations.change')}
        </Button>
      )}
      <Button grow tone="stop" onPress={() => setAsks(true)}>
        {say('conversations.call_off')}
      </Button>
      <Sheet open={asks} onClose={() => setAsks(false)} title={say('conversations.call_off_title')}>
        <Text>{say('conversations.call_off_text')}</Text>
        <Button
          grow
          tone="stop"
          onPress={() => {
            setAsks(false);
            void callOff();
          }}
        >
          {say('conversations.call_off')}
        </Button>
      </Sheet>
    </>
  );
}

function Shown({ seen, seenAt }: { seen: ConversationPage; seenAt?: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const { latest, saysHeld, waiting } = useRun(seen.id);
  // "It was held" counts here before the server has it: what was said can be written down at once, without signal.
  const conversation: ConversationPage = saysHeld && seen.state === 'planned' ? { ...seen, state: 'held' } : seen;
  const { state, may_run } = conversation;
  return (
    <Screen title={say('conversations.one')} back help={say('conversations.help')} seenAt={seenAt}>
      <Card lit>
        <CardHead
          drawing="say"
          title={conversation.question}
          large
          lang={conversation.language}
          lines={
            <>
              <Text bold>{whenWords(say, conversation, today)}</Text>
              {conversation.holder_name ? (
                <Text tone="quiet">{say('conversations.held_by', { name: conversation.holder_name })}</Text>
              ) : null}
            </>
          }
        />
        <Fact drawing="place">{[conversation.place, conversation.site_name].filter(Boolean).join(', ')}</Fact>
        <Fact drawing="people">
          {`${templateWords(say, conversation.template)}. ${say(`conversations.${conversation.template}_about`)}`}
        </Fact>
        <Text>{stateWords(say, conversation, may_run, today)}</Text>
      </Card>
      <OutboxLine row={latest} />
      {state === 'written_up' ? <WriteUp conversation={conversation} today={today} /> : null}
      {may_run && state === 'planned' ? <Running conversation={conversation} today={today} /> : null}
      {conversation.template === 'open_agenda' || waiting.topics.length ? <Topics conversation={conversation} /> : null}
      {may_run && state === 'held' ? <Notes conversation={conversation} today={today} /> : null}
    </Screen>
  );
}

/** One conversation: what is asked, when and where; later what was said and what is done about it. */
export function ConversationScreen() {
  const { say } = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const found = useConversation(id);
  if (found.data)
    return (
      <Shown
        seen={found.data}
        seenAt={found.isError ? phoneTime(new Date(found.dataUpdatedAt).toISOString()) : undefined}
      />
    );
  return (
    <Screen title={say('conversations.one')} back help={say('conversations.help')}>
      {found.isError ? <ErrorNote error={found.error} again={() => void found.refetch()} /> : <Loading />}
    </Screen>
  );
}
