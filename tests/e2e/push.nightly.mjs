// A browser that is told: the real page, Firebase's real library, the real service worker, the real server and its worker. What stands
// in: Google (tests/faults/fcm.py, which a browser here is led to), and the browser's own push service, which no test can reach:
// letters come through the debugging protocol, as a push service would bring them. The Chromium that npm brings is a headless shell
// that has nowhere to show a notification and so says "denied" whatever was granted: there, and only there, a tray stands in too.
// What needs no browser is held by registering.test.mjs, test_push.py and test_a_moved_date_reaches_everybody.py.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { openBrowser, ROOT, startServer } from './browser.mjs';
import { signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';

const WEB = {
  PUSH_WEB_APP_ID: '1:42:web:7',
  PUSH_WEB_SENDER_ID: '42',
  PUSH_WEB_API_KEY: 'AIza-public',
  PUSH_WEB_VAPID_KEY: 'BDOU99-h67HcA6JeFXHbSNMu7e2yNNu3RzoMj8TM4W88jITfq7ZmPvIM1Iv-4_l2LxQcYwhqby2xGpWwzjfAnG5',
};
let folder;
let google;
let server;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftershift-push-'));
  google = await startGoogle(folder);
  const push = { PUSH_CREDENTIALS: google.credentials, PUSH_ENDPOINT: google.address, PUSH_APPLE_ENDPOINT: google.address };
  server = await startServer({ env: { ...push, ...WEB } });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  google?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The stand-in for Google. `heard`: what reached it, in order. */
async function startGoogle(where) {
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
async function leadToGoogle(context) {
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

const told = (page) => page.evaluate(async () => (await fetch('/api/v1/push')).json());
const shown = (page) =>
  page.evaluate(async () => {
    const here = await navigator.serviceWorker.ready;
    return (await here.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }));
  });
async function soon(look, tries = 50) {
  for (let n = 0; n < tries; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 200));
  }
}
async function until(what, look) {
  const found = await soon(look, 75);
  if (!found) throw new Error(`never: ${what}`);
  return found;
}
/** A member's phone, its service worker at work, and a way to hand the worker a letter as the browser's push service does. */
async function browserOf(member, { wants = true } = {}) {
  const page = await signInOnPhone(browser, server, member);
  const context = page.context();
  await context.grantPermissions(['notifications'], { origin: server.address });
  const far = await leadToGoogle(context);
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
const tapOn = (worker) =>
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
const letter = (body, more = {}) => ({
  from: '42',
  fcmMessageId: 'x',
  priority: 'high',
  notification: { title: 'Aftershift', body: 'There is something new for you.' },
  data: { bundle: 'b1', body: JSON.stringify(body) },
  ...more,
});
async function signOut(page) {
  await page.goto('/me');
  await settled(page);
  await page.getByRole('button', { name: 'Sign out on this phone' }).click();
  await page.getByRole('button', { name: 'Sign out on this phone' }).last().click();
  await page.waitForURL((u) => u.pathname === '/sign-in');
}
const organisationOf = (page) =>
  page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).organisation.id);
const ama = () => server.demo.member;

test('before the tap the page asks nobody but its own server, and has nothing of Firebase’s', async () => {
  const { page, far, tell, elsewhere } = await browserOf(ama(), { wants: false });
  await tell.waitFor();
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name));
  assert.deepEqual([far.asked, elsewhere, scripts.filter((name) => /firebase/.test(name))], [[], [], []]);
  assert.equal((await told(page)).is_this_device_on, false);
  await page.context().close();
});

test('with no page open a letter is shown all the same; of another hospital it opens the messages', async () => {
  const { page, context, worker, deliver } = await browserOf(ama());
  await page.goto('about:blank');
  await deliver(letter({ organisation: '0190a000-0000-7000-8000-0000000000ff', path: '/occurrences/w' }));
  assert.deepEqual(await until('opened', async () => { const o = await tapOn(worker); return o.length && o; }), ['/messages']);
  await deliver(letter({ organisation: '0190a000-0000-7000-8000-0000000000ff', path: '/occurrences/w' }));
  await deliver('no JSON at all');
  const other = await context.newPage();
  await other.goto(`${server.address}/`);
  const all = await until('both', async () => (await shown(other)).length === 2 && shown(other));
  for (const one of all) assert.deepEqual([one.data.path, one.title], ['/messages', 'Aftershift']);
  await context.close();
});

test('every start says the token again, and a new address of the browser is a new token', async () => {
  const { page, far } = await browserOf(ama());
  const first = far.token;
  far.asked.length = 0;
  const again = page.waitForRequest((r) => r.method() === 'PUT' && r.url().endsWith('/api/v1/push'));
  await page.reload();
  assert.deepEqual((await again).postDataJSON(), { token: first, platform: 'web' });
  assert.deepEqual(far.asked, [], 'what is valid is not fetched anew');
  await page.evaluate(() => localStorage.removeItem('test-subscription'));
  const renewed = page.waitForRequest((r) => r.method() === 'PUT' && r.url().endsWith('/api/v1/push'));
  await page.reload();
  assert.equal((await renewed).postDataJSON().token, far.token);
  assert.notEqual(far.token, first);
  assert.deepEqual(far.asked, ['DELETE registrations 200', 'POST registrations 200']);
  await page.context().close();
});

test('switching it off ends it here, at the server and at Firebase', async () => {
  const { page, far, deliver } = await browserOf(ama());
  const organisation = await organisationOf(page);
  await page.getByRole('button', { name: 'Not on this device any more' }).click();
  await page.getByRole('button', { name: 'Tell me on this device' }).waitFor();
  assert.equal((await told(page)).is_this_device_on, false);
  assert.ok(google.heard.some((one) => one.what === 'given back' && one.token === far.token));
  await deliver(letter({ organisation, path: '/' }));
  await page.waitForTimeout(500);
  assert.deepEqual(await shown(page), []);
  await page.context().close();
});

test('signing out ends it: at the server, at Firebase and here', async () => {
  const { page, far, deliver } = await browserOf(ama());
  const organisation = await organisationOf(page);
  await deliver(letter({ organisation, path: '/' }));
  await until('shown', async () => (await shown(page)).length === 1);
  await signOut(page);
  await until('given back', () => google.heard.some((one) => one.what === 'given back' && one.token === far.token));
  assert.deepEqual(await shown(page), [], 'nothing of hers stays on the screen');
  assert.equal(await page.evaluate(() => localStorage.getItem('test-subscription')), null);
  await deliver(letter({ organisation, path: '/' }));
  await page.waitForTimeout(500);
  assert.deepEqual(await shown(page), [], 'a letter that was on its way is shown to nobody');
  await page.context().close();
});

test('signing out without signal ends it here, and at the server with the first signal', async () => {
  const { page, context, far, deliver } = await browserOf(ama());
  const organisation = await organisationOf(page);
  await page.goto('/me');
  await settled(page);
  await context.setOffline(true);
  far.isDown = true;
  await signOut(page);
  await until('unsubscribed', () => page.evaluate(() => localStorage.getItem('test-subscription') === null));
  await deliver(letter({ organisation, path: '/' }));
  await page.waitForTimeout(500);
  assert.deepEqual(await shown(page), []);
  await context.setOffline(false);
  await page.reload();
  await until(
    'the session is over',
    async () => (await page.evaluate(async () => (await fetch('/api/v1/push')).status)) === 401,
  );
  await context.close();
});

test('a browser whose owner said no says what to do, and one without push says so', async () => {
  const { page, context, far } = await browserOf(ama(), { wants: false });
  await context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
  await page.reload();
  await page.getByText(/Tap the sign beside the address/).waitFor();
  await context.addInitScript(() => {
    delete window.PushManager;
  });
  await page.reload();
  await page.getByText('This browser cannot be told. The phone app can.').waitFor();
  assert.deepEqual(far.asked, []);
  await context.close();
});

test('where nobody set push up the page says so', async () => {
  await server.restart({ PUSH_CREDENTIALS: '' });
  const page = await signInOnPhone(browser, server, ama());
  await page.goto('/message-choices');
  await page.getByText('Push messages are not set up at your hospital yet.').waitFor();
  await page.context().close();
});
