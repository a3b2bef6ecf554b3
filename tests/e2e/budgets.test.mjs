// What the client may weigh (STACK's table). How fast it paints is measured by bench.mjs: time is no test on a shared machine.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, ROOT, startServer } from './browser.mjs';
import { signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';
import { counted, KIB } from './weigh.mjs';

const DIST = process.env.WEB_CLIENT || join(ROOT, 'mobile/dist');
const ANDROID = join(ROOT, 'mobile/dist-android');
let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('the first-screen script is 310 KiB with brotli and 390 KiB with gzip, at most', (t) => {
  const weighed = spawnSync(process.execPath, [join(ROOT, 'mobile/scripts/budgets.mjs'), DIST], { encoding: 'utf8' });
  t.diagnostic(weighed.stdout.trim());
  assert.equal(weighed.status, 0, weighed.stdout + weighed.stderr);
});

test('the Android bundle compiles and is 5 MB at most', (t) => {
  const bundles = readdirSync(ANDROID, { recursive: true }).filter((f) => /\.(hbc|bundle|js)$/.test(f));
  assert.ok(bundles.length > 0);
  const bytes = bundles.map((f) => statSync(join(ANDROID, f)).size).reduce((a, b) => a + b, 0);
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes <= 5e6, `${bytes} bytes`);
});

/** Open Home as somebody who comes back: what was kept is there, and a new tab opens. */
async function comesBack(page, path) {
  const tab = await page.context().newPage();
  const seen = await counted(tab);
  await tab.goto(path);
  await settled(tab);
  await tab.waitForTimeout(1500);
  return { seen, tab };
}

test('a returning visit with nothing changed is 10 KiB at most', async (t) => {
  const page = await signInOnPhone(browser, server, server.demo.member);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).match('/index.html')) !== undefined))).some(Boolean));
  await settled(page);
  const { seen, tab } = await comesBack(page, '/');
  const { bytes, paths } = seen;
  await tab.getByRole('heading', { name: 'Hello Ama' }).waitFor();
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes > 0, 'something was asked');
  assert.ok(bytes <= 10 * KIB, `${bytes} bytes: ${paths.join(', ')}`);
});

test('a week of opening it daily and one vote is 300 KiB at most, after the first visit', async (t) => {
  const page = await signInOnPhone(browser, server, server.demo.lead);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await settled(page);
  let sum = 0;
  for (let day = 1; day <= 7; day += 1) {
    const { seen, tab } = await comesBack(page, '/');
    if (day === 3) {
      await tab.getByRole('link', { name: /^Vote/ }).click();
      await tab.getByRole('checkbox').first().click();
      await tab.getByRole('button', { name: /^Put in my/ }).click();
      await tab.getByText('Your vote is in').first().waitFor();
      await tab.waitForTimeout(1000);
    }
    sum += seen.bytes;
    await tab.close();
  }
  t.diagnostic(`${sum} bytes`);
  assert.ok(sum <= 300 * KIB, `${sum} bytes`);
  assert.deepEqual(page.faults, []);
});
