// The frame around every route: words, session, reads, direction. Routes stay one line each.
import { Redirect, Stack } from 'expo-router';
import { Fragment, type ReactElement } from 'react';
import { View } from 'react-native';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { Reads } from '@/cache';
import { Loading, pageWidth, useTheme } from '@/design';
import { Direction } from '@/design/direction';
import { SessionProvider, useSession } from '@/session';
import { WordsProvider } from '@/words';

/** What may be seen without being signed in, by the route's name. */
const open = ['sign-in', 'join/index', 'join/[token]', 'join', 'forgot-pin', '+not-found'];

/** Looks like the page's own skeleton, so that nothing jumps when the app takes over. */
function Starting() {
  const theme = useTheme();
  return (
    <View style={{ flex: 1, backgroundColor: theme.paper }}>
      <View
        role="main"
        style={{ width: '100%', maxWidth: pageWidth, alignSelf: 'center', paddingHorizontal: 16, paddingTop: 72 }}
      >
        <Loading />
      </View>
    </View>
  );
}
/** A route that needs a member sends everybody else to the sign-in; another member starts with fresh screens. */
function Guarded({ name, children }: { name: string; children: ReactElement }) {
  const { status, session } = useSession();
  if (status === 'starting') return <Starting />;
  if (status === 'out' && !open.includes(name)) return <Redirect href="/sign-in" />;
  return <Fragment key={open.includes(name) ? 'open' : session?.member.id}>{children}</Fragment>;
}

export function App() {
  return (
    <SafeAreaProvider>
      <WordsProvider>
        <Reads>
          <SessionProvider>
            <Direction>
              <Stack
                screenOptions={{ headerShown: false }}
                screenLayout={({ route, children }) => <Guarded name={route.name}>{children}</Guarded>}
              />
            </Direction>
          </SessionProvider>
        </Reads>
      </WordsProvider>
    </SafeAreaProvider>
  );
}
