// A new release on phones that have the last one: it comes by itself, but where the phone saves data it waits for a tap.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1'; // a worker's own requests are seen too
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, ROOT, startServer } from './browser.mjs';
import { signInAtDesk, signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';

const DIST = process.env.WEB_CLIENT || join(ROOT, 'mobile/dist');
const SCRIPTS = '_expo/static/js/web';
let folder;
let server;
let browser;
let first;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftershift-releases-'));
  first = release('first');
  server = await startServer({ env: { WEB_CLIENT: first.dist } });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});
function run(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stdout + done.stderr);
}

/**
 * A release that differs from the others in the names of two scripts, as after a change to them. The phone's own word about its
 * network is the one thing that is put there by hand: a browser in a test has no such setting for workers.
 */
function release(name, { saving = false, renames = 'ballot-screen-' } = {}) {
  const dist = join(folder, name);
  cpSync(DIST, dist, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const named = (start) => readdirSync(join(dist, SCRIPTS)).find((f) => f.startsWith(start));
  const rename = (old) => {
    renameSync(join(dist, SCRIPTS, old), join(dist, SCRIPTS, old.replace(/-\w+\.js$/, `-${name}.js`)));
    return old.replace(/-\w+\.js$/, `-${name}.js`);
  };
  const [entry, vote] = [named('entry-'), named(renames)];
  const [renamed, renamedVote] = [rename(entry), rename(vote)];
  const script = readFileSync(join(dist, SCRIPTS, renamed), 'utf8').replaceAll(vote, renamedVote);
  writeFileSync(join(dist, SCRIPTS, renamed), `document.documentElement.dataset.release = '${name}';\n${script}`);
  const shell = join(dist, 'index.html');
  writeFileSync(shell, readFileSync(shell, 'utf8').replace(entry, renamed));
  run(process.execPath, [join(ROOT, 'mobile/scripts/build-sw.mjs'), dist]);
  const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
  const connection = `Object.assign(new EventTarget(), { saveData: ${saving} })`;
  writeFileSync(join(dist, 'sw.js'), `Object.defineProperty(self.navigator, 'connection', { value: ${connection} });\n${worker}`);
  run(join(ROOT, '.venv/bin/python'), ['-m', 'whitenoise.compress', '-q', dist]);
  return { dist, entry: `/${SCRIPTS}/${renamed}`, version: /aftershift-\w{12}/.exec(worker)[0] };
}
async function until(what, look) {
  for (let n = 0; n < 100; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new Error(`never: ${what}`);
}
const shownRelease = (page) => page.evaluate(() => document.documentElement.dataset.release);
/** The releases that this phone has whole. */
const whole = (page) =>
  page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) if (await (await caches.open(name)).match('/index.html')) found.push(name);
    return found;
  });

/** A member whose phone has the first release; then the second is brought in, and the app is opened again. */
async function opensAfterTheSecond(second) {
  await server.restart({ WEB_CLIENT: first.dist });
  const page = await signInOnPhone(browser, server, server.demo.member);
  await until('the first release is kept', async () => (await whole(page)).includes(first.version));
  await server.restart({ WEB_CLIENT: second.dist });
  const asked = [];
  // What crosses the network, whether a page or the worker asked for it.
  page.context().on('response', (r) => r.fromServiceWorker() || asked.push(new URL(r.url()).pathname));
  await page.goto('/ideas');
  await settled(page);
  assert.equal(await shownRelease(page), 'first', 'the phone opens what it has');
  return { page, asked };
}
const releaseFiles = (asked) => asked.filter((path) => /^\/(_expo|assets)\/|\.(png|css|svg)$|^\/boot\.js$/.test(path));

test('a new release comes by itself, and only what has changed is fetched', async () => {
  const second = release('second');
  const { page, asked } = await opensAfterTheSecond(second);
  await until('the second is kept', async () => (await whole(page)).includes(second.version));
  assert.ok((await whole(page)).includes(first.version), 'a tab of the first may still want its files');
  assert.equal(await page.getByText(/newer version/).count(), 0, 'nothing is asked');
  assert.ok(asked.includes(second.entry), 'the worker’s requests are seen here');
  const again = asked.filter((path) => path.startsWith('/_expo/') && !path.endsWith('-second.js'));
  assert.deepEqual(again, [], 'scripts that are the same are not fetched again');
  await page.reload();
  await settled(page);
  assert.equal(await shownRelease(page), 'second');
  assert.deepEqual(page.faults, []);
});

test('where the phone saves data a new release is fetched after a tap only, and the last one goes on working', async () => {
  const second = release('saved', { saving: true });
  const { page, asked } = await opensAfterTheSecond(second);
  await page.getByText(/^A newer version is ready \(0\.\d MB\)/).waitFor();
  // All tabs are closed and the app is opened again: the browser puts the new worker to work without its files.
  const context = page.context();
  await page.close();
  const later = await context.newPage();
  await later.goto('/');
  await later.getByRole('heading', { name: 'Hello Ama' }).waitFor();
  await later.getByText(/^A newer version is ready/).waitFor();
  assert.equal(await shownRelease(later), 'first');
  await later.getByRole('link', { name: /^Vote/ }).click();
  await later.getByRole('checkbox').first().waitFor(); // a page whose script is not in the first screen's
  assert.deepEqual(await whole(later), [first.version]);
  assert.deepEqual(releaseFiles(asked), [], 'nothing of the new release was fetched');

  await later.getByRole('button', { name: 'Get it now' }).click();
  await later.getByText('The newer version is here.').waitFor();
  assert.ok(asked.includes(second.entry));
  assert.ok((await whole(later)).includes(second.version));
  assert.equal(await shownRelease(later), 'first', 'nothing changes under the thumb');
  await later.getByRole('button', { name: 'Open it' }).click();
  await until('the second is shown', async () => (await shownRelease(later).catch(() => '')) === 'saved');
  await settled(later);
  assert.equal(await later.getByText(/newer version/).count(), 0);
});

test('"On wi-fi" asks no more, and fetches when the phone saves no more', async () => {
  const second = release('wifi', { saving: true });
  const { page, asked } = await opensAfterTheSecond(second);
  await page.getByRole('button', { name: 'On wi-fi' }).click();
  await page.getByText(/newer version/).waitFor({ state: 'detached' });
  await page.goto('/shifts');
  await settled(page);
  await page.waitForTimeout(1500);
  assert.equal(await page.getByText(/newer version/).count(), 0);
  assert.deepEqual(releaseFiles(asked), []);
  for (const worker of page.context().serviceWorkers()) await worker.evaluate(() => (self.navigator.connection.saveData = false)).catch(() => {});
  await page.evaluate(() => navigator.connection.dispatchEvent(new Event('change')));
  await until('fetched', async () => (await whole(page)).includes(second.version));
  await page.reload();
  await settled(page);
  assert.equal(await shownRelease(page), 'wifi');
  assert.deepEqual(page.faults, []);
});

/** The scripts of this phone's whole releases whose name begins so. */
const keptScripts = (page, start) =>
  page.evaluate(async (begin) => {
    const found = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) if (url.includes(`/web/${begin}`)) found.push(url);
    return found;
  }, start);

test('a phone that never opens the desk keeps nothing of it, and one that speaks Urdu keeps its words', async () => {
  await server.restart({ WEB_CLIENT: first.dist });
  const page = await signInOnPhone(browser, server, server.demo.members.Piotr);
  await until('the first release is kept', async () => (await whole(page)).includes(first.version));
  await page.waitForTimeout(1000);
  assert.deepEqual(await keptScripts(page, 'desk-'), []);
  assert.deepEqual(await keptScripts(page, 'ur-'), []);
  await page.goto('/me');
  await page.getByRole('radio', { name: 'اردو' }).click();
  await until('Urdu is kept', async () => (await keptScripts(page, 'ur-')).length === 1);
  await page.context().setOffline(true);
  await page.goto('/');
  await page.waitForFunction(() => document.documentElement.dir === 'rtl' && /[\u0600-\u06ff]/.test(document.body.innerText));
  assert.deepEqual(page.faults, []);
});

test('a page of the desk that was opened once opens without signal, and comes with the next release', async () => {
  await server.restart({ WEB_CLIENT: first.dist });
  const page = await signInAtDesk(browser, server, server.demo.organiser);
  await until('the first release is kept', async () => (await whole(page)).includes(first.version));
  await page.goto('/desk/ideas');
  await until('the page is kept', async () => (await keptScripts(page, 'desk-ideas-screen')).length === 1);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.context().setOffline(false);
  const second = release('desk', { renames: 'desk-ideas-screen-' });
  await server.restart({ WEB_CLIENT: second.dist });
  await page.goto('/desk');
  await until('the second is kept', async () => (await whole(page)).includes(second.version));
  await until('with the page', async () => (await keptScripts(page, 'desk-ideas-screen')).some((url) => url.endsWith('-desk.js')));
  assert.deepEqual(await keptScripts(page, 'desk-sheet-screen'), [], 'what was never opened is not fetched');
});

test('a phone without a worker, open since before the new release, opens anew at the page whose script is gone', async () => {
  const second = release('gone');
  await server.restart({ WEB_CLIENT: first.dist });
  const page = await signInOnPhone(browser, server, server.demo.member, { serviceWorkers: 'block' });
  await settled(page);
  await server.restart({ WEB_CLIENT: second.dist });
  await page.getByRole('link', { name: /^Vote/ }).click();
  await page.getByRole('checkbox').first().waitFor();
  assert.equal(await shownRelease(page), 'gone');
});
