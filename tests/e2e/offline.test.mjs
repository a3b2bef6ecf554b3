// Without signal: what is pressed stays on the phone, goes once, with the time of the press, and never as somebody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInOnPhone } from './people.mjs';
import { findThings, settled } from './rounds.mjs';

let server;
let browser;
let things;
const apps = {};
const pages = [];
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  things = await findThings(server);
  for (const name of ['Ama', 'Rosa', 'Ivo']) apps[name] = await nativeApp(server, server.demo.members[name]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Signed in, and the worker has the whole app: from here the page opens without network. */
async function onPhone(name) {
  const page = await signInOnPhone(browser, server, server.demo.members[name]);
  pages.push(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(async () => {
    const names = await caches.keys();
    return names.length > 0 && (await (await caches.open(names[0])).match('/index.html')) !== undefined;
  });
  return page;
}
async function until(what, look) {
  for (let n = 0; n < 80; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error(`never: ${what}`);
}
const checklist = async (id) => (await apps.Rosa.call('GET', `occurrences/${id}/checklist`)).body;
const tickable = (list) => list.items.filter((i) => i.phase === 'before' && i.known === null && !i.is_done);

test('the lead ticks without signal, opens the page again without signal, and each tick arrives once with its own time', async () => {
  const mine = (await datesOf(apps.Rosa)).filter((o) => o.i_lead && o.state === 'planned');
  const date = mine[0];
  const open = tickable(await checklist(date.id)).slice(0, 3);
  assert.equal(open.length, 3);
  const rosa = await onPhone('Rosa');
  await rosa.goto(`/occurrences/${date.id}/lead`);
  await rosa.getByRole('checkbox', { name: open[0].text }).waitFor();
  await settled(rosa);
  const sent = [];
  rosa.on('request', (r) => r.method() === 'PUT' && sent.push(r.url()));
  await rosa.context().setOffline(true);
  const from = Date.now();
  for (const item of open) await rosa.getByRole('checkbox', { name: item.text }).click();
  await rosa.getByText('Saved on this phone').first().waitFor();
  const to = Date.now();
  for (const item of open) await rosa.getByRole('checkbox', { name: item.text, checked: true }).waitFor();

  await rosa.reload();
  for (const item of open) await rosa.getByRole('checkbox', { name: item.text, checked: true }).waitFor();
  assert.equal(tickable(await checklist(date.id)).filter((i) => open.some((o) => o.id === i.id)).length, 3, 'nothing has reached the server yet');

  await new Promise((r) => setTimeout(r, 3000)); // the time of the press and the time of arriving must differ
  await rosa.context().setOffline(false);
  const items = await until('three ticks', async () => {
    const { items: now } = await checklist(date.id);
    const done = open.map((o) => now.find((i) => i.id === o.id)).filter((i) => i.tick?.ticked);
    return done.length === 3 && done;
  });
  for (const { tick } of items) {
    const device = Date.parse(tick.device_at.at);
    assert.ok(device >= from - 1000 && device <= to + 1000, `${tick.device_at.at} is the time of the press`);
    assert.ok(Date.parse(tick.server_at.at) - device >= 2000, 'the server notes its own time beside it');
    assert.equal(tick.by, 'Rosa');
  }
  const kept = server.manage('shell', '-c', `from aftershift.safety.models import ChecklistTick; print(ChecklistTick._base_manager.filter(checklist__occurrence_id='${date.id}', item_id__in=${JSON.stringify(open.map((o) => o.id))}).count())`);
  assert.equal(kept.trim().split('\n').at(-1), '3', 'exactly one row for each');
});

test('a place asked for without signal says that it waits, and arrives once', async () => {
  const ama = await onPhone('Ama');
  const date = (await datesOf(apps.Ama)).find((o) => o.state === 'published' && !o.mine && o.taken < o.places);
  await ama.goto(`/occurrences/${date.id}`);
  const coming = ama.getByRole('button', { name: 'I’m coming' });
  await coming.waitFor();
  await settled(ama);
  await ama.context().setOffline(true);
  await coming.click();
  await ama.getByText('Saved on this phone').first().waitFor();
  await ama.getByText('Asked for your place').first().waitFor();
  await ama.reload();
  await ama.getByText('Asked for your place').first().waitFor();
  assert.equal((await apps.Ama.call('GET', `occurrences/${date.id}`)).body.mine, null);
  await ama.context().setOffline(false);
  const there = await until('the place', async () => {
    const { body } = await apps.Ama.call('GET', `occurrences/${date.id}`);
    return body.mine === 'placed' && body;
  });
  assert.equal(there.taken, date.taken + 1, 'one place, not two');
  await ama.getByText('You are going').first().waitFor();
});

test('signing out without signal ends the session before anything else is sent', async () => {
  const ivo = await onPhone('Ivo');
  await ivo.goto('/me');
  await ivo.getByRole('button', { name: 'Sign out on this phone' }).waitFor();
  await settled(ivo);
  await ivo.context().setOffline(true);
  await ivo.getByRole('button', { name: 'Sign out on this phone' }).click();
  await ivo.getByRole('button', { name: 'Sign out on this phone' }).last().click();
  await ivo.getByRole('heading', { name: 'Welcome back' }).waitFor();
  const asked = [];
  ivo.on('request', (r) => {
    const { pathname } = new URL(r.url());
    if (/^\/(api|_allauth)\//.test(pathname)) asked.push(`${r.method()} ${pathname}`);
  });
  await ivo.context().setOffline(false);
  await ivo.goto('/ideas');
  await ivo.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await until('signed out on the server', async () => asked.includes('DELETE /api/v1/session'));
  const first = asked.filter((a) => a !== 'GET /api/v1/csrf');
  assert.equal(first[0], 'DELETE /api/v1/session', asked.join(', '));
  assert.equal(await ivo.evaluate(async () => (await fetch('/api/v1/session')).status), 401);
});

test('what one member pressed is never sent as another, and goes out when its member is back', async () => {
  const first = await onPhone('Piotr');
  const idea = (await apps.Ama.call('GET', 'ideas')).body.results.find((i) => i.text === 'Chess between night rounds');
  const supporters = async () => (await apps.Ama.call('GET', `ideas/${idea.id}`)).body.interest;
  const before = await supporters();
  await first.goto(`/ideas/${idea.id}`);
  const come = first.getByRole('button', { name: /^I.d come/ }).first();
  await come.waitFor();
  await settled(first);
  // The press stays on the phone: its request finds no network in either tab, while the other tab signs somebody else in.
  await first.context().route('**/interest', (r) => r.abort());
  await come.click();
  await first.getByText(/Saved on this phone|Still waiting/).first().waitFor();
  const second = await first.context().newPage();
  second.setDefaultTimeout(45_000);
  await second.goto('/me');
  await second.getByRole('button', { name: 'Sign out on this phone' }).click();
  await second.getByRole('button', { name: 'Sign out anyway' }).click();
  await second.getByRole('heading', { name: 'Welcome back' }).waitFor();
  const signIn = async ({ card, pin }) => {
    await second.getByRole('textbox', { name: 'The code on your card' }).fill(card);
    await second.getByRole('textbox', { name: 'Your PIN, 6 numbers' }).fill(pin);
    await second.getByRole('button', { name: 'Sign in', exact: true }).click();
    await second.waitForURL((u) => u.pathname === '/');
  };
  await signIn(server.demo.members.Winston);
  await first.context().unroute('**/interest');
  const tried = [];
  first.on('response', (r) => r.url().endsWith('/interest') && tried.push(r.status()));
  await first.evaluate(() => window.dispatchEvent(new Event('online')));
  await second.reload();
  await second.getByRole('heading', { name: 'Hello Winston' }).waitFor();
  await new Promise((r) => setTimeout(r, 4000));
  assert.ok(tried.every((status) => status >= 400), `the server refuses it: ${tried}`);
  assert.equal(await supporters(), before, 'nothing of Piotr’s went out while Winston is here');
  const kept = await second.evaluate(
    () => new Promise((done) => {
      const opening = indexedDB.open('aftershift-outbox', 1);
      opening.onsuccess = () => {
        const all = opening.result.transaction('rows').objectStore('rows').getAll();
        all.onsuccess = () => done(all.result.map((r) => ({ path: r.path, state: r.state })));
      };
    }),
  );
  assert.deepEqual(kept.filter((r) => r.path.includes(idea.id)).map((r) => r.state), ['saved'], 'the row is kept');
  await second.goto('/me');
  await second.getByRole('button', { name: 'Sign out on this phone' }).click();
  await second.getByRole('button', { name: 'Sign out on this phone' }).last().click();
  await second.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await first.close();
  await signIn(server.demo.members.Piotr);
  await until('Piotr’s "I’d come"', async () => (await supporters()) === before + 1);
});

test('a vote without signal says "Not counted yet", and after the close that it came too late', async () => {
  const bashir = await onPhone('Bashir');
  await bashir.goto(`/ballots/${things.ballot.id}`);
  await bashir.getByRole('checkbox').first().waitFor();
  await settled(bashir);
  await bashir.context().setOffline(true);
  await bashir.getByRole('checkbox').first().click();
  await bashir.getByRole('button', { name: /^Put in my/ }).click();
  await bashir.getByText('Not counted yet', { exact: false }).first().waitFor();
  assert.equal(await bashir.getByText('is in', { exact: false }).count(), 0);
  server.manage('clock', '+21d');
  await until('the close', async () => (await apps.Ama.call('GET', `ballots/${things.ballot.id}`)).body.state !== 'open');
  await bashir.context().setOffline(false);
  await bashir.goto(`/ballots/${things.ballot.id}`);
  await bashir.getByText('came too late', { exact: false }).first().waitFor();
  assert.deepEqual(pages.flatMap((p) => p.faults), []);
});
