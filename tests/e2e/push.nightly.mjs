// A browser that is told: the real page, Firebase's real library, the real service worker and the real server. Far ends stand in:
// Google's two addresses of registering are answered here, in the shapes that the library reads, and the browser's own push service
// is not asked (a browser in a test has none); its letters come through the debugging protocol, as a push service would bring them.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';

const PROJECT = 'aftershift-test';
const WEB = {
  PUSH_WEB_APP_ID: '1:42:web:7',
  PUSH_WEB_SENDER_ID: '42',
  PUSH_WEB_API_KEY: 'AIza-public',
  PUSH_WEB_VAPID_KEY: 'BDOU99-h67HcA6JeFXHbSNMu7e2yNNu3RzoMj8TM4W88jITfq7ZmPvIM1Iv-4_l2LxQcYwhqby2xGpWwzjfAnG5',
};
let folder;
let server;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftershift-push-'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const credentials = join(folder, 'account.json');
  const account = {
    type: 'service_account',
    project_id: PROJECT,
    private_key_id: 'k1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: `push@${PROJECT}.iam.gserviceaccount.test`,
    token_uri: 'http://127.0.0.1:9/token', // nothing is sent from here
  };
  writeFileSync(credentials, JSON.stringify(account));
  const nowhere = 'http://127.0.0.1:9';
  server = await startServer({
    env: { PUSH_CREDENTIALS: credentials, PUSH_ENDPOINT: nowhere, PUSH_APPLE_ENDPOINT: nowhere, ...WEB },
  });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

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
    const count = Number(localStorage.getItem('test-subscriptions') ?? 0) + 1;
    localStorage.setItem('test-subscriptions', count);
    localStorage.setItem(KEPT, `https://push.example/${count}`);
    return subscription();
  };
}

/** Firebase, as its library for browsers speaks to it. `asked`: what reached it, in words. `tokens`: those that are alive. */
async function standInForFirebase(context) {
  const far = { asked: [], tokens: new Set(), isDown: false };
  const json = (status, body) => ({
    status,
    contentType: 'application/json',
    headers: { 'access-control-allow-origin': '*' },
    body: JSON.stringify(body),
  });
  const answer = (request) => {
    const url = new URL(request.url());
    const headers = request.headers();
    const where = url.pathname.replace('/v1/projects/', '');
    if (headers['x-goog-api-key'] !== WEB.PUSH_WEB_API_KEY || !where.startsWith(PROJECT))
      return json(403, { error: { message: 'no' } });
    if (url.hostname.startsWith('firebaseinstallations')) {
      const { fid, appId } = request.postDataJSON();
      far.asked.push(`installation of ${appId}`);
      return json(200, {
        name: `projects/42/installations/${fid}`,
        fid,
        refreshToken: 'r1',
        authToken: { token: 'a.b.c', expiresIn: '604800s' },
      });
    }
    if (headers['x-goog-firebase-installations-auth'] !== 'FIS a.b.c') return json(401, { error: { message: 'who?' } });
    if (request.method() === 'DELETE') {
      const token = decodeURIComponent(where.split('/registrations/')[1]);
      far.asked.push(`delete ${token}`);
      far.tokens.delete(token);
      return json(200, {});
    }
    const { web } = request.postDataJSON();
    assert.equal(web.applicationPubKey, WEB.PUSH_WEB_VAPID_KEY);
    assert.ok(web.auth && web.p256dh);
    const token = `fid:APA91b-${web.endpoint.split('/').at(-1)}`;
    far.asked.push(`${request.method()} ${token}`);
    far.tokens.add(token);
    return json(200, { token });
  };
  const at = /^https:\/\/(firebaseinstallations|fcmregistrations)\.googleapis\.com\//;
  await context.route(at, (route) => (far.isDown ? route.abort() : route.fulfill(answer(route.request()))));
  return far;
}

const told = (page) => page.evaluate(async () => (await fetch('/api/v1/push')).json());
const shown = (page) =>
  page.evaluate(async () => {
    const here = await navigator.serviceWorker.ready;
    return (await here.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }));
  });
async function until(what, look) {
  for (let n = 0; n < 60; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new Error(`never: ${what}`);
}

/** Ama's phone, its worker at work, and a way to hand the worker a letter as the browser's push service does. */
async function amasBrowser({ permission = ['notifications'], member = server.demo.member, wants = true } = {}) {
  const page = await signInOnPhone(browser, server, member);
  const context = page.context();
  await context.grantPermissions(permission, { origin: server.address });
  const google = await standInForFirebase(context);
  await context.addInitScript(standInForThePushService);
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
  const deliver = (data) =>
    debug.send('ServiceWorker.deliverPushMessage', {
      origin: server.address,
      registrationId: running.registrationId,
      data,
    });
  const tell = page.getByRole('button', { name: 'Tell me on this device' });
  if (wants) {
    await tell.click();
    await page.getByText('New messages reach this browser.').waitFor();
  }
  return { page, context, google, deliver, tell, elsewhere };
}
const letter = (body, more = {}) =>
  JSON.stringify({
    from: '42',
    fcmMessageId: 'x',
    priority: 'high',
    notification: { title: 'Aftershift', body: 'There is something new for you.' },
    data: { bundle: 'b1', body: JSON.stringify(body) },
    ...more,
  });
async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out on this phone' }).click();
  await page.getByRole('button', { name: 'Sign out on this phone' }).last().click();
}
const organisationOf = (page) =>
  page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).organisation.id);

test('before the tap the page asks nobody but its own server, and has nothing of Firebase’s', async () => {
  const { page, google, tell, elsewhere } = await amasBrowser({ wants: false });
  await tell.waitFor();
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name));
  assert.deepEqual([google.asked, elsewhere, scripts.filter((name) => /firebase/.test(name))], [[], [], []]);
  assert.equal((await told(page)).is_this_device_on, false);
  await page.context().close();
});

test('after the tap it registers, is told, and a tap on the letter leads to its page', async () => {
  const { page, google, deliver } = await amasBrowser();
  assert.deepEqual(google.asked, ['installation of 1:42:web:7', 'POST fid:APA91b-1']);
  assert.equal((await told(page)).is_this_device_on, true);
  const organisation = await organisationOf(page);
  await deliver(letter({ organisation, path: '/ideas' }));
  const [one] = await until('shown', async () => (await shown(page)).length && shown(page));
  assert.deepEqual(one, {
    title: 'Aftershift',
    body: 'There is something new for you.',
    tag: 'b1',
    data: { path: '/ideas' },
  });
  await deliver(letter({ organisation, path: '/ideas' }));
  await page.waitForTimeout(500);
  assert.equal((await shown(page)).length, 1, 'the same letter again takes its place');

  await page.evaluate(() => (window.isTheSamePage = true));
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(async () => {
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  });
  await page.waitForURL((u) => u.pathname === '/ideas');
  assert.ok(await page.evaluate(() => window.isTheSamePage), 'the page that is open goes there by itself');
  await until('closed', async () => (await shown(page)).length === 0);
  assert.deepEqual(page.faults, [], 'also under the page’s own policy');
  await page.context().close();
});

test('with no page open a letter is shown all the same; of another hospital it opens the messages', async () => {
  const { page, context, deliver } = await amasBrowser();
  await page.goto('about:blank');
  await deliver(letter({ organisation: '0190a000-0000-7000-8000-0000000000ff', path: '/occurrences/w' }));
  await deliver('no JSON at all');
  const other = await context.newPage();
  await other.goto(`${server.address}/`);
  const all = await until('both', async () => (await shown(other)).length === 2 && shown(other));
  assert.deepEqual(
    all.map((one) => one.data.path),
    ['/messages', '/messages'],
  );
  assert.deepEqual(
    all.map((one) => one.title),
    ['Aftershift', 'Aftershift'],
  );
  await context.close();
});

test('every start says the token again, and a new address of the browser is a new token', async () => {
  const { page, google } = await amasBrowser();
  google.asked.length = 0;
  const again = page.waitForRequest((r) => r.method() === 'PUT' && r.url().endsWith('/api/v1/push'));
  await page.reload();
  assert.deepEqual((await again).postDataJSON(), { token: 'fid:APA91b-1', platform: 'web' });
  assert.deepEqual(google.asked, [], 'what is valid is not fetched anew');
  await page.evaluate(() => localStorage.removeItem('test-subscription'));
  const renewed = page.waitForRequest((r) => r.method() === 'PUT' && r.url().endsWith('/api/v1/push'));
  await page.reload();
  assert.equal((await renewed).postDataJSON().token, 'fid:APA91b-2');
  assert.deepEqual(google.asked, ['delete fid:APA91b-1', 'POST fid:APA91b-2']);
  await page.context().close();
});

test('signing out ends it: at the server, at Firebase and here', async () => {
  const { page, google, deliver } = await amasBrowser();
  const organisation = await organisationOf(page);
  await deliver(letter({ organisation, path: '/' }));
  await until('shown', async () => (await shown(page)).length === 1);
  await page.goto('/me');
  await signOut(page);
  await page.waitForURL((u) => u.pathname === '/sign-in');
  await until('deleted at Firebase', () => google.asked.includes('delete fid:APA91b-1'));
  assert.equal(google.tokens.size, 0);
  assert.deepEqual(await shown(page), [], 'nothing of hers stays on the screen');
  assert.equal(await page.evaluate(() => localStorage.getItem('test-subscription')), null);
  await deliver(letter({ organisation, path: '/' }));
  await page.waitForTimeout(700);
  assert.deepEqual(await shown(page), [], 'a letter that was on its way is shown to nobody');
  await page.context().close();
});

test('signing out without signal ends it here, and at the server with the first signal', async () => {
  const { page, context, google, deliver } = await amasBrowser();
  const organisation = await organisationOf(page);
  await page.goto('/me');
  await settled(page);
  await context.setOffline(true);
  google.isDown = true;
  await signOut(page);
  await page.waitForURL((u) => u.pathname === '/sign-in');
  await until('unsubscribed', () => page.evaluate(() => localStorage.getItem('test-subscription') === null));
  await deliver(letter({ organisation, path: '/' }));
  await page.waitForTimeout(700);
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
  const { page, context, google } = await amasBrowser({ wants: false });
  await context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
  await page.reload();
  await page.getByText(/Tap the sign beside the address/).waitFor();
  await context.addInitScript(() => {
    delete window.PushManager;
  });
  await page.reload();
  await page.getByText('This browser cannot be told. The phone app can.').waitFor();
  assert.deepEqual(google.asked, []);
  await context.close();
});

test('where nobody set push up the page says so', async () => {
  await server.restart({ PUSH_CREDENTIALS: '' });
  const page = await signInOnPhone(browser, server, server.demo.member);
  await page.goto('/message-choices');
  await page.getByText('Push messages are not set up at your hospital yet.').waitFor();
  await page.context().close();
});
