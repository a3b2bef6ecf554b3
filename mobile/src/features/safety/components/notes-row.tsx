import { ListCard, ListRow } from '@/design';
import { useWords } from '@/words';
import { useNotes } from '../plan-queries';

/** On the page of a date: its photo rule in words, and the way to food, children, weather and daylight. */
export default function NotesRow({ id }: { id: string }) {
  const { say } = useWords();
  const { data } = useNotes(id);
  return (
    <ListCard>
      <ListRow
        first
        drawing="checklist"
        title={say('plan.notes')}
        text={
          data
            ? [
                data.photo_rule === 'not_said' ? '' : say(`plan.photo_${data.photo_rule}`),
                data.weather_says === 'go' ? '' : say(`plan.says_${data.weather_says}`),
              ]
                .filter(Boolean)
                .join(' ') || undefined
            : undefined
        }
        href={`/occurrences/${id}/notes`}
      />
    </ListCard>
  );
}
