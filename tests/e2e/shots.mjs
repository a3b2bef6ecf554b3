// Takes the pictures of docs/screens: `npm run shots`, or of a demonstration that runs: `npm run shots -- ../../.demo.json`.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, phone, ROOT, startServer } from './browser.mjs';
import { nativeApp, signInAtDesk, signInOnPhone, watched } from './people.mjs';
import { everyScreen, findThings, settled } from './rounds.mjs';
import { smaller } from './smaller.mjs';
import { writeUrdu } from './urdu.mjs';

const FOLDER = join(ROOT, 'docs/screens');
const LARGEST = 200 * 1024;
const [running, only] = process.argv.slice(2);
const demo = running && JSON.parse(readFileSync(running, 'utf8'));
const server = demo ? { address: demo.address, demo, stop: () => {} } : await startServer();
const browser = await openBrowser();
const sharp = { deviceScaleFactor: 2 };
mkdirSync(FOLDER, { recursive: true });
const wanted = (name) => !only || new RegExp(only).test(name);

/** As high as what is on the page, within reason: the app scrolls inside itself, so the window grows instead. */
async function picture(page, name, { width, least, most }) {
  await settled(page);
  const high = await page.evaluate(() => {
    const inner = [...document.querySelectorAll('main, [role=main]')].filter((m) => m.offsetParent).map((m) => m.getBoundingClientRect().bottom);
    return Math.ceil(Math.max(document.documentElement.scrollHeight, ...inner));
  });
  const below = await page.evaluate(() => {
    const foot = [...document.querySelectorAll('[role=navigation],[role=tablist],[role=region]')].filter((e) => e.offsetParent);
    return foot.map((e) => e.getBoundingClientRect()).filter((r) => r.bottom > innerHeight - 2 && r.height < 300).reduce((sum, r) => sum + r.height, 0);
  });
  const path = join(FOLDER, `${name}.png`);
  const whole = Math.max(least, high + Math.ceil(below));
  // Sharp and under the limit: what is too much is left out below.
  for (const height of [most, 1200, 1000, least].filter((h) => h <= most)) {
    await page.setViewportSize({ width, height: Math.min(height, whole) });
    await page.waitForTimeout(200);
    await page.screenshot({ path, animations: 'disabled' });
    if (statSync(path).size >= LARGEST) smaller(path, 256);
    if (statSync(path).size < LARGEST) break;
  }
  if (statSync(path).size >= LARGEST) await page.screenshot({ path, scale: 'css', animations: 'disabled' });
  console.log(name, statSync(path).size);
  await page.setViewportSize({ width, height: least });
}
const onPhone = (page, name) => picture(page, name, { width: 360, least: 740, most: 1500 });
/** One part of a long page, as somebody reads it who has scrolled there. */
async function at(page, name, text) {
  const part = page.getByText(text, { exact: true }).first();
  await part.waitFor();
  await settled(page);
  await part.evaluate((e) => e.scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(300);
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  if (statSync(path).size >= LARGEST) smaller(path, 256);
  console.log(name, statSync(path).size);
}
const onDesk = (page, name) => picture(page, name, { width: 1280, least: 860, most: 1040 });
async function visit(page, screens, take) {
  for (const [name, path] of Object.entries(screens)) {
    if (!wanted(name)) continue;
    await page.goto(path);
    await take(page, name);
  }
}

try {
  const { anybody, member, lead, organiser } = everyScreen(await findThings(server));
  if (wanted('door|joined')) {
    const door = watched(await (await phone(browser, { baseURL: server.address, ...sharp })).newPage());
    await door.goto(`/join/${server.demo.join_code}`);
    await picture(door, 'door', { width: 360, least: 740, most: 1500 });
    const urdu = watched(await door.context().newPage());
    await writeUrdu(urdu);
    await urdu.goto(`/join/${server.demo.join_code}?lang=ur`);
    await onPhone(urdu, 'door-urdu');
    await urdu.close();
    await door.goto(`/join/${server.demo.join_code}`);
    await door.locator('#called_name').fill('Samira');
    await door.locator('#pin').fill('481726');
    await door.getByRole('button', { name: 'Join in' }).click();
    await door.waitForURL(/joined/);
    await onPhone(door, 'joined');
  }
  await visit(watched(await (await phone(browser, { baseURL: server.address, ...sharp })).newPage()), { 'sign-in': anybody['sign-in'] }, onPhone);
  if (wanted('tablet')) {
    const tablet = watched(await (await phone(browser, { baseURL: server.address, ...sharp })).newPage());
    await tablet.goto(anybody.tablet);
    await onPhone(tablet, 'tablet');
    await tablet.getByRole('textbox', { name: 'The code on your card' }).fill(server.demo.members.Kasia.card);
    await tablet.getByRole('textbox', { name: 'Your PIN, 6 numbers' }).fill(server.demo.members.Kasia.pin);
    await tablet.getByRole('button', { name: 'Sign in', exact: true }).click();
    await tablet.getByText('What you can join').waitFor();
    await onPhone(tablet, 'tablet-dates');
  }
  const ama = await signInOnPhone(browser, server, server.demo.member, sharp);
  const { home, ...others } = member;
  await visit(ama, others, onPhone);
  // Home begins with what is unread: the week is higher up once it is read.
  const hers = await nativeApp(server, server.demo.member);
  for (const { id } of (await hers.call('GET', 'inbox')).body.results) await hers.call('PUT', `inbox/${id}/read`);
  await visit(ama, { home }, onPhone);
  await ama.emulateMedia({ colorScheme: 'dark' });
  await visit(ama, { 'home-dark': '/', 'ballot-dark': member.ballot }, onPhone);
  await ama.emulateMedia({ colorScheme: 'light' });
  const urdu = watched(await ama.context().newPage());
  await writeUrdu(urdu);
  await ama.evaluate(() => localStorage.setItem('aftershift-language', 'ur'));
  await visit(urdu, { 'home-urdu': '/', 'activity-urdu': member.activity }, onPhone);
  await ama.evaluate(() => localStorage.setItem('aftershift-language', 'en'));
  const rosa = await signInOnPhone(browser, server, server.demo.lead, sharp);
  await visit(rosa, lead, onPhone);
  if (wanted('desk')) {
    const desk = await signInAtDesk(browser, server, server.demo.organiser);
    await visit(desk, organiser, onDesk);
    if (wanted('desk-slips-printed')) {
      await desk.goto(organiser['desk-slips']);
      await desk.getByRole('button', { name: 'Make them' }).click();
      await desk.waitForLoadState('networkidle');
      await desk.goto(`/print${organiser['desk-slips'].replace('/desk/slips?ballot=', '/slips/')}`);
      await desk.locator('.slip').first().waitFor();
      await desk.screenshot({ path: join(FOLDER, 'desk-slips-printed.png'), animations: 'disabled' });
    }
  }
  if (wanted('month-on-the-wall')) {
    // The month of the next walk: late in a month nothing is left of this one.
    const { starts } = (await (await nativeApp(server, server.demo.member)).call('GET', `occurrences/${member.activity.split('/').at(-1)}`)).body;
    for (const [name, lang, page] of [['month-on-the-wall', 'en', ama], ['month-on-the-wall-urdu', 'ur', urdu]]) {
      await page.goto(`/print/month?month=${starts.date.slice(0, 7)}&lang=${lang}`);
      await page.emulateMedia({ media: 'print' });
      await picture(page, name, { width: 794, least: 1123, most: 1123 });
      await page.emulateMedia({ media: 'screen' });
    }
  }
  if (wanted('host')) {
    // Winston comes to the walk, where somebody meets the new ones; at the cooking he meets them himself.
    const his = await nativeApp(server, server.demo.members.Winston);
    const winston = await signInOnPhone(browser, server, server.demo.members.Winston, sharp);
    for (const path of [member.activity, member['kept-places']]) await his.call('POST', `${path.slice(1)}/sign-ups`, {});
    await winston.goto(member.activity);
    await at(winston, 'host-meets-you', 'New here?');
    await his.call('PUT', `${member['kept-places'].slice(1)}/host`, { place: 'By the kitchen door', minutes_before: 10 });
    await winston.goto(member['kept-places']);
    await at(winston, 'host-is-me', 'You meet people who are new');
  }
  if (wanted('receipt')) {
    const bashir = await signInOnPhone(browser, server, server.demo.members.Bashir, sharp);
    await bashir.goto(member.ballot);
    await bashir.getByRole('checkbox').first().waitFor();
    for (const box of (await bashir.getByRole('checkbox').all()).slice(0, 2)) await box.click();
    await bashir.getByRole('button', { name: /^Put in my/ }).click();
    await bashir.getByText('Your vote is in').first().waitFor();
    await onPhone(bashir, 'receipt');
  }
} finally {
  await browser.close();
  await server.stop();
}
