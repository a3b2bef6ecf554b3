import { Button, OutboxLine } from '@/design';
import { useWords } from '@/words';
import type { PlacesList } from '../places';
import { useRunning, useTagged } from '../queries';

/** Start small, and grow: as many more places as people wait, in one tap. Whoever waits goes in first. */
export function MakeRoom({ id, list }: { id: string; list: PlacesList }) {
  const { say } = useWords();
  const running = useRunning(id);
  const etag = useTagged(id).data?.etag;
  if (list.state !== 'published' || list.draws_at || !list.waiting || !list.may_keep || !etag) return null;
  const more = Math.max(1, list.waiting - Math.max(0, list.free));
  return (
    <>
      <Button
        drawing="people"
        grow
        onPress={() => (running.waits ? undefined : void running.setPlaces(list.places + more, etag))}
      >
        {say.count('activities.make_room', more)}
      </Button>
      <OutboxLine row={running.latest} />
    </>
  );
}
