// Takes the pictures of docs/screens/messages: `npm run message-shots`. Every kind of message in every language.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, ROOT, startServer } from './browser.mjs';
import { signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';
import { smaller } from './smaller.mjs';
import { writeUrdu } from './urdu.mjs';

const FOLDER = join(ROOT, 'docs/screens/messages');
const LARGEST = 200 * 1024;
const CLIENT = join(ROOT, 'mobile/src');
/** What the page of choices calls each kind. The client has no Polish yet, so there it is English. */
const english = Object.fromEntries(
  [...readFileSync(join(CLIENT, 'features/messages/words.ts'), 'utf8').matchAll(/kind_(\w+): '([^']+)'/g)].map(([, kind, name]) => [kind, name]),
);
const urdu = JSON.parse(readFileSync(join(CLIENT, 'words/ur.json'), 'utf8')).messages;
const LANGUAGES = {
  en: { name: 'English', note: '', dir: 'ltr', kind: (kind) => english[kind] },
  pl: { name: 'Polish', note: 'A draft that nobody has checked. The kinds are named in English, as the app itself has no Polish yet.', dir: 'ltr', kind: (kind) => english[kind] },
  ur: { name: 'Urdu', note: 'A draft that nobody has checked.', dir: 'rtl', kind: (kind) => urdu[`kind_${kind}`] },
};
const PARTS = 4;

const safe = (text) => text.replace(/[&<>]/g, (c) => `&#${c.codePointAt(0)};`);
// Colours, sizes and lines of the app's own tokens; Nastaliq stands on a slope and needs a higher line.
const STYLE = `
  * { margin: 0; box-sizing: border-box }
  body { width: 420px; padding: 20px 16px; background: #FFFBF5; color: #1B2430; font: 17px/24px system-ui, "Noto Sans", sans-serif }
  [dir=rtl] { line-height: 36px }
  main { display: grid; gap: 28px }
  header { display: grid; gap: 4px; margin-bottom: 24px; font-size: 14px; line-height: 20px; color: #4F5966 }
  h1 { font-size: 19px; line-height: 28px; color: #1B2430 }
  section { display: grid; gap: 8px }
  h2 { font-size: 15px; line-height: inherit; color: #2F3E75 }
  .lock { padding: 10px 16px; border-radius: 18px; background: #252F43; color: #F7F0E4; font-size: 15px; line-height: 21px }
  [dir=rtl] .lock { line-height: 32px }
  .lock small { display: block; font-size: 13px; color: #BEC5D2 }
  .card { display: grid; gap: 8px; padding: 16px; border: 1px solid #E6DAC6; border-radius: 24px; background: #FFFFFF }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; unicode-bidi: plaintext; text-align: start }
`;
const html = (head, body) => `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><header>${head}</header>${body}`;

function sheet({ name, note, dir, kind }, lang, messages, [part, of]) {
  const one = (m) => `
    <section><h2>${safe(kind(m.kind))}</h2>
      <div class="lock"><small dir="ltr" lang="en">Aftershift</small>${safe(m.lock_text)}</div>
      <div class="card"><b>${safe(m.title)}</b><p>${safe(m.text)}</p></div>
    </section>`;
  const head = `<h1>Every message, in ${name} (${part} of ${of})</h1>
    <p>The product’s own words, set on a sheet outside the app. Dark: what a locked phone may show. Light: what the inbox shows. ${note}</p>`;
  return html(head, `<main lang="${lang}" dir="${dir}">${messages.map(one).join('')}</main>`);
}

const letter = ({ name }, lang, { subject, text }) =>
  html(
    `<h1>A letter of the evening, in ${name}</h1><p>What the server writes to somebody who gave an address: plain text.</p>`,
    `<main lang="${lang}"><div class="card" ${lang === 'ur' ? 'dir="rtl"' : ''}><b><pre>${safe(subject)}</pre></b><pre>${safe(text.trim())}</pre></div></main>`,
  );

/** As sharp as fits. */
async function keep(page, name) {
  const path = join(FOLDER, `${name}.png`);
  await page.evaluate(() => document.fonts.ready);
  for (const scale of ['device', 'css']) {
    await page.screenshot({ path, fullPage: true, scale, animations: 'disabled' });
    smaller(path, 64);
    if (statSync(path).size < LARGEST) break;
  }
  console.log(name, statSync(path).size);
}

/** As high as what is on the page: the app scrolls inside itself, so the window grows until nothing is hidden. */
async function whole(page) {
  for (let tries = 0; tries < 4; tries++) {
    const hidden = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('*')].filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY)).map((e) => e.scrollHeight - e.clientHeight)));
    if (!hidden) break;
    const { width, height } = page.viewportSize();
    await page.setViewportSize({ width, height: height + hidden });
    await page.waitForTimeout(200);
  }
}

const server = await startServer();
const browser = await openBrowser();
mkdirSync(FOLDER, { recursive: true });
try {
  const shell = (code) => server.manage('shell', '--no-imports', '-c', code);
  const said = JSON.parse(shell(readFileSync(join(import.meta.dirname, 'message_words.py'), 'utf8')));
  const blank = await (await browser.newContext({ viewport: { width: 420, height: 600 }, deviceScaleFactor: 2 })).newPage();
  await writeUrdu(blank);
  for (const [lang, language] of Object.entries(LANGUAGES)) {
    const { messages, letter: written } = said.languages[lang];
    const each = Math.ceil(messages.length / PARTS);
    await blank.goto('about:blank');
    for (let part = 0; part < PARTS; part++) {
      await blank.setContent(sheet(language, lang, messages.slice(part * each, (part + 1) * each), [part + 1, PARTS]));
      await keep(blank, `every-kind-${lang}-${part + 1}`);
    }
    await blank.setContent(letter(language, lang, written));
    await keep(blank, `letter-${lang}`);
  }
  // The inbox itself, with what the demonstration really told its fullest reader.
  const reader = await signInOnPhone(browser, server, server.demo.members[said.reader], { deviceScaleFactor: 2 });
  await writeUrdu(reader);
  for (const lang of Object.keys(LANGUAGES)) {
    shell(`from aftershift.people.models import Member; Member._base_manager.filter(called_name='${said.reader}').update(language='${lang}')`);
    await reader.evaluate((own) => localStorage.setItem('aftershift-language', own), lang === 'ur' ? 'ur' : 'en');
    await reader.goto('/messages');
    await settled(reader);
    await whole(reader);
    await keep(reader, `inbox-${lang}`);
    await reader.setViewportSize({ width: 360, height: 740 });
  }
  if (reader.faults.length) throw new Error(reader.faults.join('\n'));
} finally {
  await browser.close();
  await server.stop();
}
