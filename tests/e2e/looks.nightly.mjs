// Goes round every screen as it looks to some: in Urdu from right to left, in the dark, and in text twice as large.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from './browser.mjs';
import { barriers, measures, openRounds, round } from './looking.mjs';
import { nativeApp, signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';

const SOURCES = join(ROOT, 'mobile/src');
let rounds;
before(async () => {
  rounds = await openRounds();
});
after(() => rounds?.close());

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
async function leftInEnglish(page, patterns) {
  const { typed } = rounds.things;
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

/** On the phone, and of the member: messages and lists of the server are written in the member's own. */
const setLanguage = async (page, lang) => {
  await page.goto('/sign-in');
  await page.evaluate(async (language) => {
    localStorage.setItem('aftershift-language', language);
    const { csrf, member } = await (await fetch('/api/v1/csrf')).json();
    if (!member) return;
    const seen = (await fetch('/api/v1/me', { headers: { 'X-Member': member } })).headers.get('ETag');
    const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf, 'X-Member': member, 'If-Match': seen };
    const said = await fetch('/api/v1/me', { method: 'PATCH', headers, body: JSON.stringify({ language }) });
    if (!said.ok) throw new Error(`${said.status} ${await said.text()}`);
  }, lang);
};

test('in text twice as large, on a small screen, words stay in the window and the page stays in sight over its foot', async () => {
  // Somebody who is going has most to press at the foot of an activity.
  const app = await nativeApp(rounds.server, rounds.server.demo.members.Piotr);
  const joined = await app.call('POST', `${rounds.screens.member.activity.slice(1)}/sign-ups`, {});
  assert.equal(joined.body.status, 'placed');
  const page = await signInOnPhone(rounds.browser, rounds.server, rounds.server.demo.members.Piotr, { viewport: { width: 360, height: 640 } });
  await page.context().addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'));
  });
  const wrong = [];
  for (const [name, path] of Object.entries(rounds.screens.member)) {
    await page.goto(path);
    await settled(page);
    const foot = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('[role=region]')].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)));
    if (foot > 640 * 0.6 + 1) wrong.push(`${name}: a foot of ${foot} px`);
    wrong.push(...(await measures(page)).map((w) => `${name}: ${w}`));
  }
  assert.deepEqual(wrong.concat(page.faults), []);
});

test('in the dark everything can be read too', async () => {
  await rounds.pages.member.emulateMedia({ colorScheme: 'dark' });
  await round(rounds, 'member', { look: barriers, widths: [] });
  await rounds.pages.member.emulateMedia({ colorScheme: 'light' });
});

for (const who of ['anybody', 'member', 'lead', 'organiser']) {
  test(`${who}: every screen in Urdu runs from right to left, with no word of ours left in English`, async () => {
    const patterns = ourEnglish();
    await setLanguage(rounds.pages[who], 'ur');
    await round(rounds, who, {
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
    await setLanguage(rounds.pages[who], 'en');
  });
}
