import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, ErrorNote, Loading, Note, OutboxLine, Part, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import { type Answers, useAnswers } from '../queries';

type Read = Answers & { is_mountain_day: boolean };

const asked = ['is_long', 'makes_food', 'has_children', 'is_wild', 'is_new', 'takes_photos'] as const;
const tiers = ['T0', 'T1', 'T2', 'T3'] as const;

function Form({ read, keep }: { read: Read; keep: (a: Answers) => void }) {
  const { say } = useWords();
  const [answers, setAnswers] = useState<Answers>({
    is_long: read.is_long,
    makes_food: read.makes_food,
    has_children: read.has_children,
    is_wild: read.is_wild,
    // What the server makes of it stands in the tick, so that it is seen and can be taken back.
    is_hilly: read.is_wild ? (read.is_hilly ?? read.is_mountain_day) : null,
    is_new: read.is_new,
    takes_photos: read.takes_photos,
  });
  const press = (q: (typeof asked)[number]) =>
    setAnswers({ ...answers, [q]: !answers[q], ...(q === 'is_wild' && { is_hilly: answers.is_wild ? null : false }) });
  return (
    <>
      {asked.map((q, i) => (
        <View key={q}>
          <TickRow first={i === 0} ticked={answers[q]} onPress={() => press(q)}>
            {say(`safety.q_${q}`)}
          </TickRow>
          {q === 'is_wild' && answers.is_wild ? (
            <View style={{ marginStart: 24 }}>
              <TickRow
                ticked={answers.is_hilly === true}
                detail={say('safety.hilly_text')}
                onPress={() => setAnswers({ ...answers, is_hilly: answers.is_hilly !== true })}
              >
                {say('safety.q_is_hilly')}
              </TickRow>
            </View>
          ) : null}
        </View>
      ))}
      <Button onPress={() => keep(answers)}>{say('safety.questions_keep')}</Button>
    </>
  );
}
/** Five plain questions about the plan; what they say decides who has to agree. */
export function Questions({ activityId }: { activityId: string }) {
  const { say } = useWords();
  const { read, latest, keep } = useAnswers(activityId);
  const tier = tiers.find((t) => t === read.data?.tier);
  return (
    <Card style={{ gap: 8 }}>
      <Part>{say('safety.questions')}</Part>
      <Text tone="quiet">{say('safety.questions_text')}</Text>
      {read.data ? (
        <Form key={JSON.stringify(read.data)} read={read.data} keep={(a) => void keep(a)} />
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
      {tier && read.data?.is_answered ? <Note>{say(`safety.tier_${tier}`)}</Note> : null}
      <OutboxLine row={latest} />
    </Card>
  );
}
