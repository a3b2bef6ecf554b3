import { type ComponentType, lazy, Suspense } from 'react';
import { isReplaced, openNewer } from '@/lib/release';
import { Starting } from './starting';

/** A newer release took this page's script away while the app was open: the app opens anew, at the same address. */
const orOpenAnew = async (why: unknown): Promise<never> => {
  if (!(await isReplaced())) throw why;
  openNewer();
  return new Promise(() => {});
};

/**
 * A page whose script is not part of the first screen: the organiser's desk, a vote, the checklist.
 * The service worker fetches it beforehand, so that it opens without signal too.
 */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ComponentType {
  const Page = lazy(() => load().catch(orOpenAnew));
  return function LazyPage() {
    return (
      <Suspense fallback={<Starting />}>
        <Page />
      </Suspense>
    );
  };
}

/** A part of a page that few people see. Nothing stands in its place until it is here. */
export function lazyPart<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  const Part = lazy(() => load().catch(orOpenAnew)) as unknown as ComponentType<P>;
  return function LazyPart(props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}
