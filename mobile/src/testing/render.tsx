import { QueryClientProvider } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react-native';
import type { ReactElement } from 'react';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import type { SessionOut } from '@/api/shapes';
import { qc } from '@/cache';
import { outbox } from '@/outbox';
import { wipe } from '@/outbox/store.memory';
import { SessionContext } from '@/session';
import { type Lang, WordsProvider } from '@/words';

export const ama: SessionOut = {
  member: {
    id: '0190a000-0000-7000-8000-00000000a001',
    called_name: 'Ama',
    is_confirmed: true,
    is_under_18: false,
    language: 'en',
  },
  organisation: {
    id: '0190a000-0000-7000-8000-000000000001',
    name: 'St Bride’s Hospital',
    short_name: 'St Bride’s',
    time_zone: 'Europe/London',
  },
  roles: ['member', 'confirmed'],
  resting_roles: [],
  today: '2026-11-22',
  recovery_pending: null,
};
// Reads are kept for a week, and a timer of a week keeps a test run open.
qc.setDefaultOptions({ queries: { ...qc.getDefaultOptions().queries, gcTime: Number.POSITIVE_INFINITY } });
afterEach(() => qc.clear());

const never = async (): Promise<never> => {
  throw new Error('not in this test');
};
const edges = { frame: { x: 0, y: 0, width: 360, height: 720 }, insets: { top: 0, left: 0, right: 0, bottom: 0 } };

/** Until `find` finds nothing. Said with a word: to print a node that is still there takes longer than it stays. */
export const gone = (find: () => unknown) => waitFor(() => expect(find() === null).toBe(true));

/** A screen as a signed-in member sees it, with fresh reads and an outbox that is theirs. */
export async function show(
  screen: ReactElement,
  { session = ama, lang = 'en', roles }: { session?: SessionOut; lang?: Lang; roles?: string[] } = {},
) {
  qc.clear();
  wipe();
  await outbox.open(undefined);
  await outbox.open(session.member.id);
  const all = new Set<string>(roles ?? session.roles);
  return render(
    <SafeAreaProvider initialMetrics={edges}>
      <WordsProvider lang={lang}>
        <QueryClientProvider client={qc}>
          <SessionContext.Provider
            value={{
              status: 'in',
              session,
              roles: all,
              has: (...r) => r.some((x) => all.has(x)),
              signIn: never,
              join: never,
              signInByEmail: never,
              giveCode: never,
              pickOrganisation: never,
              signOut: never,
              refresh: never,
            }}
          >
            {screen}
          </SessionContext.Provider>
        </QueryClientProvider>
      </WordsProvider>
    </SafeAreaProvider>,
  );
}
