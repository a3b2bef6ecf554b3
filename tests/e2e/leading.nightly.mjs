// A porter's way in a real browser: from one small role to leading a walk with a buddy, six dates, and how much the organiser is
// there meanwhile. The clock is moved from date to date; other people's routine taps go through the API.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, phone, startServer } from './browser.mjs';
import { measures } from './looking.mjs';
import { nativeApp, signInAtDesk, signInOnPhone } from './people.mjs';
import { settled } from './rounds.mjs';
import { writeUrdu } from './urdu.mjs';

const TITLE = 'Along the canal after earlies';
const WEEKS = 3; // apart: the shifts of the early, late and night weeks are the same on each date
const DATES = 6;
const MINUTE = 60_000;
const PICTURES = process.env.STORY_PICTURES; // the folder that pictures are taken into, if any
const LARGEST = 200 * 1024;
let server;
let browser;
let desk; // the organiser, who is the buddy at the end
let bashir; // the porter
let rosa; // leads the walk
const apps = {};
let dates; // of the walk, first to last
let activity;
let ahead = 0; // of the clock, in minutes

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  for (const name of ['Bashir', 'Rosa', 'Ivo', 'Winston', 'Piotr']) apps[name] = await nativeApp(server, server.demo.members[name]);
  const sharp = PICTURES ? { deviceScaleFactor: 2 } : {};
  bashir = await signInOnPhone(browser, server, server.demo.members.Bashir, sharp);
  rosa = await signInOnPhone(browser, server, server.demo.members.Rosa, sharp);
  desk = await signInAtDesk(browser, server, server.demo.organiser);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** As the organiser, through the API: the answer's body. */
async function organise(method, path, body) {
  const { status, told } = await desk.evaluate(
    async ([verb, where, what]) => {
      const { csrf, member } = await (await fetch('/api/v1/csrf')).json();
      const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf, 'X-Member': member, 'Idempotency-Key': crypto.randomUUID() };
      const reply = await fetch(`/api/v1/${where}`, { method: verb, headers, ...(what && { body: JSON.stringify(what) }) });
      return { status: reply.status, told: await reply.text() };
    },
    [method, path, body],
  );
  assert.ok(status < 300, `${method} ${path}: ${status} ${told}`);
  return told ? JSON.parse(told) : undefined;
}
async function as(name, method, path, body) {
  const reply = await apps[name].call(method, path, body);
  assert.ok(reply.status < 300, `${name}: ${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}
async function until(what, look) {
  for (let n = 0; n < 80; n += 1) {
    if (await look()) return;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error(`never: ${what}`);
}
/** Moves the clock of web and worker so far that it is this long before (or after) the start of the date. */
function clockTo(date, minutes) {
  const by = Math.ceil((new Date(date.starts.at).getTime() - Date.now()) / MINUTE + minutes - ahead);
  assert.ok(by > 0, `the clock goes forward only: ${by}`);
  server.manage('clock', `+${by}m`);
  ahead += by;
}
/** A page gone to anew until it says this: others did something meanwhile, and a phone shows first what it has. */
async function sees(page, path, what) {
  const found = typeof what === 'string' || what instanceof RegExp ? page.getByText(what).first() : what;
  for (let n = 0; n < 8; n += 1) {
    await page.goto(path);
    if (await found.waitFor({ timeout: 5000 }).then(() => true, () => false)) return settled(page);
  }
  await page.goto(path);
  await found.waitFor();
}
const press = (page, name) => page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).first().click();

const open = (list, gate) => list.items.filter((i) => list.gates[gate].includes(i.id) && i.known !== true);
/** What of its list keeps this gate shut is ticked by whoever leads; heads are counted. */
async function tick(name, date, gate, heads) {
  const at = now();
  const lines = open(await as(name, 'GET', `occurrences/${date.id}/checklist`), gate);
  const ticks = lines.map((item) => ({ tap: randomUUID(), item_id: item.id, ticked: true, device_at: at, ...(item.takes_number && { number: heads }), ...(item.asks_yes_no && { number: 0 }) }));
  await as(name, 'PUT', `occurrences/${date.id}/checklist/ticks`, { sent_at: at, ticks });
}
const now = () => new Date(Date.now() + ahead * MINUTE).toISOString();
async function opens(name, date) {
  await tick(name, date, 'publish');
  await organise('POST', `occurrences/${date.id}/publication`);
}
/** Routine of a date: those who have places are there, they set off, and all are back. */
async function held(name, date, { heads = 3 } = {}) {
  await tick(name, date, 'start', heads);
  await as(name, 'POST', `occurrences/${date.id}/start`);
  clockTo(date, 50);
  await tick(name, date, 'close', heads);
  await as(name, 'POST', `occurrences/${date.id}/close`);
}
async function joins(date, ...names) {
  for (const name of names) await as(name, 'POST', `occurrences/${date.id}/sign-ups`, { adults: 0 });
}
/** Bashir says on the page of the date that he comes. */
async function bashirComes(date) {
  const coming = bashir.getByRole('button', { name: 'I’m coming' });
  await sees(bashir, `/occurrences/${date.id}`, coming);
  await coming.click();
  await bashir.getByText('You are going').first().waitFor();
}
/** He takes the small role; the page is opened anew, as what it offers is read with it. */
async function does(date, role) {
  await sees(bashir, `/occurrences/${date.id}`, bashir.getByRole('button', { name: `I’ll do it: ${role}` }));
  await press(bashir, `I’ll do it: ${role}`);
  await bashir.getByText('You do this.').first().waitFor();
}
/** On the lead's screen each open line of this gate is ticked; the counted ones have a counter of their own. */
async function ticksOnScreen(date, gate) {
  for (const item of open(await as('Bashir', 'GET', `occurrences/${date.id}/checklist`), gate)) {
    if (item.takes_number) continue;
    await bashir.getByRole('checkbox', { name: item.text, checked: false }).click();
    if (item.asks_yes_no) await press(bashir.getByRole('dialog'), 'No, nobody');
    await bashir.getByRole('checkbox', { name: item.text, checked: true }).waitFor();
  }
}
async function counts(what, heads) {
  const more = bashir.getByRole('group', { name: what }).getByRole('button', { name: /one more/ });
  for (let n = 0; n < heads; n += 1) await more.click();
}
/** Bashir runs a date on his phone: the list of who is here, the heads, the list, and back. */
async function runs(date, names, { underWay } = {}) {
  await sees(bashir, `/occurrences/${date.id}/register`, bashir.getByRole('checkbox', { name: names[0] }));
  for (const name of names) {
    await bashir.getByRole('checkbox', { name }).click();
    await bashir.getByRole('checkbox', { name, checked: true }).waitFor();
  }
  await sees(bashir, `/occurrences/${date.id}/lead`, 'How many are here?');
  await counts('How many are here?', names.length);
  await ticksOnScreen(date, 'start');
  await press(bashir, `Set off with ${names.length}`);
  await bashir.getByText('How many are back?').first().waitFor();
  clockTo(date, 50);
  await underWay?.();
  // What of the day is not ticked yet stays to be seen, though the list from before has folded up.
  await bashir.getByText('Still open from before. Is it done? Tick it.').waitFor();
  await ticksOnScreen(date, 'close');
  await counts('How many are back?', names.length);
  await press(bashir, `All ${names.length} are back. Finish`);
  await bashir.getByText('Everything is written down.').waitFor();
}
const walk = () => bashir.getByTestId('kind-walk');
/** My steps invites, Bashir says yes, and stands there. */
async function takes(step) {
  await sees(bashir, '/my-steps', walk().getByText(`Would you like to try: ${step}?`));
  await walk().getByRole('button', { name: `Yes, I’d like to: ${step}: Walk` }).click();
  await walk().getByText(`You: ${step}`).waitFor();
}
/** The same page in Urdu, on a phone of 320: nothing is cut off, and nothing goes sideways. */
async function fitsInUrdu(page, name) {
  const { cookies } = await page.context().storageState();
  const context = await phone(browser, { baseURL: server.address, storageState: { cookies, origins: [] }, viewport: { width: 320, height: 740 } });
  await writeUrdu(context);
  const urdu = await context.newPage();
  await urdu.goto(page.url());
  await urdu.getByRole('heading').first().waitFor();
  await settled(urdu);
  // A phone begins in the language of whoever signs in on it, and keeps what was chosen there from then on.
  await urdu.evaluate(() => localStorage.setItem('aftershift-language', 'ur'));
  await urdu.reload();
  await urdu.locator('html[lang=ur]').waitFor({ state: 'attached' });
  await urdu.getByRole('heading').first().waitFor();
  await settled(urdu);
  assert.deepEqual(await measures(urdu), [], `${name} in Urdu`);
  if (PICTURES) {
    await urdu.setViewportSize({ width: 360, height: 1400 });
    await urdu.waitForTimeout(300);
    await urdu.screenshot({ path: join(PICTURES, `urdu-${name}.png`), animations: 'disabled' });
  }
  await context.close();
}
/** A picture of the story, when they are wanted: as high as what is on the page, within reason, and not too many bytes. */
async function picture(page, name, about, most = 1400) {
  await fitsInUrdu(page, name);
  if (!PICTURES) return;
  await settled(page);
  const size = page.viewportSize();
  for (const height of [1400, 1150, 900, 740].filter((h) => h <= most)) {
    await page.setViewportSize({ width: size.width, height });
    await about?.evaluate((e) => e.scrollIntoView({ block: 'center' }));
    await page.waitForTimeout(300);
    const path = join(PICTURES, `story-${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    if (statSync(path).size < LARGEST) break;
  }
  await page.setViewportSize(size);
}
const noFaults = () => assert.deepEqual([bashir, rosa, desk].flatMap((p) => p.faults), []);

test('an organiser makes a walk of six dates, Rosa leads it and Ivo helps, and the plan of being there less begins', async () => {
  const { days } = await as('Bashir', 'GET', 'my-shifts?days=28');
  const soon = new Date(Date.now() + 4 * 24 * 60 * MINUTE).toISOString().slice(0, 10);
  const early = days.find((d) => d.date > soon && d.shifts.some((s) => s.kind === 'early') && new Date(d.date).getUTCDay() % 6);
  const made = await organise('POST', 'activities', {
    title: TITLE,
    kind: 'walk',
    minutes: 45,
    on_site: true,
    meeting_place: 'Bench by the north gate',
    how_hard: 'Flat paths, a bench half way',
    cost: 'Free',
    what_to_bring: 'Comfortable shoes',
    starts_date: early.date,
    starts_time: '15:20',
    places: 8,
    repeat: { every_weeks: WEEKS, count: DATES },
  });
  [activity, dates] = [made.id, made.occurrences];
  assert.equal(dates.length, DATES);
  await as('Rosa', 'PUT', `activities/${activity}/lead`, { member_id: 'me' });
  await as('Ivo', 'PUT', `activities/${activity}/second`, { member_id: 'me' });
  await sees(desk, `/passing-on/${activity}`, 'How much the organiser is there');
  await press(desk, 'Begin the plan');
  await desk.getByText('At every date, now').waitFor();
  await desk.getByText(/^At every second date, from /).waitFor();
});

/** The organiser reads the plan and signs for every date that waits. */
async function signs(name) {
  const yes = desk.getByRole('button', { name: /^I have read version \d and agree$/ });
  await sees(desk, `/plan/${activity}`, yes);
  if (name) await picture(desk, name, yes);
  await yes.click();
  await desk.getByText('All dates to come are agreed to.').waitFor();
}

test('Rosa writes down what could hurt, and at first the organiser signs for it', async () => {
  await sees(rosa, `/plan/${activity}`, rosa.getByRole('button', { name: 'Keep this' }));
  await press(rosa, 'Keep this');
  await until('it is written', async () => (await as('Rosa', 'GET', `activities/${activity}/safety-plan`)).assessment);
  await sees(rosa, `/passing-on/${activity}`, 'For safety an organiser signs, and the lead reads along.');
  const missing = (await as('Rosa', 'GET', `occurrences/${dates[0].id}/checklist`)).gates.publish;
  assert.ok(missing.includes('C-B12'), `it opens without a signature: ${missing}`);
  await sees(desk, '/desk/agreements', TITLE);
  await signs('organiser-signs');
});

test('Bashir picks walking on his steps, and reads the card of walking at the back', async () => {
  await bashir.goto('/my-steps');
  await bashir.getByText('Nobody sees your steps.', { exact: false }).first().waitFor();
  await press(bashir, 'Help with something');
  await bashir.getByRole('radio', { name: 'Walk', exact: true }).click();
  await bashir.getByRole('dialog').getByRole('button', { name: 'Yes, I’d like to' }).click();
  await walk().getByText('You: Lend a hand').waitFor();
  await bashir.goto('/role-cards/back_marker');
  await bashir.getByText('You are the last. Nobody is behind you, ever.').waitFor();
  await picture(bashir, 'role-card', undefined, 900);
  await press(bashir, 'I read or heard it');
  await bashir.getByText('You read this').waitFor();
});

test('the first date: he walks at the back, and it stands in his record', async () => {
  const [date] = dates;
  clockTo(date, -55);
  await opens('Rosa', date);
  await joins(date, 'Winston', 'Piotr');
  await bashirComes(date);
  await does(date, 'Walk at the back');
  await held('Rosa', date);
  await sees(bashir, '/my-record', /: Walked at the back$/);
  await sees(bashir, `/occurrences/${date.id}`, bashir.getByText('Would you like to try this one next time?', { exact: false }));
  await bashir.getByText('3 people had a place.').waitFor();
  await bashir.getByRole('link', { name: 'See all dates' }).waitFor();
  assert.equal(await bashir.getByText(/are going|Come every time/).count(), 0);
  await bashir.getByText('Who next?').waitFor();
  await picture(bashir, 'who-next', bashir.getByText('Who next?'));
  await takes('Own a role');
});

test('the second: Rosa asks him to help with the list, and he says so; she gives her word after their talk', async () => {
  const date = dates[1];
  clockTo(date, -55);
  await opens('Rosa', date);
  await joins(date, 'Winston', 'Piotr');
  await bashirComes(date);
  await sees(rosa, `/passing-on/${activity}`, rosa.getByRole('button', { name: /^Help with the list\. .* Show$/ }));
  await press(rosa, /^Help with the list\. .* Show$/);
  await press(rosa, 'Ask someone: Help with the list');
  await press(rosa, 'Ask Bashir');
  await rosa.getByText('Bashir is asked, and has not answered.').waitFor();
  await sees(bashir, '/activities', `Would you lend a hand at ${TITLE}? Help with the list`);
  await does(date, 'Help with the list');
  await held('Rosa', date);

  await sees(bashir, '/my-steps', walk().getByText('Two roles on two dates: 2 of 2 (done)'));
  await picture(bashir, 'my-steps');
  await walk().getByRole('link', { name: 'Read what to do, and whom to phone: Walk' }).click();
  await bashir.getByRole('link', { name: /^Something went wrong, or nearly/ }).waitFor();
  await press(bashir, 'I read or heard it');
  await bashir.getByText('You read this').last().waitFor(); // the page before stays below, with its own
  await sees(bashir, '/my-steps', walk().getByText('Know what to do when something goes wrong (done)'));
  await press(bashir, 'Ask for a word: The talk of 20 minutes, Walk');
  await press(bashir, 'Rosa');
  await bashir.getByText('Asked: Rosa. No answer yet.').waitFor();
  await sees(rosa, '/my-steps', 'Bashir asks you for a word');
  // Ama's question of the demonstration stands above his: each button says whose it is.
  const his = ': Bashir. The talk of 20 minutes, Walk';
  await press(rosa, `Yes, on a condition${his}`);
  await rosa.getByRole('checkbox', { name: `Short walks, up to an hour${his}`, exact: true }).click();
  await press(rosa, `Yes${his}`);
  await rosa.getByText('Thank you. They are told.').waitFor();
  await sees(bashir, '/my-steps', /^Rosa said yes, /);
  await takes('Lead together');
  await bashir.getByText('For now: Short walks, up to an hour').first().waitFor();
});

test('the third: he watches how it is led, and both say that it happened', async () => {
  const date = dates[2];
  clockTo(date, -55);
  await opens('Rosa', date);
  await joins(date, 'Winston', 'Piotr');
  await bashirComes(date);
  await sees(bashir, `/occurrences/${date.id}`, bashir.getByRole('button', { name: 'I’d like to watch how it is led' }));
  await press(bashir, 'I’d like to watch how it is led');
  await bashir.getByText('You watch how this is led.', { exact: false }).waitFor();
  await held('Rosa', date);
  await sees(bashir, '/my-steps', bashir.getByText(`You watched: ${TITLE}`, { exact: false }));
  await press(bashir, `Yes, it happened: ${TITLE}`);
  await bashir.getByText('It counts when whoever led says so too.').waitFor();
  await sees(rosa, '/my-steps', rosa.getByText(`Did Bashir watch you lead ${TITLE}`, { exact: false }));
  await press(rosa, `Yes, it happened: ${TITLE}: Bashir`);
  await sees(bashir, '/my-steps', walk().getByText('Watch once how it is led (done)'));
});

test('he says that he holds a first-aid certificate, and an organiser that they saw it', async () => {
  await press(bashir, 'I hold a certificate');
  const sheet = bashir.getByRole('dialog');
  await sheet.getByRole('radio', { name: 'First aid', exact: true }).click();
  await sheet.getByRole('button', { name: 'Keep this' }).click();
  await bashir.getByText('Nobody has seen it yet. Show it to an organiser.').waitFor();
  await sees(desk, '/my-steps', 'Bashir: First aid');
  await press(desk, 'I have seen it: Bashir: First aid');
  await sees(bashir, '/my-steps', 'An organiser has seen it');
  await picture(bashir, 'certificate', bashir.getByText('An organiser has seen it'));
});

test('Ivo steps back, and Bashir says on the page of the walk that he helps', async () => {
  await as('Ivo', 'DELETE', `activities/${activity}/second`);
  await organise('PUT', `activities/${activity}/second`, { member_id: apps.Bashir.member.id });
  await sees(bashir, `/occurrences/${dates[3].id}`, 'Would you like to help lead this?');
  await press(bashir, 'Yes, I help');
  await bashir.getByText('You help lead this.').waitFor();
  // Somebody else helps lead: that is read again.
  await signs();
});

test('the fourth: he shares the lead', async () => {
  const date = dates[3];
  clockTo(date, -55);
  await opens('Rosa', date);
  await joins(date, 'Winston', 'Piotr');
  await held('Rosa', date, { heads: 2 });
  await sees(bashir, '/my-steps', walk().getByText('Share the lead: 1 of 2'));
});

test('after four in a row the next defaults to somebody else, and Rosa keeps it in one tap', async () => {
  const keep = rosa.getByRole('button', { name: 'I lead it again' });
  await sees(rosa, `/passing-on/${activity}`, keep);
  await rosa.getByText('You led several in a row, so we asked somebody else', { exact: false }).waitFor();
  await picture(rosa, 'turn-asked', keep);
  await keep.click();
  await until('it is hers', async () => (await as('Rosa', 'GET', `activities/${activity}/passing-on`)).handover === null);
});

test('the fifth: he goes through the whole list, from who is here to everybody back', async () => {
  const date = dates[4];
  clockTo(date, -55);
  await opens('Rosa', date);
  await joins(date, 'Winston', 'Piotr');
  await runs(date, ['Winston', 'Piotr']);
  await sees(bashir, '/my-steps', walk().getByText('Would you like to try: Lead with a buddy?'));
  await takes('Lead with a buddy');
});

test('Rosa hands it over, Bashir says that he leads, and the organiser is his buddy', async () => {
  await sees(rosa, `/passing-on/${activity}`, rosa.getByRole('button', { name: 'Ask Bashir to lead the next one' }));
  await rosa.getByText('You led a lot lately.', { exact: false }).waitFor();
  await rosa.getByRole('checkbox', { name: 'I stay to help' }).click();
  await press(rosa, 'Ask Bashir to lead the next one');
  await rosa.getByText('Asked: Bashir. Nothing has changed yet.').waitFor();
  await sees(bashir, '/activities', `Would you take over leading ${TITLE}?`);
  await press(bashir, `Yes, I lead: ${TITLE}`);
  await until('he leads it', async () => (await as('Bashir', 'GET', `occurrences/${dates[5].id}`)).lead?.is_me);
  await organise('PUT', `activities/${activity}/second`, { member_id: 'me' });
  await sees(bashir, `/occurrences/${dates[5].id}`, 'You lead this.');
});

test('after a quarter the app proposes to come to every second date, and both sides say yes', async () => {
  clockTo(dates[5], -2 * 24 * 60);
  await sees(bashir, `/passing-on/${activity}`, 'It is time for the next step: At every second date');
  await picture(bashir, 'passing-on-proposed', bashir.getByRole('button', { name: 'Yes, we are ready' }));
  await press(bashir, 'Yes, we are ready');
  await bashir.getByText('You said yes. The other side has not answered yet.').waitFor();
  await sees(desk, `/passing-on/${activity}`, 'It is time for the next step: At every second date');
  await press(desk, 'Yes, we are ready');
  await desk.getByText('At every second date, now').waitFor();
  await sees(bashir, `/passing-on/${activity}`, 'At every second date, now');
  await bashir.getByText('At every date, done').waitFor();
});

test('the sixth: Bashir leads, with a buddy', async () => {
  const date = dates[5];
  clockTo(date, -55);
  await opens('Bashir', date);
  await joins(date, 'Winston', 'Piotr');
  await as('Winston', 'PUT', `occurrences/${date.id}/my-emergency-number`, { number: '+44 7700 900123' });
  await sees(bashir, `/occurrences/${date.id}/out`, bashir.getByRole('button', { name: 'Show the number of Winston' }));
  await press(bashir, 'Show the number of Winston');
  await bashir.getByRole('button', { name: 'Winston: Call +44 7700 900123' }).waitFor();
  await bashir.getByText(/^Received at /).waitFor();
  await picture(bashir, 'emergency-number', undefined, 1150);
  await runs(date, ['Winston', 'Piotr'], { underWay: () => picture(bashir, 'checklist-under-way', bashir.getByText('On the way', { exact: true })) });
  await sees(bashir, '/my-steps', walk().getByText('Lead with a buddy: 1 of 3'));
  await sees(bashir, '/my-record', /: Led with a buddy; Went through the whole list$/);
  assert.equal(await bashir.getByText(TITLE, { exact: true }).count(), 6);
  await bashir.getByText('Dates led, alone or with others: 3.', { exact: false }).waitFor();
  await picture(bashir, 'my-record');
  await sees(desk, '/my-record', /: Was the buddy$/);
});

test('it nearly went wrong there: he names the date, and the organiser comes to every date again, said kindly', async () => {
  await sees(bashir, `/occurrences/${dates[5].id}/lead`, 'It nearly went wrong');
  await bashir.getByRole('link', { name: 'It nearly went wrong' }).click();
  for (const [question, answer] of [['Was anybody hurt?', 'No'], ['Did anybody go straight to hospital?', 'No'], ['Could it have been much worse?', 'Yes']]) {
    await bashir.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer, exact: true }).click();
  }
  await bashir.getByRole('textbox', { name: 'What happened? No names' }).fill('A bicycle came fast round the bend by the lock.');
  await bashir.getByRole('textbox', { name: 'What would stop it next time?' }).fill('Keep left, and ring a bell at the bend.');
  await bashir.getByRole('radio', { name: new RegExp(`^${TITLE}`), checked: true }).waitFor();
  await bashir.getByText('The organiser comes to it more often for a while.', { exact: false }).waitFor();
  await picture(bashir, 'near-miss-date', bashir.getByText('The organiser comes to it more often for a while.', { exact: false }));
  await press(bashir, 'Send it without my name');
  await bashir.getByText('Nobody can see that it came from you.', { exact: false }).waitFor();
  const kindly = 'Something happened. The organiser comes more often again. That is what the plan is for.';
  for (const page of [bashir, desk]) {
    await sees(page, `/passing-on/${activity}`, kindly);
    await page.getByText('At every date, now').waitFor();
    await page.getByText(/^At every second date, from /).waitFor();
  }
  await picture(bashir, 'passing-on-again', bashir.getByText(kindly));
  noFaults();
});
