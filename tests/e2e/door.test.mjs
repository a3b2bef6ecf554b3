// The door and the ways back in: without script, on a second phone, and when the PIN is forgotten.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser, phone, startServer } from './browser.mjs';
import { nativeApp, signInOnPhone, watched } from './people.mjs';

const MOST = 30 * 1024;
let server;
let browser;
let door;
const pages = [];
const samira = { pin: '481726' };
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  door = `/join/${server.demo.join_code}`;
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
async function newPage(options = {}) {
  const page = watched(await (await phone(browser, { baseURL: server.address, ...options })).newPage());
  pages.push(page);
  return page;
}

test('the door with all its bytes is 30 KiB at most', async () => {
  const page = await newPage();
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  await network.send('Network.enable');
  network.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
  const own = [];
  page.on('response', (r) => own.push(new URL(r.url()).pathname));
  await page.goto(door);
  await page.waitForLoadState('networkidle');
  assert.ok(own.includes('/join/door.css'), own.join());
  assert.ok(bytes > 2000 && bytes <= MOST, `${bytes} bytes: ${own.join(', ')}`);
});

test('looking at it changes nothing: not with GET, not with HEAD, not a hundred mail scanners', async () => {
  const rows = () => server.manage('dumpdata', '--all', 'people', 'organisations', 'activities');
  const before = rows();
  assert.ok(before.includes('people.member'));
  for (const method of ['GET', 'GET', 'HEAD', 'GET']) {
    const reply = await fetch(server.address + door, { method });
    assert.equal(reply.status, 200);
    assert.doesNotMatch(reply.headers.get('set-cookie') ?? '', /aftershift=/, 'nobody is signed in by looking');
  }
  assert.equal(rows(), before);
});

test('without script somebody joins and has a card', async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(door);
  await page.getByText("St Bride's Hospital").first().waitFor();
  // What is missing is said at the field, and what was typed is kept.
  await page.getByRole('textbox', { name: 'What can we call you?' }).fill('Samira');
  await page.getByRole('textbox', { name: /6 numbers/ }).fill('12');
  await page.getByRole('button', { name: 'Join in' }).click();
  await page.locator('#pin-wrong').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'What can we call you?' }).inputValue(), 'Samira');
  await page.getByRole('textbox', { name: /6 numbers/ }).fill(samira.pin);
  await page.getByRole('button', { name: 'Join in' }).click();
  await page.getByRole('heading', { name: 'You are in, Samira' }).waitFor();
  samira.card = (await page.locator('.code').innerText()).trim();
  assert.match(samira.card, /^[0-9A-Z]{4}[- ][0-9A-Z]{4}[- ][0-9A-Z]{4}$/);
  // Going back and sending it once more makes no second Samira.
  await page.goto('/joined');
  assert.equal((await page.locator('.code').innerText()).trim(), samira.card);
});

for (const lang of ['en', 'ur']) {
  test(`the door in ${lang} has no barrier and runs in its own direction`, async () => {
    const page = await newPage();
    await page.goto(door);
    if (lang === 'ur') await page.getByRole('link', { name: 'اردو' }).click();
    await page.waitForLoadState('networkidle');
    const root = await page.evaluate(() => ({ dir: document.documentElement.dir, lang: document.documentElement.lang }));
    assert.deepEqual(root, { lang, dir: lang === 'ur' ? 'rtl' : 'ltr' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    assert.deepEqual(violations.filter((v) => /serious|critical/.test(v.impact)).map((v) => v.id), []);
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `sideways at ${width}`);
    }
    const sizes = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((e) => e.innerText?.trim() && !e.closest('svg')).map((e) => Number.parseFloat(getComputedStyle(e).fontSize)));
    assert.ok(Math.min(...sizes) >= 17, `${Math.min(...sizes)} px`);
    const big = await page.locator('button.big').evaluate((b) => [Math.round(Number.parseFloat(getComputedStyle(b).fontSize)), getComputedStyle(b).fontWeight, b.getBoundingClientRect().height >= 64]);
    assert.deepEqual(big, [21, '700', true]);
  });
}

test('on a second phone, card and PIN; a wrong PIN is said plainly', async () => {
  const page = await newPage();
  await page.goto('/sign-in');
  const card = page.getByRole('textbox', { name: 'The code on your card' });
  const pin = page.getByRole('textbox', { name: 'Your PIN, 6 numbers' });
  await card.fill(samira.card);
  await pin.fill('907153');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('The card or the PIN is not right').first().waitFor();
  assert.equal(await pin.inputValue(), '');
  await pin.fill(samira.pin);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Hello Samira' }).waitFor();
  samira.second = page;
});

test('the list shows where she is signed in, and ending one signs it out there', async () => {
  const third = await signInOnPhone(browser, server, samira);
  pages.push(third);
  await samira.second.goto('/me');
  const ends = samira.second.getByRole('button', { name: /^Sign out on / }).filter({ hasText: 'Sign out there' });
  await ends.first().waitFor();
  await ends.nth(1).waitFor(); // the door without script, and the third phone
  assert.equal(await ends.count(), 2);
  const mine = await third.evaluate(async () => (await (await fetch('/api/v1/sessions')).json()).results);
  assert.equal(mine.length, 3);
  const order = await samira.second.evaluate(async () => (await (await fetch('/api/v1/sessions')).json()).results);
  const thirdId = mine.find((s) => s.is_this_one).id;
  const place = order.filter((s) => !s.is_this_one).findIndex((s) => s.id === thirdId);
  await ends.nth(place).click();
  for (let n = 0; n < 40; n += 1) {
    if ((await third.evaluate(async () => (await fetch('/api/v1/session')).status)) === 401) break;
    await new Promise((r) => setTimeout(r, 250));
  }
  assert.equal(await third.evaluate(async () => (await fetch('/api/v1/session')).status), 401);
  await third.goto('/me');
  await third.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.equal(await samira.second.evaluate(async () => (await fetch('/api/v1/session')).status), 200);
});

const NEW_PIN = '905318';
async function forgotPin({ card, pin }) {
  const page = await newPage();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'I forgot my PIN' }).click();
  await page.getByRole('textbox', { name: 'The code on your card' }).fill(card);
  await page.getByRole('textbox', { name: 'A new PIN, 6 numbers' }).fill(pin);
  await page.getByRole('button', { name: 'Get my letters' }).click();
  await page.getByText('Waiting for your colleagues').waitFor();
  const letters = (await page.getByRole('img', { name: /^\S( \S){5}$/ }).getAttribute('aria-label')).replaceAll(' ', '');
  return { page, letters };
}
/** Two colleagues who lead: each types the letters on the phone. */
async function vouch(who, letters) {
  const page = await signInOnPhone(browser, server, who);
  pages.push(page);
  await page.goto('/recover');
  await page.getByRole('textbox', { name: 'Their six letters' }).fill(letters);
  await page.getByRole('button', { name: 'Yes, it is them' }).click();
  await page.getByText('Thank you. It is noted', { exact: false }).first().waitFor();
}
const opens = async (card, pin) => nativeApp(server, { card, pin }).then(() => true, () => false);

test('forgot the PIN: two who lead say it is her, her other phone is told and stops it', async () => {
  const { page, letters } = await forgotPin({ card: samira.card, pin: NEW_PIN });
  await vouch(server.demo.members.Rosa, letters);
  await vouch(server.demo.members.Ivo, letters);
  await page.getByText('Your colleagues have said it is you', { exact: false }).first().waitFor();
  assert.equal(await opens(samira.card, NEW_PIN), false, 'not before 24 hours');
  await samira.second.goto('/me');
  await samira.second.getByText('Somebody asks for a new PIN with your card').waitFor();
  await samira.second.getByRole('button', { name: 'That is not me, stop it' }).click();
  await page.getByText('Somebody stopped this').first().waitFor();
});

test('when nobody stops it, the new PIN works after 24 hours and the old one no more', async () => {
  const { page, letters } = await forgotPin({ card: samira.card, pin: NEW_PIN });
  await vouch(server.demo.members.Rosa, letters);
  await vouch(server.demo.members.Ivo, letters);
  await page.getByText('Your colleagues have said it is you', { exact: false }).first().waitFor();
  server.manage('clock', '+25h');
  for (let n = 0; n < 40 && !(await opens(samira.card, NEW_PIN)); n += 1) await new Promise((r) => setTimeout(r, 500));
  assert.equal(await opens(samira.card, NEW_PIN), true);
  assert.equal(await opens(samira.card, samira.pin), false);
  await page.getByText('Your new PIN works now').first().waitFor();
  assert.deepEqual(pages.flatMap((p) => p.faults), []);
});
