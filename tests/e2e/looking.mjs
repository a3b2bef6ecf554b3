// Going round every screen as each kind of person, and what is looked for on each.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser, phone, startServer } from './browser.mjs';
import { signInAtDesk, signInOnPhone, watched } from './people.mjs';
import { everyScreen, findThings, settled } from './rounds.mjs';

/** A server, its screens by who opens them, and somebody of each kind signed in. */
export async function openRounds() {
  const server = await startServer();
  const browser = await openBrowser();
  const things = await findThings(server);
  const pages = {
    anybody: watched(await (await phone(browser, { baseURL: server.address })).newPage()),
    member: await signInOnPhone(browser, server, server.demo.member),
    lead: await signInOnPhone(browser, server, server.demo.lead),
    organiser: await signInAtDesk(browser, server, server.demo.organiser),
  };
  return {
    server,
    browser,
    things,
    pages,
    screens: everyScreen(things),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

// ---- what is looked for on each screen; each gives what is wrong, in words

/** Under the page's own policy: bypassCSP is never set. */
export async function barriers(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `axe ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

/** Texts under 17 px, and texts that leave the window at a side. Drawings (letters inside a shift's shape) are not text. */
export const measures = (page) =>
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

/** Every screen of one kind of person, looked at and measured. */
export async function round({ pages, screens }, who, { look, widths = [320] }) {
  const page = pages[who];
  const full = page.viewportSize();
  const wrong = [];
  for (const [name, path] of Object.entries(screens[who])) {
    await page.goto(path);
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
