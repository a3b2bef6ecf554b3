// Without a phone, in a real browser: a sheet is printed and typed in, and the shared tablet keeps nothing of who was at it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, phone, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInOnPhone, watched } from './people.mjs';

let server;
let browser;
let tablet;
let walk; // a date with free places
let who; // has none there yet
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  for (const name of ['Ama', 'Piotr', 'Ivo', 'Rosa']) {
    const app = await nativeApp(server, server.demo.members[name]);
    const open = (await datesOf(app)).filter((o) => o.state === 'published' && !o.mine);
    // Its title finds it on the tablet, so no other open date may have the same.
    walk = open.find((o) => o.free > 2 && open.filter((other) => other.title === o.title).length === 1);
    who = name;
    if (walk) break;
  }
  tablet = watched(await (await phone(browser, { baseURL: server.address })).newPage());
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Everything that a browser can keep of a site: storage, databases, caches by address, cookies. */
const kept = async (page) =>
  JSON.stringify([
    await page.evaluate(async () => [
      { ...localStorage },
      { ...sessionStorage },
      (await indexedDB.databases()).map((d) => d.name).sort(),
      (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)))).flat().filter((url) => url.includes('/api/')),
    ]),
    (await page.context().cookies()).map((c) => c.name).sort(),
  ]);
async function signIn({ card, pin }) {
  await tablet.getByRole('textbox', { name: 'The code on your card' }).fill(card);
  await tablet.getByRole('textbox', { name: 'Your PIN, 6 numbers' }).fill(pin);
  await tablet.getByRole('button', { name: 'Sign in', exact: true }).click();
  await tablet.getByText('What you can join').waitFor();
}
const press = (name) => tablet.getByRole('button', { name, exact: true }).click();
const isOut = () => tablet.getByText('Sign in with your card and PIN.').waitFor();

test('a member joins at the tablet, leaves it with one tap, and nothing of it stays', async () => {
  await tablet.goto('/tablet');
  await isOut();
  const before = await kept(tablet);
  await signIn(server.demo.members[who]);
  await tablet.getByText(walk.title).first().waitFor();
  assert.equal(await tablet.getByText(who, { exact: true }).count(), 0);
  assert.equal(new URL(tablet.url()).pathname, '/tablet');
  const row = tablet.getByRole('button', { name: new RegExp(walk.title) }).last();
  await row.click();
  await press('I’d like to come');
  await tablet.getByText('You have a place.').waitFor();
  await press('I’m done');
  await isOut();
  assert.equal(await kept(tablet), before);
  await tablet.goBack().catch(() => {});
  await tablet.goto('/tablet');
  await isOut();
  assert.equal(await tablet.getByText('My places').count(), 0);
  assert.deepEqual(tablet.faults, []);
});

test('a minute without a touch ends it', async () => {
  await tablet.clock.install();
  await tablet.goto('/tablet');
  await signIn(server.demo.members[who]);
  await tablet.getByText('My places').first().waitFor();
  await tablet.clock.fastForward(61_000);
  await isOut();
});

test('a connector prints a sheet, types two lines in, and prints their tickets without a name', async () => {
  const kasia = await signInOnPhone(browser, server, server.demo.members.Kasia);
  await kasia.goto(`/occurrences/${walk.id}/paper`);
  const made = kasia.waitForResponse((r) => r.url().endsWith('/paper-sheets') && r.request().method() === 'POST');
  await kasia.getByRole('button', { name: 'Make a sheet' }).click();
  const sheet = await (await made).json();
  await kasia.goto(`/paper/${sheet.id}`);
  for (const name of ['Bashir', 'Winston']) {
    const sent = kasia.waitForResponse((r) => r.url().endsWith('/lines'));
    await kasia.getByRole('textbox', { name: 'Code on the line' }).fill(server.demo.members[name].card);
    await kasia.getByRole('button', { name: 'Put on the list' }).click();
    assert.ok([200, 409].includes((await sent).status()));
  }
  await kasia.goto(`/print/sheet/${sheet.id}`);
  assert.equal(await kasia.locator('tbody tr').count(), 20);
  await kasia.goto(`/print/tickets/${sheet.id}`);
  const shown = await kasia.locator('main').innerText();
  assert.ok(shown.includes('••••-••••-'));
  assert.ok(!/Bashir|Winston/.test(shown));
  assert.deepEqual(kasia.faults, []);
});

test('a lost card is replaced there: the member types, the old card is dead', async () => {
  const { card, pin } = server.demo.members.Winston;
  const fresh = watched(await (await phone(browser, { baseURL: server.address })).newPage());
  tablet = fresh;
  await tablet.goto('/tablet');
  await signIn(server.demo.members.Kasia);
  await press('Somebody lost their card');
  await tablet.getByRole('textbox', { name: 'What do colleagues call you?' }).fill('Winston');
  await tablet.getByRole('textbox', { name: 'Your PIN', exact: true }).fill(pin);
  await press('End the old card, show a new one');
  await tablet.getByText('This is your new card').waitFor();
  const code = await tablet.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
  await press('I’m done');
  await isOut();
  await assert.rejects(nativeApp(server, { card, pin }));
  assert.ok((await nativeApp(server, { card: code, pin })).member.id);
  assert.deepEqual(tablet.faults, []);
});
