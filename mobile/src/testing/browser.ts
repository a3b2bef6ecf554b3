// A browser in memory: what a page has of notifications, push and caches, and Firebase's library as far as it is used.
interface Subscription {
  unsubscribe: () => Promise<boolean>;
}
type Told = { data: unknown };
export const browser = {
  permission: 'default' as NotificationPermission,
  answer: 'granted' as NotificationPermission,
  subscription: undefined as Subscription | undefined,
  shown: [] as { close: () => void }[],
  kept: new Map<string, string>(),
  heard: new Set<(event: Told) => void>(),
  /** What Firebase was asked, in order. */
  firebase: [] as unknown[][],
  token: 'dR3x:APA91b-browser',
  reachesFirebase: true,
  say(data: unknown) {
    for (const then of this.heard) then({ data });
  },
  reset() {
    this.heard.clear();
    this.kept.clear();
    Object.assign(this, {
      permission: 'default',
      answer: 'granted',
      subscription: undefined,
      shown: [],
      firebase: [],
      token: 'dR3x:APA91b-browser',
      reachesFirebase: true,
    });
  },
};
const registration = {
  getNotifications: async () => [...browser.shown],
  pushManager: { getSubscription: async () => browser.subscription },
};
const serviceWorker = {
  ready: Promise.resolve(registration),
  getRegistration: async () => registration,
  addEventListener: (_: string, then: (event: Told) => void) => void browser.heard.add(then),
  removeEventListener: (_: string, then: (event: Told) => void) => void browser.heard.delete(then),
};
const caches = {
  open: async (name: string) => ({
    put: async (path: string, reply: Response) => void browser.kept.set(name + path, await reply.text()),
  }),
  delete: async (name: string) => {
    for (const key of browser.kept.keys()) if (key.startsWith(name)) browser.kept.delete(key);
  },
};
/** A page has these from now on; `without`: one that this browser lacks. */
export function openBrowser({ without, userAgent = 'Chrome' }: { without?: string; userAgent?: string } = {}) {
  const all: Record<string, unknown> = {
    PushManager: class {},
    Notification: {
      get permission() {
        return browser.permission;
      },
      requestPermission: async () => {
        browser.permission = browser.answer;
        return browser.answer;
      },
    },
    caches,
    matchMedia: () => ({ matches: false }),
    navigator: { userAgent, maxTouchPoints: 5, serviceWorker },
  };
  for (const [name, value] of Object.entries(all))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  if (without) delete (globalThis as Record<string, unknown>)[without];
}

const apps: { options: object }[] = [];
export const firebaseApp = {
  getApps: () => apps,
  initializeApp: (options: object) => {
    const app = { options };
    apps.push(app);
    return app;
  },
};
const reached = (...call: unknown[]) => {
  if (!browser.reachesFirebase) throw new TypeError('Failed to fetch');
  browser.firebase.push(call);
};
export const firebaseMessaging = {
  getMessaging: (app: { options: object }) => ({ app }),
  getToken: async (_: unknown, { vapidKey }: { vapidKey: string }) => {
    reached('register', vapidKey);
    browser.subscription ??= {
      unsubscribe: async () => {
        browser.subscription = undefined;
        return true;
      },
    };
    return browser.token;
  },
  deleteToken: async ({ swRegistration }: { swRegistration?: unknown }) => {
    if (swRegistration !== registration) throw new TypeError('it would look for a worker of its own');
    reached('unregister');
  },
};
