// Places in a real browser: the last one, given back, taken back and offered; children; a tablet; an invitation; and the day with
// its register and its heads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, phone, startServer } from './browser.mjs';
import { datesOf, nativeApp, signInOnPhone, watched } from './people.mjs';
import { settled } from './rounds.mjs';

let server;
let browser;
let meal; // one place is left on it
let coming; // a date with free places
let walk; // led by Rosa
const phones = {};
const apps = {};
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  for (const name of ['Ama', 'Rosa', 'Winston', 'Kasia']) {
    apps[name] = await nativeApp(server, server.demo.members[name]);
    phones[name] = await signInOnPhone(browser, server, server.demo.members[name]);
  }
  const open = (await datesOf(apps.Ama)).filter((o) => o.state === 'published');
  meal = open.find((o) => o.title.startsWith('Cook'));
  // With room: one more than was agreed to would have to be agreed to again before it sets off.
  walk = open.find((o) => o.title.startsWith('A walk') && o.free > 0);
  coming = open.find((o) => o.free > 2 && !o.mine && ![meal.id, walk.id].includes(o.id));
  // As the organiser would at the desk: nothing is kept any more, and one place is left.
  server.manage('shell', '-c', ONE_PLACE_LEFT.replace('WHICH', meal.id));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const ONE_PLACE_LEFT = `
from django_scopes import scope, scopes_disabled
from aftershift.activities.models import Occurrence
from aftershift.activities.services import keeping, organising
from aftershift.core import clock
from aftershift.people.models import Member
with scopes_disabled():
    date = Occurrence.objects.get(pk="WHICH")
with scope(organisation=date.organisation_id):
    boss = Member.objects.select_related("organisation").get(called_name="Teresa")
    boss.with_second_factor = True
    it = {"member": boss, "roles": {"member", "confirmed", "organiser"}, "occurrence_id": date.pk, "now": clock.now()}
    keeping.keep_places(**it, first_timers=0, jobs=(), facilities_until=None)
    date.refresh_from_db()
    organising.set_places(**it, places=date.taken + 1)
`;
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
async function until(what, look) {
  for (let n = 0; n < 80; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Error(`never: ${what}`);
}
const minutesUntil = (moment) => Math.ceil((Date.parse(moment) - Date.parse(server.manage('clock').trim())) / 60_000);
const stateOf = async (name, id) => (await apps[name].call('GET', `occurrences/${id}`)).body.mine;

let holder;
let waiter;
test('both press for the last place: one has it, the other reads where they wait', async () => {
  for (const name of ['Ama', 'Winston']) {
    await phones[name].goto(`/occurrences/${meal.id}`);
    await phones[name].getByRole('button', { name: 'I’m coming', exact: true }).waitFor();
  }
  await Promise.all(['Ama', 'Winston'].map((name) => press(phones[name], 'I’m coming')));
  await until('both are answered', async () => (await stateOf('Ama', meal.id)) && stateOf('Winston', meal.id));
  [holder, waiter] = (await stateOf('Ama', meal.id)) === 'placed' ? ['Ama', 'Winston'] : ['Winston', 'Ama'];
  assert.deepEqual([await stateOf(holder, meal.id), await stateOf(waiter, meal.id)], ['placed', 'waiting']);
  await phones[holder].getByText('You are going').first().waitFor();
  await phones[waiter].getByText('You are on the waiting list').first().waitFor();
  await phones[waiter].getByText('Nobody is waiting before you.').first().waitFor();
});

test('one tap gives it back, the other phone is in, and whoever takes it back waits', async () => {
  await press(phones[holder], 'My shift changed, I can’t come');
  await until('the place went on', async () => (await stateOf(waiter, meal.id)) === 'placed');
  await phones[waiter].goto(`/occurrences/${meal.id}`);
  await phones[waiter].getByText('You are going').first().waitFor();
  await phones[holder].goto(`/occurrences/${meal.id}`);
  await press(phones[holder], 'I come after all');
  await phones[holder].getByText('You are on the waiting list').first().waitFor();
  assert.deepEqual([await stateOf(holder, meal.id), await stateOf(waiter, meal.id)], ['waiting', 'placed']);
});

test('who wants to be asked first answers the offer on their own phone', async () => {
  await apps[holder].call('DELETE', `occurrences/${meal.id}/sign-ups/mine`);
  await phones[holder].goto(`/occurrences/${meal.id}`);
  await phones[holder].getByRole('checkbox', { name: /^Put me straight in/, checked: false }).waitFor();
  await press(phones[holder], 'Put me on the waiting list');
  await until('they wait', async () => (await stateOf(holder, meal.id)) === 'waiting');
  await phones[waiter].goto(`/occurrences/${meal.id}`);
  await press(phones[waiter], 'My shift changed, I can’t come');
  await until('it is offered', async () => (await stateOf(holder, meal.id)) === 'offered');
  await phones[holder].goto(`/occurrences/${meal.id}`);
  await phones[holder].getByText('A place came free.', { exact: false }).first().waitFor();
  await press(phones[holder], 'Yes, I’m coming');
  await phones[holder].getByText('You are going').first().waitFor();
  assert.deepEqual([await stateOf(holder, meal.id), await stateOf(waiter, meal.id)], ['placed', null]);
});

test('a mother says how old the child is that she brings', async () => {
  await phones.Ama.goto(`/occurrences/${coming.id}`);
  await press(phones.Ama, 'Bring children');
  await phones.Ama.getByRole('button', { name: /^Children of 5 to 10.*(more|\+)|(more|\+).*Children of 5 to 10/i }).click();
  await press(phones.Ama, 'We are 2, we’re coming');
  await until('they have two places', async () => (await stateOf('Ama', coming.id)) === 'placed');
  await phones.Ama.getByText('You bring 1 child.', { exact: false }).first().waitFor();
});

test('a porter without a phone comes and leaves again at the tablet', async () => {
  const tablet = watched(await (await phone(browser, { baseURL: server.address })).newPage());
  phones.tablet = tablet;
  await tablet.goto('/tablet');
  await tablet.getByRole('textbox', { name: 'The code on your card' }).fill(server.demo.members.Kasia.card);
  await tablet.getByRole('textbox', { name: 'Your PIN, 6 numbers' }).fill(server.demo.members.Kasia.pin);
  await press(tablet, 'Sign in');
  await tablet.getByText('What you can join').waitFor();
  await tablet.getByRole('button', { name: new RegExp(coming.title) }).last().click();
  await press(tablet, 'I’d like to come');
  await tablet.getByText('You have a place.').waitFor();
  assert.equal(await stateOf('Kasia', coming.id), 'placed');
  await press(tablet, 'Leave');
  await until('the place is free again', async () => (await stateOf('Kasia', coming.id)) !== 'placed');
  await press(tablet, 'I’m done');
  await tablet.getByText('Sign in with your card and PIN.').waitFor();
});

test('an invitation opened by a phone that is not signed in comes back after the sign-in, and no address holds its code', async () => {
  const sent = (await apps.Ama.call('POST', `occurrences/${coming.id}/invitations`, {})).body;
  const { hash } = new URL(sent.link);
  assert.ok(hash.length > 10);
  const winston = watched(await (await phone(browser, { baseURL: server.address })).newPage());
  phones.invited = winston;
  const asked = [];
  winston.on('request', (r) => asked.push(r.url(), r.headers().referer ?? ''));
  await winston.goto(`/invited${hash}`);
  await winston.waitForURL((u) => u.pathname === '/sign-in');
  await winston.getByRole('textbox', { name: 'The code on your card' }).fill(server.demo.members.Winston.card);
  await winston.getByRole('textbox', { name: 'Your PIN, 6 numbers' }).fill(server.demo.members.Winston.pin);
  await press(winston, 'Sign in');
  await winston.waitForURL((u) => u.pathname === '/invited');
  await winston.getByText('Ama asks you to come along.').waitFor();
  await press(winston, 'Yes, I\'m coming');
  await until('the held place is his', async () => (await stateOf('Winston', coming.id)) === 'placed');
  const spelled = [hash.slice(1), hash.slice(1).replaceAll('-', '')];
  assert.ok(asked.some((url) => url.endsWith('/api/v1/invitations/by-code')), 'it was looked up');
  assert.deepEqual(asked.filter((url) => spelled.some((code) => url.includes(code))), []);
});

test('the lead ticks the register and a walk-in without signal, and after it the server has each once', async () => {
  // The register is open from 12 hours before the start.
  server.manage('clock', `+${minutesUntil(walk.starts) - 150}m`);
  // Room for those who come along: with places added, whoever agreed to the group would be asked again.
  const listed = () => apps.Rosa.call('GET', `occurrences/${walk.id}/sign-up-list`);
  for (let list = await listed(); list.body.free < 3; list = await listed()) {
    const off = list.body.sign_ups.filter((s) => s.status === 'placed' && s.name !== 'Winston').at(-1);
    const seen = { 'If-Match': list.headers.get('ETag') };
    const said = await apps.Rosa.call('PUT', `occurrences/${walk.id}/sign-ups/${off.id}/removal`, { reason: 'Ill' }, seen);
    assert.equal(said.status, 200, JSON.stringify(said.body));
  }
  const { Rosa: rosa } = phones;
  await rosa.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await rosa.goto(`/occurrences/${walk.id}/register`);
  await rosa.getByRole('checkbox').first().waitFor();
  await settled(rosa);
  await rosa.context().setOffline(true);
  const names = await rosa.getByRole('checkbox').evaluateAll((boxes) => boxes.slice(0, 2).map((b) => b.getAttribute('aria-label') ?? b.innerText));
  for (const n of [0, 1]) await rosa.getByRole('checkbox').nth(n).click();
  await rosa.getByRole('textbox', { name: 'Code or link on their card' }).fill(server.demo.members.Winston.card);
  await rosa.getByRole('button', { name: /check in$/i }).click();
  await rosa.getByText('1 card is on its way. The name comes with signal.').waitFor();
  // One colleague who came along, which was a mistake: two did. They are only counted.
  const sheet = rosa.getByRole('dialog', { name: 'Somebody without a card' });
  await press(rosa, 'Somebody without a card');
  await press(sheet, 'Count them in');
  await press(rosa, 'Take back: 1 person without a card');
  await press(rosa, 'Somebody without a card');
  await press(sheet, 'People without a card: one more');
  await press(sheet, 'Count them in');
  await rosa.getByRole('button', { name: 'Take back: 2 people without a card' }).waitFor();
  const register = async () => (await apps.Rosa.call('GET', `occurrences/${walk.id}/register`)).body;
  assert.equal((await register()).lines.filter((l) => l.state === 'here').length, 0, 'nothing has reached the server yet');
  await rosa.context().setOffline(false);
  const here = await until('three are here', async () => {
    const found = (await register()).lines.filter((l) => l.state === 'here');
    return found.length >= 3 && found;
  });
  assert.equal(here.length, 3, names.join());
  assert.equal(here.filter((l) => l.name === 'Winston').length, 1);
  await until('of three presses two people stand', async () => (await register()).without_card.map((c) => c.people).join() === '2');
});

test('“bring a coat” reaches who has a phone, and the lead reads whom to tell in person', async () => {
  const { Rosa: rosa, Winston: winston } = phones;
  await rosa.goto(`/occurrences/${walk.id}/lead`);
  await rosa.getByRole('button', { name: /^Tell everyone/ }).click();
  await rosa.getByRole('radio', { name: 'Bring a coat' }).click();
  await press(rosa, 'Tell them');
  const told = async () => (await apps.Rosa.call('GET', `occurrences/${walk.id}/announcements`)).body.results[0];
  await rosa.getByText(/Reached .*of .*Tell in person: /s).first().waitFor();
  await winston.goto('/');
  await winston.getByText(/: bring a coat$/).first().waitFor();
  const read = winston.getByRole('button', { name: /^I have read it: .*bring a coat/ });
  await read.click();
  await read.waitFor({ state: 'detached' });
  const { reached, told: all, in_person } = await told();
  assert.ok(reached >= 1 && in_person.length === all - reached && !in_person.includes('Winston'), JSON.stringify({ reached, all, in_person }));
  for (const name of in_person) await rosa.getByText(new RegExp(`Tell in person: .*${name}`)).first().waitFor();
});

test('the lead counts five out and four back without signal, is asked about the difference, and after it the server has both', async () => {
  server.manage('clock', '+100m'); // one sets off from an hour before
  const { Rosa: rosa } = phones;
  const list = async () => (await apps.Rosa.call('GET', `occurrences/${walk.id}/checklist`)).body;
  let now = await list();
  const counts = () => ['C-D1', 'C-A1'].map((id) => now.items.find((i) => i.id === id).tick?.number);
  const tickAll = async (isAfter) => {
    const open = now.items.filter((i) => i.is_mandatory && !i.is_done && (i.phase === 'after') === isAfter);
    for (const item of open.filter((i) => !['C-D1', 'C-A1'].includes(i.id))) {
      await rosa.getByRole('checkbox', { name: item.text }).click();
      if (item.asks_yes_no) await press(rosa.getByRole('dialog'), 'No, nobody');
      await rosa.getByRole('checkbox', { name: item.text, checked: true }).waitFor(); // it is safe on the phone before anything else is pressed
    }
  };
  const count = async (question, n) => {
    for (let k = 0; k < n; k += 1) await press(rosa, `${question}: one more`);
  };
  await rosa.goto(`/occurrences/${walk.id}/lead`);
  await rosa.getByRole('group', { name: 'How many are here?', exact: true }).waitFor();
  await settled(rosa);
  await rosa.context().setOffline(true);
  await tickAll(false);
  await count('How many are here?', 5);
  await press(rosa, 'Set off with 5');
  await count('How many are back?', 4);
  await tickAll(true);
  await press(rosa, 'All 4 are back. Finish');
  const sheet = rosa.getByRole('dialog', { name: 'The two counts are not the same' });
  await sheet.getByText('5 set off, 4 are back.', { exact: false }).waitFor();
  await sheet.getByRole('textbox', { name: 'What happened?' }).fill('One took the bus home');
  await press(sheet, 'Everyone is safe. Finish');
  await rosa.getByText('Saved on this phone').first().waitFor();
  now = await list();
  assert.deepEqual([now.state, ...counts()], ['published', undefined, undefined], 'nothing has reached the server yet');
  await rosa.context().setOffline(false);
  await until('it is finished', async () => (now = await list()).state === 'closed');
  assert.deepEqual(counts(), [5, 4]);
  assert.equal(now.items.find((i) => i.id === 'C-A1').tick.note, 'One took the bus home');
  await rosa.getByText('Everything is written down.').waitFor();
});

test('afterwards a face is asked of those who were there, and of nobody else', async () => {
  server.manage('clock', '+200m');
  const asked = { name: `How was ${walk.title}?` };
  await phones.Winston.goto('/');
  await phones.Winston.getByText(asked.name).first().waitFor();
  await press(phones.Winston, 'Good');
  await phones.Winston.getByText('Thank you. It is only counted.').waitFor();
  await phones.Kasia.goto('/');
  await settled(phones.Kasia);
  assert.equal(await phones.Kasia.getByText(asked.name).count(), 0);
  assert.deepEqual(Object.values(phones).flatMap((page) => page.faults), []);
});
