// Reads that open without network: what was seen is kept on the device, without a persister package.
import { dehydrate, hydrate, IsRestoringProvider, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { isProblem } from '@/api/problems';
import { clear, read, write } from '@/cache/store';
import { outbox, whenReceived } from '@/outbox';

const BUSTER = 'reads-2'; // raise when the shape of a reply changes
const WEEK = 7 * 864e5;
export const qc = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      // A refusal is an answer: only silence is asked again.
      retry: (tries, error) => tries < 1 && !(isProblem(error) && error.status < 500),
      retryDelay: 800,
      gcTime: WEEK,
      staleTime: 30_000,
    },
  },
});
let timer: ReturnType<typeof setTimeout> | undefined;
let signedOut = 0;
const save = () => {
  clearTimeout(timer);
  const turn = signedOut;
  timer = setTimeout(() => {
    if (turn !== signedOut) return;
    const state = dehydrate(qc, {
      shouldDehydrateMutation: () => false,
      shouldDehydrateQuery: (q) => q.state.status === 'success' && q.meta?.secret !== true,
    });
    void write(JSON.stringify({ buster: BUSTER, at: Date.now(), state })).catch(() => {});
  }, 500);
};
/** Signing out: nothing that was seen stays on the device. */
export async function forget(): Promise<void> {
  signedOut += 1;
  clearTimeout(timer);
  await qc.cancelQueries(); // a late reply must not write the last member's reads back
  qc.clear();
  await clear().catch(() => {});
}
/** When the server has a row: read again what it touches; only then may the row leave the device. */
whenReceived((row) => {
  void Promise.all(
    row.touches.map((queryKey) => qc.invalidateQueries({ queryKey: [...queryKey] }, { throwOnError: true })),
  ).then(
    () => outbox.settle(row.key),
    () => {},
  );
});

export function Reads({ children }: { children: ReactNode }) {
  const [restoring, setRestoring] = useState(true);
  useEffect(() => {
    let stop = () => {};
    let alive = true;
    void read()
      .then((raw) => {
        const saved = raw ? JSON.parse(raw) : undefined;
        if (saved?.buster !== BUSTER || Date.now() - saved.at >= WEEK) return;
        hydrate(qc, saved.state);
        // Shown at once, and asked again: the page that kept this may have been closed between a change and its read.
        return qc.invalidateQueries({ refetchType: 'none' });
      })
      .catch(() => clear())
      .finally(() => {
        if (!alive) return;
        setRestoring(false);
        stop = qc.getQueryCache().subscribe((e) => {
          if (e.type === 'updated' && e.action.type === 'success') save();
        });
      });
    return () => {
      alive = false;
      stop();
    };
  }, []);
  return (
    <QueryClientProvider client={qc}>
      <IsRestoringProvider value={restoring}>{children}</IsRestoringProvider>
    </QueryClientProvider>
  );
}
