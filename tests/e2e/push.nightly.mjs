// A browser that is told: the real page, Firebase's real library, the real service worker, the real server and its worker. What stands
// in is said in pushing.mjs. What needs no browser is held by registering.test.mjs, test_push.py and
// test_a_moved_date_reaches_everybody.py; what a lead's change does to it, by moved.nightly.mjs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { signInOnPhone } from './people.mjs';
import { browserOf as browserOfWorld, pushBy, shown, startGoogle, tapOn, told, until } from './pushing.mjs';
import { settled } from './rounds.mjs';

let folder;
let google;
let server;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftershift-push-'));
  google = await startGoogle(folder);
  server = await startServer({ env: pushBy(google) });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  google?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const browserOf = (member, options) => browserOfWorld({ browser, server, google }, member, options);
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
