import { View } from 'react-native';
import { Card, Text, useTheme } from '@/design';
import { useWords } from '@/words';
import { type Bar, spending, ticking } from '../spending';
import type { Outcome } from '../types';

/** One idea: its name, how much in words, and a bar that long. The words say all that the bar shows. */
function Line({ bar, title, amount }: { bar: Bar; title: string; amount: string }) {
  const theme = useTheme();
  const fill = bar.isChosen ? theme.amber : theme.card;
  return (
    <View style={{ gap: 4 }}>
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 8 }}>
        <Text bold={bar.isChosen} style={{ flexShrink: 1 }}>
          {title}
        </Text>
        <Text>{amount}</Text>
      </View>
      <View
        aria-hidden
        style={{ height: 18, borderRadius: 9, borderWidth: 2, borderColor: theme.edge, overflow: 'hidden' }}
      >
        <View
          style={{
            width: `${Math.min(100, Math.max(0, bar.part * 100))}%`,
            height: '100%',
            backgroundColor: fill,
            borderEndWidth: bar.part > 0 && bar.part < 1 ? 2 : 0,
            borderColor: theme.ink,
          }}
        />
      </View>
    </View>
  );
}

/** How the tokens of all were spent, idea by idea; without tokens, who ticked what. */
export function SpentPicture({ outcome }: { outcome: Outcome }) {
  const { say } = useWords();
  const spent = spending(outcome);
  const tokens = (bar: Bar) =>
    say(bar.isExact ? 'ballots.picture_spent' : 'ballots.picture_about', { tokens: bar.amount });
  const ticks = spent ? [] : ticking(outcome);
  if (!spent && !ticks.length) return null;
  return (
    <Card>
      <Text bold heading={2}>
        {say(spent ? 'ballots.picture' : 'ballots.picture_turns')}
      </Text>
      {spent ? (
        <>
          <Text>{say('ballots.picture_text', { total: spent.total })}</Text>
          {spent.bars.map((bar) => (
            <Line key={bar.id} bar={bar} title={bar.title || say('ballots.hidden_option')} amount={tokens(bar)} />
          ))}
          <Line bar={spent.left} title={say('ballots.picture_left')} amount={tokens(spent.left)} />
        </>
      ) : (
        ticks.map((bar) => (
          <Line key={bar.id} bar={bar} title={bar.title} amount={say.count('ballots.ticked', bar.amount)} />
        ))
      )}
    </Card>
  );
}
