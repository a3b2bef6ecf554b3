// The frame around every route: words, session, reads, direction. Routes stay one line each.
import { Redirect, Stack, usePathname } from 'expo-router';
import type { ReactNode } from 'react';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { Reads } from '@/cache';
import { Direction } from '@/design/direction';
import { SessionProvider, useSession } from '@/session';
import { WordsProvider } from '@/words';

/** What may be seen without being signed in. */
const open = ['/sign-in', '/join', '/forgot-pin'];

function Gate({ children }: { children: ReactNode }) {
  const { status } = useSession();
  const path = usePathname();
  if (status === 'starting') return null; // the page's own skeleton is still there
  if (status === 'out' && !open.includes(path)) return <Redirect href="/sign-in" />;
  return children;
}

export function App() {
  return (
    <SafeAreaProvider>
      <WordsProvider>
        <Reads>
          <SessionProvider>
            <Direction>
              <Frame />
            </Direction>
          </SessionProvider>
        </Reads>
      </WordsProvider>
    </SafeAreaProvider>
  );
}
function Frame() {
  const { status, session } = useSession();
  return (
    <>
      {/* Another member starts with fresh screens. */}
      <Stack key={session?.member.id ?? status} screenOptions={{ headerShown: false }} />
      <Gate>{null}</Gate>
    </>
  );
}
