// Goes round every screen as each kind of person, in English and in Urdu, on the narrowest phone, in the dark and at the desk.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser, phone, ROOT, startServer } from './browser.mjs';
import { nativeApp, signInAtDesk, signInOnPhone, watched } from './people.mjs';
import { everyScreen, findThings, settled } from './rounds.mjs';

const SOURCES = join(ROOT, 'mobile/src');
let server;
let browser;
let screens;
const pages = {};
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const things = await findThings(server);
  screens = everyScreen(things);
  typed = things.typed;
  pages.anybody = watched(await (await phone(browser, { baseURL: server.address })).newPage());
  pages.member = await signInOnPhone(browser, server, server.demo.member);
  pages.lead = await signInOnPhone(browser, server, server.demo.lead);
  pages.organiser = await signInAtDesk(browser, server, server.demo.organiser);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// ---- what is looked for on each screen; each gives what is wrong, in words

/** Under the page's own policy: bypassCSP is never set. */
async function barriers(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `axe ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

/** Texts under 17 px, and texts that leave the window at a side. Drawings (letters inside a shift's shape) are not text. */
const measures = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.trim();
      const box = node.parentElement;
      if (!text || box.closest('svg, script, style, noscript') || !box.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      if (rect.width < 2 || rect.height < 2) continue; // only for screen readers
      const px = Number.parseFloat(getComputedStyle(box).fontSize);
      if (px < 16.99) wrong.push(`${px} px: ${text.slice(0, 60)}`);
      if (rect.right > innerWidth + 1 || rect.left < -1) wrong.push(`leaves the window at ${innerWidth}: ${text.slice(0, 60)}`);
    }
    for (const e of [document.documentElement, ...document.querySelectorAll('*')]) {
      const sideways = /auto|scroll/.test(getComputedStyle(e).overflowX) || e === document.documentElement;
      if (sideways && e.scrollWidth > e.clientWidth + 1 && e.clientWidth) wrong.push(`scrolls sideways at ${innerWidth}: ${e.outerHTML.slice(0, 120)}`);
    }
    return wrong;
  });

/** Our own English words, as patterns: what stands in a hole (a name, an idea) may be in any language. */
function ourEnglish() {
  const words = readdirSync(SOURCES, { recursive: true })
    .filter((f) => /^words\/(common|problems|rail|time)\.ts$|^features\/\w+\/words\.ts$/.test(f))
    .flatMap((f) => [...readFileSync(join(SOURCES, f), 'utf8').matchAll(/^ {2}\w+:\s+(['"])(.*)\1,$/gm)].map((m) => m[2]));
  assert.ok(words.length > 500, `${words.length} words found`);
  const escaped = (s) => s.replace(/[.*+?^$()[\]\\|]/g, '\\$&');
  return words
    .map((w) => w.replaceAll("\\'", "'"))
    // "{first} and {last}" would find every idea with an "and" in it.
    .filter((w) => w.replace(/\{\w+\}|[^a-z]/gi, '').length >= (w.includes('{') ? 5 : 3))
    .map((w) => new RegExp(`^${w.split(/\{\w+\}/).map(escaped).join('.+')}$`, 'i'));
}
/** What an organiser typed may be one of our words too: "Free". */
let typed;
async function leftInEnglish(page, patterns) {
  const seen = await page.evaluate(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const box = node.parentElement;
      const said = box.closest('[lang]')?.lang;
      if (said === 'ur' && !box.closest('script, style, noscript') && box.checkVisibility({ visibilityProperty: true })) texts.push(node.data);
    }
    for (const e of document.querySelectorAll('[aria-label]')) if (e.closest('[lang]')?.lang === 'ur') texts.push(e.getAttribute('aria-label'));
    return texts.map((t) => t.replace(/[\u2066-\u2069]/g, '').trim()).filter((t) => /[a-z]{3}/i.test(t));
  });
  return [...new Set(seen.filter((t) => !typed.has(t) && patterns.some((p) => p.test(t))))].map((t) => `in English: ${t}`);
}

async function round(who, { look, widths = [320], only = Object.keys(screens[who]) }) {
  const page = pages[who];
  const full = page.viewportSize();
  const wrong = [];
  for (const name of only) {
    await page.goto(screens[who][name]);
    await settled(page);
    const found = await look(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: full.height });
      await page.waitForTimeout(150);
      found.push(...(await measures(page)));
    }
    await page.setViewportSize(full);
    if (found.length) wrong.push(...found.map((f) => `${name}: ${f}`));
  }
  assert.deepEqual(wrong.concat(page.faults), []);
}
const setLanguage = async (page, lang) => {
  await page.goto('/sign-in');
  await page.evaluate((l) => localStorage.setItem('aftershift-language', l), lang);
};

for (const who of ['anybody', 'member', 'lead']) {
  test(`${who}: every screen in English has no barrier, no fault, no small text, and fits 320 px`, () => round(who, { look: barriers }));
}
test('organiser: every page of the desk, at 1280 px and narrow', () => round('organiser', { look: barriers, widths: [1280, 320] }));

test('in text twice as large, on a small screen, words stay in the window and the page stays in sight over its foot', async () => {
  // Somebody who is going has most to press at the foot of an activity.
  const app = await nativeApp(server, server.demo.members.Piotr);
  const joined = await app.call('POST', `${screens.member.activity.slice(1)}/sign-ups`, {});
  assert.equal(joined.body.status, 'placed');
  const page = await signInOnPhone(browser, server, server.demo.members.Piotr, { viewport: { width: 360, height: 640 } });
  await page.context().addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'));
  });
  const wrong = [];
  for (const [name, path] of Object.entries(screens.member)) {
    await page.goto(path);
    await settled(page);
    const foot = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('[role=region]')].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)));
    if (foot > 640 * 0.6 + 1) wrong.push(`${name}: a foot of ${foot} px`);
    wrong.push(...(await measures(page)).map((w) => `${name}: ${w}`));
  }
  assert.deepEqual(wrong.concat(page.faults), []);
});

test('in the dark everything can be read too', async () => {
  await pages.member.emulateMedia({ colorScheme: 'dark' });
  await round('member', { look: barriers, widths: [] });
  await pages.member.emulateMedia({ colorScheme: 'light' });
});

for (const who of ['anybody', 'member', 'lead', 'organiser']) {
  test(`${who}: every screen in Urdu runs from right to left, with no word of ours left in English`, async () => {
    const patterns = ourEnglish();
    await setLanguage(pages[who], 'ur');
    await round(who, {
      widths: who === 'organiser' ? [1280] : [320],
      look: async (page) => {
        const { dir, lang } = await page.evaluate(() => ({ dir: document.documentElement.dir, lang: document.documentElement.lang }));
        return [
          ...(dir === 'rtl' && lang === 'ur' ? [] : [`dir=${dir} lang=${lang}`]),
          ...(await barriers(page)),
          ...(await leftInEnglish(page, patterns)),
        ];
      },
    });
    await setLanguage(pages[who], 'en');
  });
}

test('the round goes to every route that there is', () => {
  const routes = readdirSync(join(ROOT, 'mobile/app'), { recursive: true })
    .filter((f) => f.endsWith('.tsx') && !/_layout|\+/.test(f) && !f.startsWith('join/')) // the door draws /join on the web
    .map((f) => `/${f.replace(/\.tsx$/, '').replace(/\(\w+\)\//, '').replace(/(^|\/)index$/, '')}`.replace(/(.)\/$/, '$1'));
  const visited = Object.values(screens).flatMap((s) => Object.values(s)).map((p) => p.split('?')[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '[id]'));
  assert.deepEqual(routes.filter((r) => !visited.includes(r)), []);
});
