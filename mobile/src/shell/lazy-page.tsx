import { type ComponentType, lazy, Suspense } from 'react';
import { isReplaced, openNewer } from '@/lib/release';
import { fetchLateWords, type LateFeature } from '@/words/late';
import { Starting } from './starting';

/** A newer release took this page's script away while the app was open: the app opens anew, at the same address. */
const orOpenAnew = async (why: unknown): Promise<never> => {
  if (!(await isReplaced())) throw why;
  openNewer();
  return new Promise(() => {});
};

/** A piece that is itself among what is shared cannot be had before that is there; any other comes at the same time. */
export const fetchPiece = async <T,>(load: () => Promise<T>): Promise<T> => {
  const { __loadShared: loadShared } = globalThis as { __loadShared?: () => Promise<unknown> }; // entry.web.js
  if (!loadShared) return load();
  await Promise.all([loadShared(), (async () => load())().catch(() => undefined)]);
  return load();
};

/** A late piece, and the late words that it says: those of which features stands beside each piece (tests/late-words.test.js). */
const withWords = async <T,>(load: () => Promise<T>, words: readonly LateFeature[]): Promise<T> =>
  (await Promise.all([fetchPiece(load), fetchLateWords(words)]))[0];

/**
 * A page whose script is not part of the first screen: the organiser's desk, a vote, the checklist.
 * The service worker fetches it beforehand, so that it opens without signal too.
 */
export function lazyPage(
  load: () => Promise<{ default: ComponentType }>,
  ...words: readonly LateFeature[]
): ComponentType {
  const Page = lazy(() => withWords(load, words).catch(orOpenAnew));
  return function LazyPage() {
    return (
      <Suspense fallback={<Starting />}>
        <Page />
      </Suspense>
    );
  };
}

/** The same for a part of a page. Where its script cannot be had (no signal, first time), the page stands without it. */
export function lazyPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  ...words: readonly LateFeature[]
): ComponentType<P> {
  const without = (): { default: ComponentType<P> } => ({ default: () => null });
  const Part = lazy(() => withWords(load, words).catch(orOpenAnew).catch(without)) as unknown as ComponentType<P>;
  return function LazyPart(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}
