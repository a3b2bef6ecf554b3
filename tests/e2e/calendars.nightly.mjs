// A subscribed calendar in full: a member makes her address on her phone, a lead moves a date on his, and the calendar has it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInOnPhone } from './people.mjs';
import { subscribed } from './subscribed.mjs';

const WHY = 'The path is dug up until five';
let server;
let browser;
let ama; // a member's phone
let rosa; // the lead's
let app; // the same member, as the native app reads
let walk;
let calendar;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  [app, ama, rosa] = await Promise.all([
    nativeApp(server, server.demo.member),
    signInOnPhone(browser, server, server.demo.member),
    signInOnPhone(browser, server, server.demo.lead),
  ]);
  walk = (await datesOf(app)).find((o) => o.title.startsWith('A walk') && o.state === 'published' && o.free > 0);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
/** What it shows once it has changed: a phone says that a tap is kept before the server has it. */
async function changed() {
  for (let n = 0; n < 80; n += 1) {
    const seen = await calendar.look();
    if (seen.status === 200) return seen.events.find((event) => event.title === walk.title);
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error('the calendar never changed');
}
const later = (time, hours) => `${String(Number(time.slice(0, 2)) + hours).padStart(2, '0')}${time.slice(2, 5)}`;

test('her address, made on her phone, holds what she is going to', async () => {
  const joined = await app.call('POST', `occurrences/${walk.id}/sign-ups`, {});
  assert.equal(joined.status, 201, JSON.stringify(joined.body));
  await ama.goto('/calendar');
  await ama.getByRole('radio', { name: 'What it is', exact: true }).first().click();
  await press(ama, 'Make my address');
  const address = await ama.getByLabel('The address', { exact: true }).textContent();
  assert.match(address, /\/feed\/[a-z2-7]{32}\.ics$/);
  calendar = subscribed(server, address);
  const { status, events } = await calendar.look();
  assert.equal(status, 200);
  const mine = events.filter((event) => event.title === walk.title);
  assert.equal(mine.length, 1, JSON.stringify(events));
  assert.equal(mine[0].status, 'CONFIRMED');
  assert.equal((await calendar.look()).status, 304, 'nothing has changed');
});

test('the lead moves the date by two hours, and the calendar moves the same event', async () => {
  const [was] = (await calendar.look()).events.filter((event) => event.title === walk.title);
  const { starts } = (await app.call('GET', `occurrences/${walk.id}`)).body;
  await rosa.goto(`/occurrences/${walk.id}/change`);
  await rosa.getByText('Another day or time').first().waitFor();
  await rosa.getByLabel('Time', { exact: true }).first().fill(later(starts.time, 2));
  await rosa.getByLabel('Why? Everyone it touches reads this.').last().fill(WHY);
  await rosa.getByText(/Everyone keeps their place\./).first().waitFor();
  await press(rosa, 'Move this date');
  await rosa.getByRole('button', { name: 'Take the move back', exact: true }).waitFor();
  assert.deepEqual(await changed(), { ...was, starts: was.starts + 2 * 36e5, sequence: was.sequence + 1 });
});

test('the move taken back is one change more, never one less', async () => {
  const [was] = (await calendar.look()).events.filter((event) => event.title === walk.title);
  await press(rosa, 'Take the move back');
  assert.deepEqual(await changed(), { ...was, starts: was.starts - 2 * 36e5, sequence: was.sequence + 1 });
});

test('taken back on her phone, the address answers as one that never was', async () => {
  await ama.goto('/calendar');
  // Her own dates come first; the programme's address below has the same button.
  await ama.getByRole('button', { name: 'Take it back', exact: true }).first().click();
  await ama.getByRole('dialog').getByRole('button', { name: 'Take it back', exact: true }).click();
  await ama.getByRole('button', { name: 'Make my address', exact: true }).waitFor();
  for (let n = 0; n < 40 && (await calendar.look()).status !== 404; n += 1) await new Promise((r) => setTimeout(r, 250));
  assert.equal((await calendar.look()).status, 404);
  assert.deepEqual([ama, rosa].flatMap((page) => page.faults), []);
});
