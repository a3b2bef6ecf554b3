// A series in a real browser: made at the desk, joined for every date, changed as a whole, and one date moved or called off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInAtDesk, signInOnPhone } from './people.mjs';

const TITLE = 'Chair yoga after earlies';
const WHY = 'The room is free later';
const LIFT = 'The lift is being mended';
const FLOOD = 'Water in the gym';
const DATES = 6;
const inDays = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10);
let server;
let browser;
let desk; // the organiser
let ama; // a member's phone
let app; // the same member, as the native app reads
let id; // the activity
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { members, organiser } = server.demo;
  [app, ama, desk] = await Promise.all([
    nativeApp(server, members.Ama),
    signInOnPhone(browser, server, members.Ama),
    signInAtDesk(browser, server, organiser),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const choose = (page, group, name) => page.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true }).click();
const series = async () => (await app.call('GET', `activities/${id}/series`)).body;
const dateOf = async (date) => (await series()).dates.find((d) => d.id === date);
async function until(what, look) {
  for (let n = 0; n < 80; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error(`never: ${what}`);
}

test('the organiser makes what comes every week, and each of its dates is there', async () => {
  await desk.goto('/desk/activity');
  await desk.getByRole('textbox', { name: 'What is it called?' }).fill(TITLE);
  await desk.getByLabel('First date', { exact: true }).fill(inDays(3));
  await desk.getByLabel('Starts at', { exact: true }).fill('15:30');
  await choose(desk, 'How often?', 'Every week');
  await desk.getByRole('textbox', { name: 'Where do people meet?' }).fill('Staff gym, level 0');
  await press(desk, 'Make this activity');
  const made = await until('it is made', async () => (await datesOf(app)).find((o) => o.title === TITLE));
  id = made.activity_id;
  const { rule, dates } = await series();
  assert.deepEqual([rule.every_weeks, rule.count, rule.times[0].start], [1, DATES, '15:30']);
  assert.deepEqual(dates.map((d) => d.starts.date), Array.from({ length: DATES }, (_, n) => inDays(3 + 7 * n)));
});

test('a member comes every time: one tap, and her turn is kept on every date', async () => {
  await ama.goto(`/series/${id}`);
  await ama.getByText(/^Every \w+ at 15:30$/).first().waitFor();
  await press(ama, 'I come every time');
  await until('she comes every time', async () => (await series()).i_come_every_time);
  await ama.getByText('You come every time').first().waitFor();
  assert.deepEqual((await series()).dates.map((d) => d.mine), Array(DATES).fill('waiting'));
});

test('all times change: first it says whom that touches, nothing is saved yet, then every date follows', async () => {
  await desk.goto(`/desk/series?activity=${id}`);
  await desk.getByLabel('Time', { exact: true }).fill('16:15');
  await choose(desk, 'Which dates that exist follow?', 'All');
  await desk.getByLabel('Why? Everyone it touches reads this.').fill(WHY);
  await press(desk, 'See whom it touches');
  await desk.getByText('It touches 1 person.').first().waitFor();
  assert.equal(await desk.getByText('Then at 16:15. Everyone keeps their place.').count(), DATES);
  assert.deepEqual((await series()).dates.map((d) => d.starts.time), Array(DATES).fill('15:30'));
  await press(desk, 'Save this rule');
  await until('every date follows', async () => (await series()).dates.every((d) => d.starts.time === '16:15'));
  assert.deepEqual((await series()).dates.map((d) => d.mine), Array(DATES).fill('waiting'), 'nobody lost a turn');
  await ama.goto(`/series/${id}`);
  await ama.getByText(/^Every \w+ at 16:15$/).first().waitFor();
});

test('one date moves with a reason, its people with it, and the move is taken back', async () => {
  const second = (await series()).dates[1];
  await desk.goto(`/occurrences/${second.id}/change`);
  await desk.getByText('Another day or time').first().waitFor();
  // The same words are in the form of other words before it, and of the same again after it.
  await desk.getByLabel('Time', { exact: true }).first().fill('17:00');
  await desk.getByLabel('Why? Everyone it touches reads this.').last().fill(LIFT);
  await desk.getByText('It touches 1 person. Everyone keeps their place.').first().waitFor();
  await press(desk, 'Move this date');
  const moved = await until('it moved', async () => {
    const now = await dateOf(second.id);
    return now.starts.time === '17:00' && now;
  });
  assert.deepEqual([moved.starts.date, moved.by_hand, moved.mine], [second.starts.date, true, 'waiting']);
  await ama.goto(`/series/${id}`);
  await ama.getByText(/Moved\. It was .*16:15/).first().waitFor();
  await ama.goto(`/occurrences/${second.id}`);
  await ama.getByText(/Another time: .*17:00.*Before: .*16:15/).first().waitFor();
  await press(desk, 'Take the move back');
  await until('it is back', async () => (await dateOf(second.id)).starts.time === '16:15');
  assert.deepEqual((await series()).dates.map((d) => d.starts.time), Array(DATES).fill('16:15'));
  assert.equal((await dateOf(second.id)).mine, 'waiting');
});

test('one date is called off and brought back, and whoever comes every time is on it again', async () => {
  const [first] = (await series()).dates;
  await desk.goto(`/desk/programme?activity=${id}`);
  await press(desk, 'Call this date off');
  await desk.getByRole('textbox', { name: 'Why, in a few words' }).fill(FLOOD);
  await press(desk, 'Call it off');
  await until('it is off', async () => (await dateOf(first.id)).state === 'cancelled');
  await ama.goto(`/series/${id}`);
  await ama.getByText(/Cancelled\./).first().waitFor();
  await ama.goto(`/occurrences/${first.id}`);
  await ama.getByText(`Why: ${FLOOD}`).first().waitFor();
  await press(desk, 'Bring this date back');
  await until('it is on again', async () => (await dateOf(first.id)).state === 'planned');
  assert.deepEqual((await series()).dates.map((d) => d.mine), Array(DATES).fill('waiting'));
  assert.equal((await series()).dates.length, DATES, 'no date was made twice');
  assert.deepEqual([desk, ama].flatMap((page) => page.faults), []);
});
