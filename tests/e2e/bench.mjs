// How fast the client paints and can be used, in a real browser that is made slow: must / seen. Not a test: `node bench.mjs`.
import { openBrowser, startServer } from './browser.mjs';

const SLOW = { offline: false, latency: 100, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const MOBILE = { ...SLOW, downloadThroughput: 1_600_000 / 8, uploadThroughput: 1_600_000 / 8 };
const ROUNDS = 5;
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** One first visit on a slowed phone: when something is painted, and when a press would be answered. */
async function visit(browser, address, { network, ready }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  if (network) await cdp.send('Network.emulateNetworkConditions', network);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const from = Date.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForSelector(ready, { timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const interactive = Date.now() - from;
  // The first paint, of the skeleton: its bars are backgrounds, which "contentful" does not count. It is told a frame late.
  const told = await page.waitForFunction(() => performance.getEntriesByName('first-paint')[0]?.startTime);
  const paint = await told.jsonValue();
  await context.close();
  return { interactive, paint };
}
async function many(browser, address, how) {
  const seen = [];
  for (let n = 0; n < ROUNDS; n += 1) seen.push(await visit(browser, address, how));
  return { paint: median(seen.map((s) => s.paint)), interactive: median(seen.map((s) => s.interactive)) };
}
const line = (what, must, seen, isMet) => console.log(`${isMet ? 'ok ' : 'NO '} ${what.padEnd(58)} must ${String(must).padEnd(9)} seen ${seen}`);

const server = await startServer();
const browser = await openBrowser();
try {
  const app = { ready: 'input' };
  const slow = await many(browser, `${server.address}/sign-in`, { ...app, network: SLOW });
  line('first paint, 4x slower CPU, 400 kbps', '<= 1.5 s', `${(slow.paint / 1000).toFixed(2)} s`, slow.paint <= 1500);
  const mobile = await many(browser, `${server.address}/sign-in`, { ...app, network: MOBILE });
  line('interactive, 4x slower CPU, 1.6 Mbps, first visit', '<= 5 s', `${(mobile.interactive / 1000).toFixed(2)} s`, mobile.interactive <= 5000);
  const door = await many(browser, `${server.address}/join/${server.demo.join_code}`, { ready: 'button', network: SLOW });
  line('the door, 4x slower CPU, 400 kbps', '<= 1.5 s', `${(door.paint / 1000).toFixed(2)} s`, door.paint <= 1500);
} finally {
  await browser.close();
  await server.stop();
}
