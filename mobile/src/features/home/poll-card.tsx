import { useState } from 'react';
import { View } from 'react-native';
import type { HomePoll } from '@/api/shapes';
import { Button, Card, CardHead, OutboxLine, Text, TickRow } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { usePollAnswer } from './queries';

/** Which times suit me: ticked already from my own shifts, confirmed with one tap. */
export function PollCard({ poll, today }: { poll: HomePoll; today: string }) {
  const { say } = useWords();
  const { answer, latest, said } = usePollAnswer(poll.id);
  const [ticks, setTicks] = useState(() => poll.times.filter((t) => t.ticked).map((t) => t.id));
  const flip = (id: string) => setTicks(ticks.includes(id) ? ticks.filter((t) => t !== id) : [...ticks, id]);
  const known = poll.times.some((t) => t.fits !== null);
  const detail = (fits: boolean | null) => (fits === null ? undefined : say(fits ? 'home.poll_fits' : 'home.poll_not'));
  return (
    <Card testID="poll">
      <CardHead
        drawing="time"
        title={say('home.poll', { what: poll.what })}
        lines={<Text>{say(known ? 'home.poll_text' : 'home.poll_text_unknown')}</Text>}
      />
      <View>
        {poll.times.map((t, i) => (
          <TickRow
            key={t.id}
            first={i === 0}
            ticked={ticks.includes(t.id)}
            disabled={said}
            onPress={() => flip(t.id)}
            detail={detail(t.fits)}
          >
            {momentWords(say, t.starts, t.ends, today)}
          </TickRow>
        ))}
      </View>
      {said ? null : (
        <Button tone="yes" grow onPress={() => void answer(ticks)}>
          {say(ticks.length ? 'home.poll_yes' : 'home.poll_none')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
