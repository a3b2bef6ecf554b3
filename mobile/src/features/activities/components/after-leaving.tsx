import { Button, Note } from '@/design';
import { useWords } from '@/words';
import type { useMyPlace } from '../queries';
import type { Page } from '../types';

/** For some minutes after a tap gave something back: the same tap the other way. The server looks at the time again. */
export function AfterLeaving({ page, place }: { page: Page; place: ReturnType<typeof useMyPlace> }) {
  const { say } = useWords();
  const until = page.my_last?.undo_until;
  if (!until || new Date(until.at).getTime() < Date.now()) return null;
  return (
    <Button grow onPress={() => void place.undo()}>
      {say('activities.undo')}
    </Button>
  );
}

/** Somebody who runs it took me off, and said why. */
export function TakenOff({ page }: { page: Page }) {
  const { say } = useWords();
  return (
    <>
      <Note tone="clay" title={say('activities.taken_off')}>
        {say('activities.taken_off_why', { reason: page.my_last?.reason ?? '' })}
      </Note>
      <Button href="/activities" grow>
        {say('activities.see_on')}
      </Button>
    </>
  );
}
