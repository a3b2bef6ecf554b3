import { useState } from 'react';
import { BigButton, Card, Field, OutboxLine, Part, Row, Stepper, Text, TickRow } from '@/design';
import { type Say, useWords } from '@/words';
import type { OnList, PlacesList } from '../places';
import { useRunning, useTagged } from '../queries';
import { guestsOf } from '../stage';

const peopleOf = (row: OnList): number => guestsOf(row.party) + 1;

/** How many they are, where more than one, and that they have not said yes. */
const detailOf = (say: Say, row: OnList): string | undefined =>
  [
    row.status === 'offered' && say('activities.list_offered'),
    guestsOf(row.party) > 0 && say.count('activities.fewer_people', peopleOf(row)),
  ]
    .filter(Boolean)
    .join(' · ') || undefined;

/** Fewer places than people: whoever runs it says who waits, and why. Nobody is chosen by the app. */
export function FewerPlaces({ id, list }: { id: string; list: PlacesList }) {
  const { say } = useWords();
  const running = useRunning(id);
  const etag = useTagged(id).data?.etag;
  const [places, setPlaces] = useState(list.places);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const counted = list.sign_ups.filter((row) => row.status === 'placed' || row.status === 'offered');
  const going = counted.filter((row) => chosen.includes(row.id));
  const over = list.taken + list.held - places;
  const still = over - going.reduce((sum, row) => sum + peopleOf(row), 0);
  if (!list.may_keep || !etag || !(list.state === 'published' || list.state === 'planned')) return null;
  const why =
    still > 0
      ? say.count('activities.fewer_still', still)
      : going.length && !reason.trim()
        ? say('activities.take_off_needs_why')
        : undefined;
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('activities.fewer_title')}</Part>
      <Row gap={16}>
        <Text>{say('activities.fewer_places')}</Text>
        <Stepper label={say('activities.fewer_places')} value={places} min={1} max={500} onChange={setPlaces} />
      </Row>
      {over > 0 ? (
        <>
          <Text>{say('activities.fewer_choose')}</Text>
          {counted.map((row) => (
            <TickRow
              key={row.id}
              ticked={chosen.includes(row.id)}
              detail={detailOf(say, row)}
              onPress={() =>
                setChosen(chosen.includes(row.id) ? chosen.filter((c) => c !== row.id) : [...chosen, row.id])
              }
            >
              {row.name || say('activities.list_no_name')}
            </TickRow>
          ))}
          <Field
            label={say('activities.take_off_why')}
            value={reason}
            onChangeText={setReason}
            maxLength={200}
            lines={2}
          />
        </>
      ) : null}
      {places === list.places ? null : (
        <BigButton
          why={why}
          onPress={() => {
            if (why || running.waits) return;
            void running.setPlaces(
              places,
              etag,
              over > 0 ? { to_queue: going.map((row) => row.id), reason } : undefined,
            );
          }}
        >
          {say.count('activities.fewer_save', places)}
        </BigButton>
      )}
      <OutboxLine row={running.latest} />
    </Card>
  );
}
