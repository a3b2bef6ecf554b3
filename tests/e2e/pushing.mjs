// What the tests of a browser that is told need: the stand-in for Google (tests/faults/fcm.py, which a browser here is led to), and
// one for the browser's own push service, which no test can reach: letters come through the debugging protocol, as a push service
// would bring them. The Chromium that npm brings is a headless shell that has nowhere to show a notification and so says "denied"
// whatever was granted: there, and only there, a tray stands in too.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './browser.mjs';
import { signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';

const WEB = {
  PUSH_WEB_APP_ID: '1:42:web:7',
  PUSH_WEB_SENDER_ID: '42',
  PUSH_WEB_API_KEY: 'AIza-public',
  PUSH_WEB_VAPID_KEY: 'BDOU99-h67HcA6JeFXHbSNMu7e2yNNu3RzoMj8TM4W88jITfq7ZmPvIM1Iv-4_l2LxQcYwhqby2xGpWwzjfAnG5',
};
/** What the server is started with, so that it pushes to phones and browsers by this stand-in. */
export const pushBy = (google) => ({
  PUSH_CREDENTIALS: google.credentials,
  PUSH_ENDPOINT: google.address,
  PUSH_APPLE_ENDPOINT: google.address,
  ...WEB,
});

/** The stand-in for Google. `heard`: what reached it, in order. */
export async function startGoogle(where) {
  const child = spawn(join(ROOT, '.venv/bin/python'), ['-m', 'tests.faults.fcm', where], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const heard = [];
  const { address, credentials, project } = await new Promise((first, fail) => {
    child.once('exit', () => fail(new Error('Google did not start')));
    lines.once('line', (line) => {
      lines.on('line', (more) => heard.push(JSON.parse(more)));
      first(JSON.parse(line));
    });
  });
  return { address, credentials, project, heard, stop: () => child.stdin.end() };
}

/** The browser's push service: gives an address and keys, and another address after `unsubscribe`. */
function standInForThePushService() {
  const KEPT = 'test-subscription';
  const now = () => localStorage.getItem(KEPT);
  const subscription = () =>
    now() && {
      endpoint: now(),
      getKey: (name) => new TextEncoder().encode(`${name} of ${now()}`.padEnd(65, '.')).buffer,
      unsubscribe: async () => {
        localStorage.removeItem(KEPT);
        return true;
      },
    };
  PushManager.prototype.getSubscription = async () => subscription();
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 65) throw new TypeError('refused');
    localStorage.setItem(KEPT, `https://push.example/${crypto.randomUUID()}`);
    return subscription();
  };
}

/** What shows notifications, in page and worker alike: one for each tag, until it is closed. */
function standInForTheTray() {
  const TRAY = 'test-tray';
  Object.defineProperty(Notification, 'permission', { get: () => 'granted', configurable: true });
  Notification.requestPermission = async () => 'granted';
  const at = (tag) => `/test-tray/${encodeURIComponent(tag)}`;
  ServiceWorkerRegistration.prototype.showNotification = async (title, { body, tag, data }) => {
    const tray = await caches.open(TRAY);
    await tray.put(at(tag), new Response(JSON.stringify({ title, body, tag, data })));
  };
  ServiceWorkerRegistration.prototype.getNotifications = async () => {
    const tray = await caches.open(TRAY);
    const all = await Promise.all((await tray.keys()).map(async (key) => (await tray.match(key)).json()));
    return all.map((one) => ({ ...one, close: () => tray.delete(at(one.tag)) }));
  };
}

/** What this browser asks of Google goes to the stand-in. `asked`: what that was, in words. */
async function leadToGoogle(context, google) {
  const far = { asked: [], token: undefined, isDown: false };
  const at = /^https:\/\/(firebaseinstallations|fcmregistrations)\.googleapis\.com\//;
  await context.route(at, async (route) => {
    if (far.isDown) return route.abort();
    const request = route.request();
    const { pathname } = new URL(request.url());
    const { host, ...headers } = request.headers();
    const said = await fetch(google.address + pathname, { method: request.method(), headers, body: request.postData() });
    const body = await said.text();
    far.asked.push(`${request.method()} ${pathname.split('/')[4]} ${said.status}`);
    far.token = JSON.parse(body).token ?? far.token;
    await route.fulfill({
      status: said.status,
      contentType: 'application/json',
      headers: { 'access-control-allow-origin': '*' },
      body,
    });
  });
  return far;
}

export const told = (page) => page.evaluate(async () => (await fetch('/api/v1/push')).json());
export const shown = (page) =>
  page.evaluate(async () => {
    const here = await navigator.serviceWorker.ready;
    return (await here.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }));
  });
export async function soon(look, tries = 50) {
  for (let n = 0; n < tries; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 200));
  }
}
export async function until(what, look) {
  const found = await soon(look, 75);
  if (!found) throw new Error(`never: ${what}`);
  return found;
}
/** A member's phone, its service worker at work, and a way to hand the worker a letter as the browser's push service does. */
export async function browserOf({ browser, server, google }, member, { wants = true } = {}) {
  const page = await signInOnPhone(browser, server, member);
  const context = page.context();
  await context.grantPermissions(['notifications'], { origin: server.address });
  const far = await leadToGoogle(context, google);
  const hasTray = await page.evaluate(() => Notification.permission === 'granted');
  await context.addInitScript(standInForThePushService);
  if (!hasTray) await context.addInitScript(standInForTheTray);
  const debug = await context.newCDPSession(page);
  const versions = [];
  debug.on('ServiceWorker.workerVersionUpdated', (e) => versions.push(...e.versions));
  await debug.send('ServiceWorker.enable');
  const elsewhere = [];
  page.on('request', (r) => new URL(r.url()).origin === server.address || elsewhere.push(r.url()));
  await page.goto('/message-choices');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await settled(page);
  const running = await until('the worker', () => versions.find((one) => one.status === 'activated'));
  const worker = await until('its script', () => context.serviceWorkers()[0]);
  if (!hasTray) await worker.evaluate(standInForTheTray);
  const deliver = (data) =>
    debug.send('ServiceWorker.deliverPushMessage', {
      origin: server.address,
      registrationId: running.registrationId,
      data: typeof data === 'string' ? data : JSON.stringify(data),
    });
  const tell = page.getByRole('button', { name: 'Tell me on this device' });
  if (wants) {
    await tell.click();
    await page.getByText('New messages reach this browser.').waitFor();
  }
  return { page, context, worker, far, deliver, tell, elsewhere };
}
/** A finger on the line; no protocol taps one. Returns what the worker wanted to open when no page was open. */
export const tapOn = (worker) =>
  worker.evaluate(async () => {
    const [notification] = await self.registration.getNotifications();
    const opened = [];
    const really = self.clients.openWindow;
    self.clients.openWindow = async (path) => opened.push(path);
    const tap = new ExtendableEvent('notificationclick');
    let done;
    Object.assign(tap, { notification, waitUntil: (work) => (done = work.catch(() => {})) }); // only a finger may bring a page to the front
    self.dispatchEvent(tap);
    await done;
    self.clients.openWindow = really;
    return opened;
  });
