// Talks with the service worker (scripts/worker.js), which decides whether a newer release is fetched or waits for a tap.
import type { Newer } from './release';

export type { Newer } from './release';

type Answer = { newer?: boolean; here?: boolean } & Partial<Newer>;

const registration = (): Promise<ServiceWorkerRegistration> | undefined =>
  typeof navigator !== 'undefined' && navigator.serviceWorker ? navigator.serviceWorker.ready : undefined;

/** The scripts that this page has loaded; those that only few phones keep are kept from now on. */
const used = () =>
  [...new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname))].filter((p) =>
    p.startsWith('/_expo/static/'),
  );

/** The newest worker that is there: one that waits has the newer release, and so may the one at work. */
async function ask(what: 'look' | 'get'): Promise<Answer> {
  const here = await registration();
  const worker = here?.waiting ?? here?.active;
  if (!worker) return {};
  return new Promise((answered) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (e) => {
      port1.close();
      answered(e.data as Answer);
    };
    worker.postMessage({ what, used: used() }, [port2]);
  });
}

/** Told when a newer release waits to be asked for, and when it no longer does. */
export function watchNewer(told: (newer: Newer | undefined) => void): () => void {
  let alive = true;
  const look = async () => {
    const { newer, version, bytes } = await ask('look');
    if (alive) told(newer && version && bytes ? { version, bytes } : undefined);
  };
  const watch = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') void look();
    });
  };
  void registration()?.then((here) => {
    if (!alive) return;
    watch(here.installing);
    here.addEventListener('updatefound', () => watch(here.installing));
    void look();
  });
  // From the phone's own network to wi-fi: then it is fetched without being asked for.
  const line = (navigator as { connection?: EventTarget }).connection;
  line?.addEventListener('change', look);
  return () => {
    alive = false;
    line?.removeEventListener('change', look);
  };
}
/** True when it is here, and opens with the next opening of the page. */
export const fetchNewer = async (): Promise<boolean> => (await ask('get')).here === true;
export const openNewer = (): void => location.reload();
/** True when the server has another release than the one that is open, whose scripts it may not have any more. */
export async function isReplaced(): Promise<boolean> {
  const mine = document.querySelector('script[src*="/entry-"]')?.getAttribute('src');
  const shell = await fetch('/', { cache: 'no-store' }).then(
    (reply) => (reply.ok ? reply.text() : ''),
    () => '',
  );
  return Boolean(mine && shell.includes('/entry-') && !shell.includes(mine));
}
