// The whole chain in a real browser against the real server: from a poster to a calendar.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { openBrowser, phone, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInAtDesk, signInOnPhone, vote, watched } from './people.mjs';
import { settled } from './rounds.mjs';

const IDEA = 'Table tennis after earlies';
const VOTE = 'What do we try next?';
const PLACES = 3;
let server;
let browser;
let samira; // joins from the poster
let desk; // the organiser
const phones = {};
const apps = {};

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  for (const name of ['Ama', 'Rosa', 'Ivo', 'Bashir', 'Piotr', 'Winston']) apps[name] = await nativeApp(server, server.demo.members[name]);
  phones.Ama = await signInOnPhone(browser, server, server.demo.members.Ama);
  phones.Rosa = await signInOnPhone(browser, server, server.demo.members.Rosa);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const everybody = () => [samira, desk, ...Object.values(phones)].filter(Boolean);
const noFaults = () => assert.deepEqual(everybody().flatMap((p) => p.faults), []);

test('somebody new joins from the poster, without e-mail or phone number', async () => {
  const context = await phone(browser, { baseURL: server.address });
  samira = watched(await context.newPage());
  await samira.goto(`/join/${server.demo.join_code}`);
  await samira.getByText("St Bride's Hospital").first().waitFor();
  await samira.getByRole('textbox', { name: 'What can we call you?' }).fill('Samira');
  await samira.getByRole('textbox', { name: /6 numbers/ }).fill('481726');
  await samira.getByRole('button', { name: 'Join in' }).click();
  await samira.getByRole('heading', { name: 'You are in, Samira' }).waitFor();
  await samira.getByRole('link', { name: 'See what fits me' }).click();
  await samira.getByRole('heading', { name: 'Hello Samira' }).waitFor();
});

test('she taps the picture of her shifts and the day that is today', async () => {
  await samira.getByRole('link', { name: 'Tell my shifts' }).click();
  await samira.getByRole('button', { name: /^Early, Monday to Friday:/ }).click();
  const weekday = (new Date().getUTCDay() + 6) % 7; // Monday is 0
  await samira.getByRole('radio', { name: new RegExp(`^Day ${weekday + 1} of 7`) }).click();
  await samira.getByText(/^So today you/).waitFor();
  await samira.getByRole('button', { name: 'Yes, these are my shifts' }).click();
  await samira.waitForURL((u) => u.pathname === '/shifts'); // the screen moves on when it is safe on the phone
  await samira.goto('/');
  await samira.getByText(/^Fits you:/).first().waitFor();
});

test('a colleague who leads says "I know this person"', async () => {
  await phones.Rosa.goto('/confirm');
  await phones.Rosa.getByRole('button', { name: /Samira/ }).click();
  await samira.goto('/');
  await samira.getByRole('heading', { name: 'Hello Samira' }).waitFor();
  await samira.waitForFunction(async () => (await (await fetch('/api/v1/session')).json()).member.is_confirmed);
});

test('she proposes in one line, and a colleague says "I’d come"', async () => {
  await samira.goto('/ideas');
  await samira.getByRole('textbox', { name: 'Your idea in one line' }).fill(IDEA);
  await samira.getByRole('button', { name: 'Put up my idea' }).click();
  await samira.getByRole('link', { name: new RegExp(`^${IDEA}`) }).waitFor();
  await phones.Ama.goto('/ideas');
  await phones.Ama.getByRole('button', { name: `I’d come to ${IDEA}` }).click();
  await phones.Ama.getByRole('button', { name: /You.d come/ }).first().waitFor();
  await samira.reload();
  await samira.getByText('1 person would come.', { exact: false }).first().waitFor();
});

test('an organiser, with a second factor, opens a vote of ideas at times', async () => {
  desk = await signInAtDesk(browser, server, server.demo.organiser);
  await desk.goto('/desk/ballot');
  await desk.getByRole('textbox', { name: 'What is it called?' }).fill(VOTE);
  for (const [idea, day, start] of [[IDEA, 'Wed', '15:15'], ['Chess between night rounds', 'Fri', '08:00'], ['A quiet corner', 'Sat', '10:00']]) {
    await desk.getByRole('checkbox', { name: new RegExp(`^${idea}`) }).click();
    await desk.getByRole('button', { name: 'Save the answer' }).click(); // it can be done
    await desk.getByRole('button', { name: 'Save the answer' }).waitFor({ state: 'detached' });
    await desk.getByRole('radiogroup', { name: 'Day of the week' }).last().getByRole('radio', { name: day }).click();
    await desk.getByRole('textbox', { name: 'Starts at' }).last().fill(start);
  }
  await desk.getByRole('group', { name: 'How many can be chosen' }).getByRole('button', { name: /one fewer/ }).click();
  await desk.getByRole('group', { name: 'How many can be chosen' }).getByRole('button', { name: /one fewer/ }).click();
  await desk.getByRole('button', { name: 'Open the vote' }).click();
  await desk.getByRole('heading', { name: VOTE, level: 3 }).waitFor();
});

let ballot;
test('three members tick and vote on their phones, five more in the app; nobody sees a total', async () => {
  ballot = (await apps.Ivo.call('GET', 'ballots')).body.results.find((b) => b.title === VOTE);
  phones.Bashir = await signInOnPhone(browser, server, server.demo.members.Bashir);
  for (const page of [samira, phones.Ama, phones.Bashir]) {
    await page.goto(`/ballots/${ballot.id}`);
    await page.getByRole('checkbox', { name: new RegExp(`^${IDEA}`) }).click();
    await page.getByRole('button', { name: /^Put in my/ }).click();
    await page.getByText(/is in/i).first().waitFor();
  }
  const { options } = (await apps.Ivo.call('GET', `ballots/${ballot.id}`)).body;
  const chess = options.find((o) => o.title.startsWith('Chess'));
  const tennis = options.find((o) => o.title === IDEA);
  for (const name of ['Rosa', 'Ivo', 'Piotr']) await vote(apps[name], ballot.id, [tennis.id]);
  await vote(apps.Winston, ballot.id, [chess.id]);
  const organiser = await desk.evaluate(async (id) => (await fetch(`/api/v1/ballots/${id}/outcome`)).status, ballot.id);
  assert.notEqual(organiser, 200, 'no outcome before the close');
  // The eighth: the organiser, as a member like any other.
  await desk.goto(`/ballots/${ballot.id}`);
  await desk.getByRole('checkbox', { name: new RegExp(`^${IDEA}`) }).click();
  await desk.getByRole('button', { name: /^Put in my/ }).click();
  await desk.getByText(/is in/i).first().waitFor();
});

test('it closes by itself at its time, and everybody sees why it came out so', async () => {
  server.manage('clock', '+22d');
  let isExtended = false;
  for (let n = 0; n < 60; n += 1) {
    const now = (await apps.Ivo.call('GET', `ballots/${ballot.id}`)).body;
    if (now.state === 'settled') break;
    // Large shift groups had nobody who voted: they get their fourteen days more.
    if (now.first_closed && !isExtended) {
      isExtended = true;
      server.manage('clock', '+14d');
    }
    await new Promise((r) => setTimeout(r, 500));
  }
  await samira.goto(`/ballots/${ballot.id}/outcome`);
  await samira.getByText(IDEA).first().waitFor();
  const { chosen } = (await apps.Ivo.call('GET', `ballots/${ballot.id}/outcome`)).body;
  assert.deepEqual(chosen.map((c) => c.option.title), [IDEA]);
});

let occurrence;
test('the chosen idea becomes an activity with a lead, a second and its list, and opens', async () => {
  await desk.goto('/desk/ballot');
  await desk.getByRole('link', { name: `Make an activity from “${IDEA}”` }).click();
  await desk.getByRole('textbox', { name: 'What is it called?' }).waitFor();
  await desk.waitForFunction((t) => [...document.querySelectorAll('input')].some((i) => i.value === t), IDEA);
  await desk.getByRole('textbox', { name: 'Where do people meet?' }).fill('Staff gym, level 0');
  await desk.getByRole('textbox', { name: 'How hard is it?' }).fill('Easy, sit when you like');
  await desk.getByRole('textbox', { name: 'What to bring?' }).fill('Flat shoes');
  const fewer = desk.getByRole('group', { name: 'How many places?' }).getByRole('button', { name: /one fewer/ });
  while (!(await desk.getByRole('group', { name: 'How many places?' }).getByText(String(PLACES), { exact: true }).isVisible())) await fewer.click();
  await desk.getByRole('button', { name: 'Make this activity' }).click();
  for (let n = 0; n < 60 && !occurrence; n += 1) {
    const all = (await datesOf(apps.Rosa));
    occurrence = all.find((o) => o.title === IDEA);
    await new Promise((r) => setTimeout(r, 500));
  }
  assert.ok(occurrence, 'the activity is there');
  assert.equal(occurrence.places, PLACES);
  assert.equal((await apps.Rosa.call('PUT', `activities/${occurrence.activity_id}/lead`, { member_id: 'me' })).status, 200);
  assert.equal((await apps.Ivo.call('PUT', `activities/${occurrence.activity_id}/second`, { member_id: 'me' })).status, 200);
  const refused = await desk.evaluate(async (id) => {
    const { csrf, member } = await (await fetch('/api/v1/csrf')).json();
    const headers = { 'X-CSRFToken': csrf, 'X-Member': member, 'Idempotency-Key': crypto.randomUUID() };
    return (await fetch(`/api/v1/occurrences/${id}/publication`, { method: 'POST', headers })).status;
  }, occurrence.id);
  assert.equal(refused, 409, 'it does not open before its list is done');
  await phones.Rosa.goto(`/occurrences/${occurrence.id}/lead`);
  await phones.Rosa.getByRole('checkbox').first().waitFor();
  const gates = async () => (await apps.Rosa.call('GET', `occurrences/${occurrence.id}/checklist`)).body;
  for (const item of (await gates()).items.filter((i) => (await0(i)))) {
    await phones.Rosa.getByRole('checkbox', { name: item.text }).click();
  }
  for (let n = 0; n < 60 && (await gates()).gates.publish.length; n += 1) await new Promise((r) => setTimeout(r, 500));
  assert.deepEqual((await gates()).gates.publish, []);
  await desk.goto('/desk/programme');
  await desk.getByRole('button', { name: new RegExp(`^${IDEA}`) }).first().click();
  await desk.getByRole('button', { name: 'Let people join' }).click();
  for (let n = 0; n < 60; n += 1) {
    if ((await apps.Rosa.call('GET', `occurrences/${occurrence.id}`)).body.state === 'published') break;
    await new Promise((r) => setTimeout(r, 500));
  }
  assert.equal((await apps.Rosa.call('GET', `occurrences/${occurrence.id}`)).body.state, 'published');
});
const await0 = (item) => item.phase === 'before' && item.is_mandatory && !item.is_done && item.known === null;

const feeds = {};
test('two race for the last place: one has it, one waits', async () => {
  for (const name of ['Piotr', 'Winston']) assert.equal((await apps[name].call('POST', `occurrences/${occurrence.id}/sign-ups`, { adults: 0 })).body.status, 'placed');
  const racers = [samira, phones.Ama];
  for (const page of racers) {
    await page.goto(`/occurrences/${occurrence.id}`);
    await page.getByRole('button', { name: /coming/i }).first().waitFor();
  }
  await Promise.all(racers.map((page) => page.getByRole('button', { name: /coming/i }).first().click()));
  const after = async () => (await apps.Rosa.call('GET', `occurrences/${occurrence.id}`)).body;
  for (let n = 0; n < 60 && (await after()).waiting === 0; n += 1) await new Promise((r) => setTimeout(r, 500));
  const { taken, waiting } = await after();
  assert.deepEqual({ taken, waiting }, { taken: PLACES, waiting: 1 });
});

/** What a member's feed says of this date, as a calendar program reads it. */
const shownAs = async (name) =>
  (await events(feeds[name]))
    .filter((e) => e.startDate.toJSDate().toISOString().startsWith(new Date(occurrence.starts).toISOString().slice(0, 16)))
    .map((e) => e.component.getFirstPropertyValue('status'));

test('the calendar feeds hold it, and a calendar program reads them', async () => {
  await samira.goto('/calendar');
  feeds.samira = await samira.evaluate(async () => {
    const { csrf, member } = await (await fetch('/api/v1/csrf')).json();
    const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf, 'X-Member': member, 'Idempotency-Key': crypto.randomUUID() };
    return (await (await fetch('/api/v1/feeds', { method: 'POST', headers, body: JSON.stringify({ purpose: 'mine' }) })).json()).url;
  });
  feeds.ama = (await apps.Ama.call('POST', 'feeds', { purpose: 'mine' })).body.url;
  assert.deepEqual([...(await shownAs('samira')), ...(await shownAs('ama'))].sort(), ['CONFIRMED', 'TENTATIVE']);
});

test('whoever has the place leaves in one tap, and the next is moved up', async () => {
  const state = async (page) => page.evaluate(async (id) => (await (await fetch(`/api/v1/occurrences/${id}`)).json()).mine, occurrence.id);
  const placed = (await state(samira)) === 'placed' ? samira : phones.Ama;
  const waiting = placed === samira ? phones.Ama : samira;
  await placed.goto(`/occurrences/${occurrence.id}`);
  await settled(placed);
  await placed.getByRole('button', { name: /can.t come/ }).click();
  for (let n = 0; n < 60 && (await state(waiting)) !== 'placed'; n += 1) await new Promise((r) => setTimeout(r, 500));
  assert.equal(await state(waiting), 'placed', `whoever left (${await state(placed)}) reads: ${await placed.locator('body').innerText()}`);
  await waiting.goto(`/occurrences/${occurrence.id}`);
  await waiting.getByText('You are going').first().waitFor();
  const [moved, gone] = waiting === samira ? ['samira', 'ama'] : ['ama', 'samira'];
  assert.deepEqual(await shownAs(moved), ['CONFIRMED']);
  assert.deepEqual(await shownAs(gone), []);
  noFaults();
});

async function events(url) {
  const reply = await fetch(url.replace(/^https?:\/\/[^/]+/, server.address));
  assert.equal(reply.status, 200);
  const again = await fetch(url.replace(/^https?:\/\/[^/]+/, server.address), { headers: { 'If-None-Match': reply.headers.get('etag') } });
  assert.equal(again.status, 304);
  const calendar = new ICAL.Component(ICAL.parse(await reply.text()));
  return calendar.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e));
}
