import { ListCard, ListRow, Part } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useOccurrences } from '../queries';
import { standing } from '../say';
import { otherDates } from '../stage';
import type { Card } from '../types';

/** The same activity on other dates: those that fit and have room first. Nothing when there are none. */
export function OtherDates({ card, today }: { card: Card; today: string }) {
  const { say } = useWords();
  const { cards } = useOccurrences();
  const others = cards ? otherDates(card, cards) : [];
  if (!others.length) return null;
  const allHaveRoom = others.every((o) => o.free > 0);
  return (
    <>
      <Part>{say(allHaveRoom ? 'activities.same_with_places' : 'activities.same_other_dates')}</Part>
      <ListCard>
        {others.map((o, i) => (
          <ListRow
            key={o.id}
            first={i === 0}
            drawing={o.fits && o.free > 0 ? 'fits' : 'time'}
            title={dateWords(say, o.starts.date, today)}
            text={[
              say('activities.same_row', { time: o.starts.time, places: standing(say, o) }),
              o.fits ? say('activities.fits_short') : o.fits === false ? say('activities.not_short') : '',
            ]
              .filter(Boolean)
              .join(' ')}
            href={`/occurrences/${o.id}`}
          />
        ))}
      </ListCard>
    </>
  );
}
