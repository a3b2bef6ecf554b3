// How fast the client paints and can be used, in a real browser that is made slow: must / target / seen, 1 when a must is missed.
// Not a test: `make bench-client`, which `make bench` runs too.
import { exportBare } from './bare.mjs';
import { openBrowser, phone, startServer } from './browser.mjs';

const EDGE = { offline: false, latency: 100, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const MOBILE = { ...EDGE, downloadThroughput: 1_600_000 / 8, uploadThroughput: 1_600_000 / 8 };
const CPU = 4;
const ROUNDS = 7;
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** Runs in the page: notes when what is waited for is there and the next frame is free, so that a press would be answered. */
function noteWhenReady(selector) {
  const look = () => {
    if (!document.querySelector(selector)) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.readyAt = performance.now())));
  };
  const watching = new MutationObserver(look);
  watching.observe(document, { childList: true, subtree: true });
}

/** One first visit on a slowed phone, in milliseconds since the address was opened: something is painted, a press is answered. */
async function visit(browser, { address, ready, network }) {
  const context = await phone(browser);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  if (network) await cdp.send('Network.emulateNetworkConditions', network);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  await page.addInitScript(noteWhenReady, ready);
  await page.goto(address, { waitUntil: 'commit' });
  const usable = await page.waitForFunction(() => window.readyAt, undefined, { timeout: 60_000 });
  // The first paint, of the skeleton: its bars are backgrounds, which "contentful" does not count. It is told a frame late.
  const painted = await page.waitForFunction(() => performance.getEntriesByName('first-paint')[0]?.startTime);
  const seen = { usable: await usable.jsonValue(), painted: await painted.jsonValue() };
  await context.close();
  return seen;
}

/** Several visits to each page in turn, so that a noisy moment meets all of them; medians. */
async function visits(browser, pages) {
  const seen = pages.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [n, page] of pages.entries()) seen[n].push(await visit(browser, page));
  return seen.map((all) => ({ painted: median(all.map((s) => s.painted)), usable: median(all.map((s) => s.usable)) }));
}

let missed = 0;
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
function row(what, must, target, seen, isMet) {
  missed += isMet ? 0 : 1;
  console.log(`${what.padEnd(66)} ${must.padEnd(10)} ${target.padEnd(10)} ${seen}${isMet ? '' : '  MISSED'}`);
}

const bare = exportBare();
const server = await startServer();
const bareServer = await startServer({ env: { WEB_CLIENT: bare.dist } });
const browser = await openBrowser();
try {
  const app = { address: `${server.address}/sign-in`, ready: 'input' };
  const least = { address: bareServer.address, ready: '[role=button], button' };
  const door = { address: `${server.address}/join/${server.demo.join_code}`, ready: 'button' };
  const [edge, mobile, atDoor] = await visits(browser, [
    { ...app, network: EDGE },
    { ...app, network: MOBILE },
    { ...door, network: EDGE },
  ]);
  const [ours, theirs] = await visits(browser, [app, least]);
  const ratio = ours.usable / theirs.usable;
  console.log(`${''.padEnd(66)} ${'must'.padEnd(10)} ${'target'.padEnd(10)} seen`);
  row('first paint, 4x slower CPU, 400 kbps', '<= 1.5 s', '-', seconds(edge.painted), edge.painted <= 1500);
  row('the door, 4x slower CPU, 400 kbps', '<= 1.5 s', '-', seconds(atDoor.painted), atDoor.painted <= 1500);
  row('can be used, 4x slower CPU, 1.6 Mbps, first visit', '<= 5 s', '-', seconds(mobile.usable), mobile.usable <= 5000);
  const against = `can be used, 4x slower CPU: ${seconds(ours.usable)}, bare react-native-web ${seconds(theirs.usable)}`;
  row(against, '<= 3x', '<= 2.2x', `${ratio.toFixed(1)}x`, ratio <= 3);
} finally {
  await browser.close();
  await server.stop();
  await bareServer.stop();
  bare.drop();
}
process.exit(missed ? 1 : 0);
