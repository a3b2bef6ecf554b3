// The frame around every route: words, session, reads, direction. Routes stay one line each.
import { Redirect, Stack } from 'expo-router';
import { Fragment, type ReactElement } from 'react';
import { Reads } from '@/cache';
import '@/features/ballots/settling';
// Read before the sign-in takes the address away: the code of an invitation that was opened.
import '@/lib/landed';
import { Direction } from '@/design/direction';
import { PhoneMessages } from '@/features/messages/phone-messages';
import { dropPast } from '@/lib/kept-until';
import { SessionProvider, useSession } from '@/session';
import { WordsProvider } from '@/words';
import { MyLanguage } from './my-language';
import { NewerRelease } from './newer-release';
import { Starting } from './starting';

// Whatever page opens first: what a phone may keep for some hours only goes at its time.
dropPast(Date.now());

/** What may be seen without being signed in, by the route's name. */
const open = ['sign-in', 'kiosk', 'tablet', 'join/index', 'join/[token]', 'join', 'forgot-pin', '+not-found'];

/**
 * A route that needs a member waits until it is known who is here, and sends everybody else to the sign-in;
 * another member starts with fresh screens. What anybody may see does not wait for the server.
 */
function Guarded({ name, children }: { name: string; children: ReactElement }) {
  const { status, session } = useSession();
  if (status === 'starting' && !open.includes(name)) return <Starting />;
  if (status === 'out' && !open.includes(name)) return <Redirect href="/sign-in" />;
  return <Fragment key={open.includes(name) ? 'open' : session?.member.id}>{children}</Fragment>;
}

export function App() {
  return (
    <WordsProvider>
      <Reads>
        <SessionProvider>
          <Direction>
            <NewerRelease />
            <PhoneMessages />
            <MyLanguage />
            <Stack
              screenOptions={{ headerShown: false }}
              screenLayout={({ route, children }) => <Guarded name={route.name}>{children}</Guarded>}
            />
          </Direction>
        </SessionProvider>
      </Reads>
    </WordsProvider>
  );
}
