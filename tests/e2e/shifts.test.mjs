// Telling shifts in a real browser, and Home that follows: a picture, one changed day, the undo, and a calendar file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser, phone, startServer } from './browser.mjs';
import { watched } from './people.mjs';

let server;
let browser;
let noor;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const zone = { timeZone: 'Europe/London' };
/** Monday is 0, where the hospital is. */
const today = weekdays.indexOf(new Intl.DateTimeFormat('en-GB', { weekday: 'long', ...zone }).format(new Date()));
/** What the best card of Home is, and the day it is on, as the address of that day in My shifts. */
async function best(page) {
  await page.goto('/');
  const card = page.getByTestId('best');
  await card.waitFor();
  await page.waitForLoadState('networkidle'); // what was kept from before is shown until the answer is there
  const href = await card.getByRole('link').first().getAttribute('href');
  const reply = await page.evaluate(async (id) => (await fetch(`/api/v1/occurrences/${id}`)).json(), href.split('/').at(-1));
  return { href, words: await card.innerText(), date: reply.starts.date };
}
/** Home names this activity, or no longer does. Gone to by its tab, so that the page is not begun anew. */
async function homeNames(page, href, isNamed) {
  await tab(page, 'Home');
  await page.getByRole('heading', { name: 'Hello Noor' }).waitFor();
  await page.locator(`a[href="${href}"]:visible`).first().waitFor({ state: isNamed ? 'visible' : 'hidden' });
}
const tab = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
async function noBarriers(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  assert.deepEqual(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id), []);
}

test('a picture and one tap on today are asked back, and a wrong tap costs one more', async () => {
  const context = await phone(browser, { baseURL: server.address });
  noor = watched(await context.newPage());
  await noor.goto(`/join/${server.demo.join_code}`);
  await noor.getByRole('textbox', { name: 'What can we call you?' }).fill('Noor');
  await noor.getByRole('textbox', { name: /6 numbers/ }).fill('481726');
  await noor.getByRole('button', { name: 'Join in' }).click();
  await noor.getByRole('link', { name: 'See what fits me' }).click();
  await noor.getByRole('link', { name: 'Tell my shifts' }).click();
  await noor.getByRole('button', { name: /^Early, Monday to Friday:/ }).click();
  await noor.getByRole('radio', { name: new RegExp(`^Day ${((today + 1) % 7) + 1} of 7`) }).click();
  await noor.getByText('No, that is not right').click();
  assert.equal(await noor.getByText(/^Is this right/).count(), 0);
  await noor.getByRole('radio', { name: new RegExp(`^Day ${today + 1} of 7`) }).click();
  const next = today >= 4 && today < 6 ? 0 : (today + 1) % 7; // the next working day
  await noor.getByText(new RegExp(`^Is this right: on ${weekdays[next]} .* you start at 07:00\\?$`)).waitFor();
  await noBarriers(noor);
  await noor.getByRole('button', { name: 'Yes, these are my shifts' }).click();
  await noor.waitForURL((u) => u.pathname === '/shifts');
});

let first;
test('Home says what fits around them, and why', async () => {
  await noor.goto('/');
  await noor.getByText(/^Fits you:/).first().waitFor();
  first = await best(noor);
  assert.match(first.words, /you finish at 15:00 that day|you are off all day|you start at 07:00 that day/);
});

test('one changed day takes what no longer fits off Home, and Undo brings it back', async () => {
  await noor.goto(`/shifts?day=${first.date}`);
  await noor.getByRole('button', { name: /^Change this day/ }).click();
  await noor.getByRole('radio', { name: 'I work' }).click();
  await noor.getByRole('textbox', { name: 'Start' }).fill('06:30');
  await noor.getByRole('textbox', { name: 'End' }).fill('22:30');
  await noor.getByRole('button', { name: 'Save this day' }).click();
  await noor.getByText('1 day changed').waitFor();
  await noor.waitForFunction(() => !document.querySelector('[role=dialog]'));
  await noBarriers(noor);
  await homeNames(noor, first.href, false);
  await tab(noor, 'Shifts');
  await noor.getByRole('button', { name: 'Undo' }).click();
  await noor.getByText('1 day changed').waitFor({ state: 'detached' });
  await homeNames(noor, first.href, true);
});

test('a calendar file is asked back, and Home follows it', async () => {
  const day = first.date.replaceAll('-', '');
  const entry = `BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Ward 7\r\nDTSTART:${day}T063000\r\nDTEND:${day}T223000\r\nEND:VEVENT\r\n`;
  await noor.goto('/pattern?way=file');
  const choosing = noor.waitForEvent('filechooser');
  await noor.getByRole('button', { name: 'Choose the file' }).click();
  await (await choosing).setFiles({
    name: 'rota.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(`BEGIN:VCALENDAR\r\n${entry}END:VCALENDAR\r\n`),
  });
  await noor.getByRole('heading', { name: /^Is this right: on .* you start at 06:30\?$/ }).waitFor();
  await noBarriers(noor);
  await noor.getByRole('button', { name: 'Yes, this is right' }).click();
  await noor.waitForURL((u) => u.pathname === '/shifts');
  await noor.getByText(/06:30/).first().waitFor();
  await homeNames(noor, first.href, false);
  assert.deepEqual(noor.faults, []);
});
