import { View } from 'react-native';
import { CardHead, drawingOf, FitsLine, Card as Ground, Pictogram, Text, useTheme } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { standing, whyFits, whyNot } from '../say';
import type { Card, Page } from '../types';

/** Why it fits, or why not, in one line with its drawing. */
export function FitWords({ card, withBack }: { card: Card & Pick<Page, 'my_work'>; withBack?: boolean }) {
  const theme = useTheme();
  const { say } = useWords();
  if (card.fits) return <FitsLine>{whyFits(say, card, withBack)}</FitsLine>;
  return (
    <View style={{ flexDirection: 'row', gap: 8, alignItems: 'flex-start' }}>
      <Pictogram name="shifts" color={theme.ink2} unlit />
      <Text tone="quiet" style={{ flex: 1 }}>
        {card.fits === false ? whyNot(say, card) : say('activities.not_known')}
      </Text>
    </View>
  );
}

/** One date in the list: what, when, does it fit, how it stands. A press anywhere opens it. */
export function OccurrenceCard({ card, today, lit }: { card: Card; today: string; lit?: boolean }) {
  const theme = useTheme();
  const { say } = useWords();
  const off = card.state === 'cancelled';
  return (
    <Ground href={`/occurrences/${card.id}`} lit={lit} testID={lit ? 'best' : undefined}>
      <CardHead
        drawing={drawingOf(card.kind)}
        title={card.title}
        lines={momentWords(say, card.starts, card.ends, today)}
        opens
      />
      {off || card.mine ? null : <FitWords card={card} />}
      <View style={{ flexDirection: 'row', gap: 8, alignItems: 'flex-start' }}>
        <Pictogram
          name={card.mine ? 'tick' : off ? 'cross' : 'people'}
          color={card.mine ? theme.leafInk : off ? theme.clayInk : undefined}
        />
        <Text bold={Boolean(card.mine) || off} tone={card.mine ? 'yes' : off ? 'stop' : 'ink'} style={{ flex: 1 }}>
          {[
            standing(say, card),
            card.i_lead ? say('activities.you_lead') : '',
            card.is_quiet ? say('activities.quiet') : '',
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
      </View>
    </Ground>
  );
}
