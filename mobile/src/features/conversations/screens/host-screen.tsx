import { useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { View } from 'react-native';
import type { ConversationPage } from '@/api/shapes';
import { BigButton, Button, Card, CardHead, ErrorNote, Loading, Note, Row, Screen, Text } from '@/design';
import { keep } from '@/lib/keep';
import { useWords } from '@/words';
import { clockWords, guideOf, minutesOf } from '../guide';
import { useConversation } from '../queries';

/** Where the host is, kept on the phone: a call or a locked screen loses neither the step nor the clock. */
function usePlace(id: string, count: number) {
  const key = `aftershift-guide:${id}`;
  const [place, setPlace] = useState(() => {
    const [step = 0, ends = 0] = (keep.get(key) ?? '').split(',').map(Number);
    return { step: step >= 0 && step < count ? step : 0, ends: Number.isFinite(ends) ? ends : 0 };
  });
  return {
    ...place,
    move: (to: { step?: number; ends?: number }) => {
      const next = { ...place, ...to };
      keep.set(key, `${next.step},${next.ends}`);
      setPlace(next);
    },
  };
}

/** What is left of the time, reckoned from when it ends: it is right again after a locked screen. */
function Clock({ ends, onStop }: { ends: number; onStop: () => void }) {
  const { say } = useWords();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const isUp = now >= ends;
  return (
    <>
      <View role="timer">
        <Text size="count" bold center>
          {say('conversations.left', { clock: clockWords(ends - now) })}
        </Text>
      </View>
      <View aria-live="polite">{isUp ? <Note tone="amber">{say('conversations.time_up')}</Note> : null}</View>
      <Button grow onPress={onStop}>
        {say('conversations.stop_clock')}
      </Button>
    </>
  );
}

function Guide({ conversation }: { conversation: ConversationPage }) {
  const { say } = useWords();
  const steps = guideOf(conversation.template);
  const { step: at, ends, move } = usePlace(conversation.id, steps.length);
  const step = steps[at] ?? steps[0];
  if (!step) return null;
  const minutes = minutesOf(step, conversation.minutes);
  const isLast = at === steps.length - 1;
  const title =
    step.words === 'teller'
      ? say('conversations.teller_title', { n: step.n ?? 1 })
      : say(`conversations.${step.words}_title`);
  return (
    <>
      <Note title={say('conversations.question')}>
        <Text size="title" lang={conversation.language}>
          {conversation.question}
        </Text>
      </Note>
      <Card lit>
        <Text tone="quiet">{say('conversations.step_of', { n: at + 1, count: steps.length })}</Text>
        <CardHead drawing={minutes ? 'time' : 'checklist'} title={title} large />
        <Text>{say(`conversations.${step.words}_text`)}</Text>
        {step.words === 'agenda' || step.words === 'wall'
          ? conversation.topics.map((t) => <Text key={t.id} lang={t.language}>{`• ${t.text}`}</Text>)
          : null}
        {minutes ? <Text bold>{say('conversations.minutes_for', { minutes })}</Text> : null}
        {minutes && !ends ? (
          <Button grow drawing="time" onPress={() => move({ ends: Date.now() + minutes * 60_000 })}>
            {say('conversations.start_clock')}
          </Button>
        ) : null}
        {minutes && ends ? <Clock ends={ends} onStop={() => move({ ends: 0 })} /> : null}
      </Card>
      {minutes ? (
        <Note tone="amber" drawing="listen" title={say('conversations.quiet_title')}>
          {say('conversations.quiet')}
        </Note>
      ) : null}
      {isLast ? (
        <BigButton drawing="tick" href={`/conversations/${conversation.id}`}>
          {say('conversations.harvest_title')}
        </BigButton>
      ) : (
        <BigButton drawing="forward" onPress={() => move({ step: at + 1, ends: 0 })}>
          {say('conversations.next')}
        </BigButton>
      )}
      <Row>
        {at ? (
          <Button drawing="back" onPress={() => move({ step: at - 1, ends: 0 })}>
            {say('conversations.before')}
          </Button>
        ) : null}
      </Row>
    </>
  );
}

/** The guide on the host's phone: one step at a time, with a clock. It needs no signal once it has been opened. */
export function HostScreen() {
  const { say } = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const found = useConversation(id);
  return (
    <Screen title={say('conversations.guide_title')} back help={say('conversations.guide_help')}>
      {found.data ? (
        <Guide conversation={found.data} />
      ) : found.isError ? (
        <ErrorNote error={found.error} again={() => void found.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
