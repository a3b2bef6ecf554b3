import { useState } from 'react';
import { B, Button, Card, ErrorNote, Loading, Note, Part, Screen, Text } from '@/design';
import { momentWords, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type Verdict, verdictOf } from '../draw';
import { useDraw } from '../places';

/** How places go by lot, and, once drawn, the same draw again on this phone. */
export function DrawScreen({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const read = useDraw(id);
  const [verdict, setVerdict] = useState<Verdict>();
  const draw = read.data;
  const mine = draw?.entries.findIndex((entry) => entry.code === draw.my_code) ?? -1;
  return (
    <Screen
      title={say('activities.draw_title')}
      back
      help={say('activities.draw_help')}
      lead={draw ? <Text>{draw.title}</Text> : undefined}
      seenAt={draw && read.isError ? phoneTime(new Date(read.dataUpdatedAt).toISOString()) : undefined}
    >
      {draw ? (
        <>
          <Text>
            {say(draw.drawn ? 'activities.draw_was' : 'activities.draw_at', {
              when: momentWords(say, draw.drawn ?? draw.closes, undefined, today),
            })}
          </Text>
          <Card>
            <Part>{say('activities.draw_how')}</Part>
            <Text>{say('activities.draw_how_text')}</Text>
            <Text>{say('activities.draw_hash')}</Text>
            <Text>
              <B>{draw.seed_hash}</B>
            </Text>
          </Card>
          {draw.drawn ? (
            <>
              {mine >= 0 ? <Note tone="leaf">{say('activities.draw_mine', { position: mine + 1 })}</Note> : null}
              <Button grow onPress={() => setVerdict(verdictOf(draw))}>
                {say('activities.draw_check')}
              </Button>
              {verdict ? (
                <Note tone={verdict === 'right' ? 'leaf' : 'clay'}>{say(`activities.draw_${verdict}`)}</Note>
              ) : null}
              <Card>
                <Part>{say('activities.draw_list')}</Part>
                <Text>{say('activities.draw_seed', { seed: draw.seed })}</Text>
                {draw.entries.map((entry, i) => (
                  <Text key={entry.code}>{`${i + 1}. ${entry.code}`}</Text>
                ))}
              </Card>
            </>
          ) : null}
        </>
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
