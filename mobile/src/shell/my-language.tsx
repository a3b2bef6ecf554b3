import { useEffect } from 'react';
import { outbox } from '@/outbox';
import { MY_LANGUAGE, useSession } from '@/session';
import { onLanguageChosen } from '@/words';

// At a shared tablet somebody else chooses, beside whoever is signed in to the browser: it has sign-ins of its own.
const isShared = (): boolean => typeof location !== 'undefined' && location.pathname === '/tablet';

/**
 * A language chosen by somebody who is signed in is their language: messages, letters and calendar are worded in it too, and
 * what is on the screen from the server is read again.
 */
export function MyLanguage() {
  const { status } = useSession();
  const isIn = status === 'in';
  useEffect(
    () =>
      isIn
        ? onLanguageChosen((language) => {
            if (isShared()) return;
            void outbox.write({
              subject: MY_LANGUAGE,
              method: 'PUT',
              path: '/api/v1/me/language',
              body: { language },
              touches: [['me'], ['inbox'], ['home']],
            });
          })
        : undefined,
    [isIn],
  );
  return null;
}
