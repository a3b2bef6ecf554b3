import { View } from 'react-native';
import { Button, Note, OutboxLine, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { useFineForMe } from '../queries';
import { restWords } from '../say';
import type { Page } from '../types';

/** What my own rest says to this date, and my word against it. Leading after nights has no such word. */
export function OwnRest({ page, today }: { page: Page; today: string }) {
  const { say } = useWords();
  const { latest, pressed, say: sayFine, takeBack } = useFineForMe(page.id);
  const fine = pressed ? pressed === 'said' : page.fine_for_me;
  const speaks = page.fits === false || page.rest.length > 0;
  return (
    <>
      {page.rest.length > 0 && !fine ? (
        <Note tone="amber" drawing="shifts">
          {[...restWords(say, page, today), say('activities.rest_still')].join(' ')}
        </Note>
      ) : null}
      {page.lead_rested ? (
        <Note tone="clay" drawing="shifts">
          {say('activities.lead_rested', { when: momentWords(say, page.lead_rested, undefined, today) })}
        </Note>
      ) : null}
      {fine || speaks ? (
        <View style={{ gap: 8 }}>
          {fine && page.why !== 'fine' ? <Text>{say('activities.fine_said')}</Text> : null}
          {fine ? (
            <Button onPress={() => void takeBack()}>{say('activities.fine_back')}</Button>
          ) : (
            <Button onPress={() => void sayFine()}>{say('activities.say_fine')}</Button>
          )}
          <Text tone="quiet">{say('activities.fine_help')}</Text>
          <OutboxLine row={latest} />
        </View>
      ) : null}
    </>
  );
}
