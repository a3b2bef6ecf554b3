import { useEffect } from 'react';
import { qc } from '@/cache';
import { go } from '@/design';
import { holder, listen } from '@/lib/letters.web';
import { useSession } from '@/session';
import { stopHere, tellAgain } from './browser-letters.web';

const fails = () => {}; // a browser that is not told is no reason to stop the app

/**
 * Runs with the app in a browser: says again where it can be pushed to, opens what is tapped, and takes letters for nobody but
 * the one who wanted them. A browser keeps no reminders.
 */
export function PhoneMessages() {
  const { status, session } = useSession();
  const member = status === 'in' ? session?.member.id : undefined;
  const organisation = session?.organisation.id;

  useEffect(() => {
    const held = holder();
    if (status === 'starting' || !held) return;
    if (member && organisation && held.member === member) void tellAgain({ member, organisation }).catch(fails);
    else void stopHere().catch(fails);
  }, [status, member, organisation]);

  useEffect(
    () =>
      listen({
        opens: go,
        came: () => {
          for (const queryKey of [['inbox'], ['home']]) void qc.invalidateQueries({ queryKey });
        },
        renew: () => {
          if (member && organisation && holder()) void tellAgain({ member, organisation }).catch(fails);
        },
      }),
    [member, organisation],
  );
  return null;
}
