// Firebase's library for browsers. A piece of its own, fetched when a member wants to be told here and at no other time.
import { getApps, initializeApp } from '@firebase/app';
// Messaging counts on this having made itself known. Our scripts run a module when something of it is used first (metro.config.js),
// and nothing of this is before that: without the line registering fails with "installations-internal is not available".
import '@firebase/installations';
import { deleteToken, getMessaging, getToken, type Messaging } from '@firebase/messaging';

export interface BrowserConfig {
  project_id: string;
  app_id: string;
  sender_id: string;
  api_key: string;
  vapid_key: string;
}

const messagingOf = (config: BrowserConfig): Messaging =>
  getMessaging(
    getApps().find((app) => app.options.appId === config.app_id) ??
      initializeApp(
        {
          projectId: config.project_id,
          appId: config.app_id,
          messagingSenderId: config.sender_id,
          apiKey: config.api_key,
        },
        config.app_id,
      ),
  );

/** The token by which this browser is pushed to; our own service worker shows what comes. Renewed by the library when it is old. */
export const register = (config: BrowserConfig, worker: ServiceWorkerRegistration): Promise<string> =>
  getToken(messagingOf(config), { vapidKey: config.vapid_key, serviceWorkerRegistration: worker });

/** Firebase forgets this browser too. */
export async function unregister(config: BrowserConfig, worker: ServiceWorkerRegistration): Promise<void> {
  const messaging = messagingOf(config);
  // Without this it would look for a service worker of Firebase's own; `deleteToken` takes none. The name is not public.
  (messaging as Messaging & { swRegistration?: ServiceWorkerRegistration }).swRegistration = worker;
  await deleteToken(messaging);
}
