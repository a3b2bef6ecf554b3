import { type ComponentType, lazy, Suspense } from 'react';
import { Starting } from './starting';

/**
 * A page whose script is not part of the first screen: the organiser's desk, a vote, the checklist.
 * The service worker fetches it beforehand, so that it opens without signal too.
 */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ComponentType {
  const Page = lazy(load);
  return function LazyPage() {
    return (
      <Suspense fallback={<Starting />}>
        <Page />
      </Suspense>
    );
  };
}
