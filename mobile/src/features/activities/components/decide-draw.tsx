import { useState } from 'react';
import { Button, Card, DateField, Part, Text, TextLink } from '@/design';
import { addDays, momentWords } from '@/lib/when';
import { useWords } from '@/words';
import type { PlacesList, usePlacesDesk } from '../places';

/** Whether places go by lot: decided before anybody asks for one. */
export function DecideDraw({
  id,
  list,
  desk,
  today,
}: {
  id: string;
  list: PlacesList;
  desk: ReturnType<typeof usePlacesDesk>;
  today: string;
}) {
  const { say } = useWords();
  const [date, setDate] = useState(list.draws_at?.date ?? '');
  const asked = list.taken + list.held + list.waiting > 0;
  if (asked && !list.draws_at) return null;
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('activities.draw_title')}</Part>
      {list.draws_at ? (
        <>
          <Text>{say('activities.draw_at', { when: momentWords(say, list.draws_at, undefined, today) })}</Text>
          <TextLink href={`/occurrences/${id}/draw`}>{say('activities.draw_link')}</TextLink>
        </>
      ) : (
        <Text>{say('activities.draw_decide')}</Text>
      )}
      {asked ? null : (
        <>
          <DateField label={say('activities.draw_date')} value={date} onChangeText={setDate} min={addDays(today, 7)} />
          <Button grow onPress={() => (date ? void desk.drawOn(date) : undefined)}>
            {say('activities.draw_save')}
          </Button>
          {list.draws_at ? (
            <Button grow onPress={() => void desk.noDraw()}>
              {say('activities.draw_not')}
            </Button>
          ) : null}
        </>
      )}
    </Card>
  );
}
