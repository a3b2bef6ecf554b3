// What this browser is pushed: whose it is, and what its service worker says (scripts/worker.js). Small: the first script has it.

import { keep } from '@/lib/keep';
import type { BrowserConfig } from './firebase.web';

/** For whom letters are taken here. The service worker shows none for anybody else, and none when nobody is named. */
export interface Holder {
  member: string;
  organisation: string;
  config: BrowserConfig;
}
const HOLDER = 'aftershift-letters';
/** Where the service worker looks: it cannot read what a page keeps otherwise. */
const CACHE = 'letters';
const ENTRY = '/letters-holder';

export const holder = (): Holder | undefined => {
  try {
    const kept = keep.get(HOLDER);
    return kept ? (JSON.parse(kept) as Holder) : undefined;
  } catch {
    return undefined;
  }
};
export async function hold(mine: Holder): Promise<void> {
  keep.set(HOLDER, JSON.stringify(mine));
  const cache = await caches.open(CACHE);
  await cache.put(ENTRY, new Response(JSON.stringify({ organisation: mine.organisation })));
}

export type Can = 'yes' | 'no' | 'from-home-screen';
/** An iPhone pushes only to what was put on its Home screen. */
export function canBeTold(): Can {
  if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'yes';
  const isApples =
    /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  const isOpenedFromHome = window.matchMedia('(display-mode: standalone)').matches;
  return isApples && !isOpenedFromHome ? 'from-home-screen' : 'no';
}
export type Allowed = 'yes' | 'no' | 'ask';
const ALLOWED = { granted: 'yes', denied: 'no', default: 'ask' } as const;
export const allowed = (): Allowed => ALLOWED[Notification.permission];
/** Straight from a tap: a browser asks for nothing else. */
export const askToShow = async (): Promise<Allowed> => ALLOWED[await Notification.requestPermission()];

export async function worker(): Promise<ServiceWorkerRegistration> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new TypeError('no service worker')), 10_000);
  });
  return Promise.race([navigator.serviceWorker.ready, late]);
}

/** Nothing comes here any more, with or without signal, and nothing that came stays on the screen. Returns who held it. */
export async function letGo(): Promise<Holder | undefined> {
  const was = holder();
  keep.drop(HOLDER);
  await caches.delete(CACHE);
  const here = await navigator.serviceWorker.getRegistration();
  for (const shown of (await here?.getNotifications()) ?? []) shown.close();
  await (await here?.pushManager.getSubscription())?.unsubscribe();
  return was;
}

/** opens: a letter was tapped, and this page is the one that is open. came: one was shown. renew: the browser changed its address. */
export interface Heard {
  opens: (path: string) => void;
  came: () => void;
  renew: () => void;
}
export function listen(heard: Heard): () => void {
  const told = ({ data }: MessageEvent<{ letter?: keyof Heard; path?: string }>) => {
    if (data?.letter === 'opens' && data.path) heard.opens(data.path);
    else if (data?.letter === 'came' || data?.letter === 'renew') heard[data.letter]();
  };
  navigator.serviceWorker?.addEventListener('message', told);
  return () => navigator.serviceWorker?.removeEventListener('message', told);
}
