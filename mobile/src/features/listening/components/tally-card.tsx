import { useLocalSearchParams } from 'expo-router';
import { View } from 'react-native';
import type { Tally } from '@/api/shapes';
import { Button, Card, CardHead, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useDeleteTally, useTalliesOfIdea } from '../queries';
import { countWords, shownCount } from '../tags';
import { CountBar } from './bar';

/** One show of hands: when, about how many were there, and about how many hands for each. */
export function TallyCard({ tally }: { tally: Tally }) {
  const { say } = useWords();
  const { today } = useMe();
  const { deleteIt, isGoing, latest } = useDeleteTally(tally.id);
  const room = countWords(say, tally.in_the_room, 'listening.room_about', 'listening.room_fewer');
  const most = Math.max(shownCount(tally.in_the_room), 1);
  return (
    <Card>
      <CardHead
        drawing="people"
        title={tally.question}
        lang={tally.language}
        lines={
          <>
            <Text>{say('listening.tally_line', { date: dateWords(say, tally.date, today), room })}</Text>
            {tally.site_name ? <Text tone="quiet">{tally.site_name}</Text> : null}
          </>
        }
      />
      <View>
        {tally.choices.map((c) => (
          <CountBar
            key={`${c.idea_id} ${c.text}`}
            drawing={c.idea_id ? 'idea' : 'say'}
            name={c.text || say('ideas.hidden_title')}
            lang={c.text ? tally.language : undefined}
            words={countWords(say, c.hands, 'listening.hands_about', 'listening.hands_fewer')}
            share={shownCount(c.hands) / most}
          />
        ))}
      </View>
      <Text tone="quiet">{say('listening.hands_note')}</Text>
      {tally.can_be_deleted && !isGoing ? (
        <Button grow onPress={() => void deleteIt()}>
          {say('listening.tally_delete')}
        </Button>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** On the page of an idea: where hands went up for it. Says nothing while there are none. */
export function HandsOfIdea() {
  const { say } = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const rows = useTalliesOfIdea(id).data?.pages.flatMap((p) => p.results) ?? [];
  return rows.length ? (
    <>
      <Part>{say('ideas.tallies')}</Part>
      {rows.map((tally) => (
        <TallyCard key={tally.id} tally={tally} />
      ))}
    </>
  ) : null;
}
