import { useLocalSearchParams } from 'expo-router';
import { View } from 'react-native';
import { BigButton, Card, Empty, ListCard, ListRow, Note, OutboxLine, Screen, Text, Tile } from '@/design';
import { useWords } from '@/words';
import { cards, isCard } from '../cards';
import { useCard, useMySteps } from '../queries';

/** One card of two minutes, to read or to hear. It opens without signal. */
export function RoleCardScreen() {
  const { say } = useWords();
  const name = String(useLocalSearchParams<{ card: string }>().card);
  const known = useMySteps().data?.cards.includes(name) ?? false;
  const { read, isRead, latest } = useCard(name);
  if (!isCard(name))
    return (
      <Screen title={say('steps.cards')} back>
        <Empty drawing="checklist" title={say('steps.cards')} />
      </Screen>
    );
  const { drawing, title, lines } = cards[name];
  const said = lines.map((line) => say(line));
  return (
    <Screen
      title={say(title)}
      back
      listen={[say(title), ...said].join('. ')}
      foot={
        known || isRead ? (
          <Note tone="leaf">{say('steps.card_read')}</Note>
        ) : (
          <BigButton onPress={() => void read()}>{say('steps.card_done')}</BigButton>
        )
      }
    >
      <Card>
        <Tile name={drawing} large />
        {said.map((line, i) => (
          <View key={line} style={{ flexDirection: 'row', gap: 14, alignItems: 'flex-start' }}>
            <Text bold style={{ minWidth: 26 }}>{`${i + 1}.`}</Text>
            <Text style={{ flex: 1 }}>{line}</Text>
          </View>
        ))}
      </Card>
      {name === 'help_plan' ? (
        <ListCard>
          <ListRow
            first
            drawing="phone"
            title={say('steps.near_miss')}
            text={say('steps.near_miss_text')}
            href="/near-miss"
          />
          <ListRow drawing="home" title={say('steps.numbers')} text={say('steps.numbers_text')} href="/activities" />
        </ListCard>
      ) : null}
      <OutboxLine row={latest} />
    </Screen>
  );
}
