import { useState } from 'react';
import { Button, Fact, Note, OutboxLine, Text } from '@/design';
import { lazyPart } from '@/shell/lazy-page';
import { useWords } from '@/words';
import { loadDriverTicks } from '../later';
import { useDriving } from '../queries';
import type { Page } from '../types';

const DriverTicks = lazyPart(loadDriverTicks);
/** How people get there; with lifts how many drive, never who, and "I can drive" for whoever has a place. */
export function GettingThere({ page }: { page: Page }) {
  const { say } = useWords();
  const { latest, pressed, say: drive, takeBack } = useDriving(page.id);
  const [asks, setAsks] = useState(false);
  if (page.travel === 'not_said') return null;
  const driving = pressed ? pressed === 'said' : page.i_drive;
  return (
    <Fact drawing={page.travel === 'on_foot' ? 'walk' : 'trip'}>
      <Text>{say(`activities.travel_${page.travel}`)}</Text>
      {page.drive_minutes ? <Text>{say('activities.drive_long', { count: page.drive_minutes })}</Text> : null}
      {page.drivers ? (
        <Text bold={page.drivers.found < page.drivers.needed}>
          {say.count('activities.drivers', page.drivers.needed, { found: page.drivers.found })}
        </Text>
      ) : null}
      {page.night_before ? <Note tone="clay">{say('activities.no_driving')}</Note> : null}
      {driving ? <Text>{say('activities.you_drive')}</Text> : null}
      {driving ? (
        <Button onPress={() => void takeBack()}>{say('activities.not_drive')}</Button>
      ) : page.may.drive ? (
        <>
          <Button pressed={asks} onPress={() => setAsks(!asks)}>
            {say('activities.can_drive')}
          </Button>
          {asks ? (
            <DriverTicks
              onDone={(ticks) => {
                setAsks(false);
                void drive(ticks);
              }}
            />
          ) : null}
        </>
      ) : null}
      <OutboxLine row={latest} />
    </Fact>
  );
}
