import { useState } from 'react';
import { Button, Card, OutboxLine, Part, Stepper, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import type { PlacesList } from '../places';
import { useRunning, useTagged } from '../queries';

const LATEST = 48;

/** How long before the start the waiting list ends. */
export function CutOff({ id, list, today }: { id: string; list: PlacesList; today: string }) {
  const { say } = useWords();
  const running = useRunning(id);
  const etag = useTagged(id).data?.etag;
  const [hours, setHours] = useState(list.cut_off_hours);
  if (!list.may_keep || !etag || !(list.state === 'published' || list.state === 'planned')) return null;
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('activities.cut_off')}</Part>
      <Text>{say('activities.cut_off_at', { when: momentWords(say, list.cut_off, undefined, today) })}</Text>
      <Stepper label={say('activities.cut_off')} value={hours} min={0} max={LATEST} onChange={setHours} />
      <Text tone="quiet">{say('activities.cut_off_help')}</Text>
      {hours === list.cut_off_hours ? null : (
        <Button
          grow
          onPress={() =>
            running.waits ? undefined : void running.setPlaces(list.places, etag, { cut_off_hours: hours })
          }
        >
          {say('activities.cut_off_save', { count: hours })}
        </Button>
      )}
      <OutboxLine row={running.latest} />
    </Card>
  );
}
