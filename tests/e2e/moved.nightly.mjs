// One change from hand to hand: a lead moves a date on his phone, and a member finds it in her inbox, is pushed to once, sees it in the
// calendar she subscribed to, and lands on the date when she taps. Real pages, server and worker; what stands in for Google and for
// the browser's push service is said in pushing.mjs. The clock is moved as in the demonstration.
// Without a browser, and with somebody who sleeps: tests/faults/test_a_moved_date_reaches_everybody.py.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInOnPhone } from './people.mjs';
import { browserOf, pushBy, shown, soon, startGoogle, tapOn, until } from './pushing.mjs';
import { subscribed } from './subscribed.mjs';

const HOUR = 36e5;
const WHY = 'The gate is locked until four';
let folder;
let google;
let server;
let browser;
let ama; // a member's browser, that is told
let app; // the same member, as the native app reads
let walk;
let calendar;
let was; // the event of the walk, as the calendar had it
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftershift-moved-'));
  google = await startGoogle(folder);
  server = await startServer({ env: pushBy(google) });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  google?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const startOf = (date) => new Date(date.starts).getTime(); // a row of the list
const clockNow = () => new Date(server.manage('clock').trim()).getTime();
function clockTo(instant) {
  const minutes = Math.ceil((instant - clockNow()) / 60_000);
  if (minutes > 0) server.manage('clock', `+${minutes}m`);
}
const letters = () => google.heard.filter((one) => one.what === 'letter' && one.token === ama.far.token);
const theWalk = async () => (await calendar.look()).events.find((event) => event.title === walk.title);
const inTheApp = async () => {
  const { unread, results } = (await app.call('GET', 'inbox')).body;
  return { unread, moves: results.filter((message) => message.kind === 'date_change') };
};
/** On the organisation's wall clock, as every screen says it. */
const wall = (instant) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(instant);
const says = (page, instant) =>
  page.getByText(new RegExp(wall(instant))).filter({ visible: true }).first().waitFor();

test('a member who has a place is told on her browser and has a calendar', async () => {
  ama = await browserOf({ browser, server, google }, server.demo.member);
  app = await nativeApp(server, server.demo.member);
  // So that a push can only be about this. Her inbox has the rest all the same.
  for (const { kind } of (await app.call('GET', 'message-preferences')).body.results)
    if (kind !== 'date_change') await app.call('PUT', 'message-preferences', { kind, channel: 'push', is_on: false });
  const dates = await datesOf(app);
  walk = dates.find((o) => o.title.startsWith('A walk') && o.state === 'published' && o.free > 0 && startOf(o) > clockNow() + 6 * HOUR);
  const joined = await app.call('POST', `occurrences/${walk.id}/sign-ups`, {});
  assert.equal(joined.status, 201, JSON.stringify(joined.body));
  const { page } = ama;
  await page.goto('/calendar');
  await page.getByRole('radio', { name: 'What it is', exact: true }).first().click();
  await page.getByRole('button', { name: 'Make my address', exact: true }).click();
  calendar = subscribed(server, await page.getByLabel('The address', { exact: true }).textContent());
  was = await theWalk();
  assert.equal(was.starts, startOf(walk));
  assert.deepEqual([letters().length, (await inTheApp()).moves], [0, []]);
});

test('the lead moves it by two hours on his phone: her calendar moves the same event, her inbox says why', async () => {
  clockTo(startOf(walk) - 5 * HOUR); // within a day, so she is told as soon as she neither sleeps nor rests
  const lead = await signInOnPhone(browser, server, server.demo.lead);
  await lead.goto(`/occurrences/${walk.id}/change`);
  await lead.getByText('Another day or time').first().waitFor();
  await lead.getByLabel('Time', { exact: true }).first().fill(wall(startOf(walk) + 2 * HOUR));
  await lead.getByLabel('Why? Everyone it touches reads this.').last().fill(WHY);
  await lead.getByText(/Everyone keeps their place\./).first().waitFor();
  await lead.getByRole('button', { name: 'Move this date', exact: true }).click();
  await lead.getByRole('button', { name: 'Take the move back', exact: true }).waitFor();

  // A phone says that a tap is kept before the server has it.
  await until('moved', async () => (await inTheApp()).moves.length);
  const { moves } = await inTheApp();
  assert.deepEqual(
    moves.map((message) => [message.title, message.is_read, message.path]),
    [[`Another time: ${walk.title}`, false, `/occurrences/${walk.id}`]],
  );
  assert.match(moves[0].text, new RegExp(`${wall(startOf(walk) + 2 * HOUR)}.*${WHY}`));
  assert.deepEqual(await theWalk(), { ...was, starts: was.starts + 2 * HOUR, sequence: was.sequence + 1 });
  assert.deepEqual(lead.faults, []);
  await lead.context().close();
});

test('she is pushed to once, with nothing private, and the tap lands on the date at its new time', async () => {
  // Nobody wakes her: should she sleep after a night, it comes when she is up, at the latest before it begins.
  for (let hours = -4; hours < 2 && !(await soon(() => letters().length, 20)); hours += 1) clockTo(startOf(walk) + hours * HOUR);
  if (!(await soon(() => letters().length))) clockTo(startOf(walk) + 1.5 * HOUR);
  await until('pushed to', () => letters().length);
  const [sent] = letters();
  for (const secret of [walk.title, 'gate', 'Ama', 'Rosa', wall(startOf(walk) + 2 * HOUR)])
    assert.ok(!JSON.stringify(sent.pushed).includes(secret), secret);
  const { page, worker, deliver } = ama;
  await page.goto('/');
  await deliver(sent.pushed);
  const [line, ...more] = await until('shown', async () => (await shown(page)).length && shown(page));
  assert.deepEqual([line.title, more], ['Aftershift', []]);
  await tapOn(worker);
  await page.waitForURL((u) => u.pathname === `/occurrences/${walk.id}`);
  await says(page, startOf(walk) + 2 * HOUR);
  await until('closed', async () => (await shown(page)).length === 0);
});

test('behind her sign-in stand the words; tapped, they lead to the date and are read', async () => {
  const { page } = ama;
  await page.goto('/messages');
  await page.getByText(new RegExp(WHY)).waitFor();
  const before = (await inTheApp()).unread;
  await page.getByRole('button', { name: `Show it: Another time: ${walk.title}`, exact: true }).click();
  await page.waitForURL((u) => u.pathname === `/occurrences/${walk.id}`);
  await says(page, startOf(walk) + 2 * HOUR);
  await until('read', async () => (await inTheApp()).moves[0].is_read);
  assert.equal((await inTheApp()).unread, before - 1);

  // An hour of rounds later she has been told no second time, by no way.
  clockTo(clockNow() + HOUR);
  assert.equal(await soon(() => letters().length > 1, 25), undefined);
  assert.deepEqual([(await inTheApp()).moves.length, page.faults], [1, []]);
});
