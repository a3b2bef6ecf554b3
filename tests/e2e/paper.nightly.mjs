// A vote on paper in a real browser: printed, handed out by card, typed in by two people, settled where they differ, counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, startServer } from './browser.mjs';
import { nativeApp, signInAtDesk, signInOnPhone } from './people.mjs';

const ON_PAPER = ['Ama', 'Winston', 'Piotr'];
let server;
let browser;
let desk; // the organiser
let kasia; // a connector with her phone
let app; // a member
let ballot;
let numbers;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  app = await nativeApp(server, server.demo.members.Ivo);
  ballot = (await app.call('GET', 'ballots')).body.results.find((b) => b.state === 'open');
  desk = await signInAtDesk(browser, server, server.demo.organiser);
  kasia = await signInOnPhone(browser, server, server.demo.members.Kasia);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
const slips = () => `/desk/slips?ballot=${ballot.id}`;

test('the organiser prints numbered slips, one to a sheet, with the options of the vote', async () => {
  await desk.goto(slips());
  await desk.getByRole('button', { name: 'Make them' }).click();
  // The link is there once the server has made them.
  await desk.getByText('Slips to print: 10').waitFor();
  await desk.getByRole('link', { name: 'Open the page to print' }).waitFor();
  await desk.goto(`/print/slips/${ballot.id}`);
  await desk.getByRole('button', { name: 'Show the sheets' }).click();
  await desk.locator('.slip .code').first().waitFor();
  numbers = await desk.locator('.slip .code').allTextContents();
  assert.equal(numbers.length, 10);
  assert.ok(numbers.every((number) => /^\d{6}$/.test(number)));
  const { options } = (await app.call('GET', `ballots/${ballot.id}`)).body;
  assert.equal(await desk.locator('.slip').first().locator('li').count(), options.length);
});

test('a connector hands a slip to whoever shows their card, who then votes on paper and not by phone', async () => {
  await kasia.goto(slips());
  for (const [place, name] of ON_PAPER.entries()) {
    await kasia.getByRole('textbox', { name: 'Code of their card' }).first().fill(server.demo.members[name].card);
    await kasia.getByRole('button', { name: 'They get a slip' }).click();
    await kasia.getByText(`Handed out: ${place + 1}`).waitFor();
  }
  const ama = await signInOnPhone(browser, server, server.demo.members.Ama);
  await ama.goto(`/ballots/${ballot.id}`);
  await ama.getByText('Your vote is on paper').waitFor();
  assert.equal(await ama.getByRole('checkbox').count(), 0);
  assert.deepEqual(ama.faults, []);
});

/** What this person reads on a slip: the places of the lines that are ticked. */
async function typeIn(page, number, places) {
  await page.goto(`${slips()}&number=${number}`);
  const lines = page.getByRole('group', { name: 'What is ticked on it?' }).getByRole('checkbox');
  await lines.first().waitFor();
  for (const place of places) await lines.nth(place).click();
  await page.getByRole('button', { name: 'Save what I read' }).click();
  // Sent, and the form is empty for the next one.
  await page.waitForFunction(() => [...document.querySelectorAll('input')].every((i) => !/^\d{6}$/.test(i.value)));
  await page.waitForTimeout(300);
}
const counted = async (page, count) => {
  await page.goto(slips());
  await page.getByText(`Typed in twice and counted: ${count}`).waitFor();
};

test('two people type the slips in, each for themselves; what they read alike counts', async () => {
  for (const number of numbers.slice(0, 2)) for (const page of [desk, kasia]) await typeIn(page, number, [0]);
  await counted(desk, 2);
});

test('where they differ the slip is named and not the lines, and one looks again', async () => {
  const number = numbers[2];
  await typeIn(desk, number, [0]);
  await typeIn(kasia, number, [0, 1]);
  await kasia.goto(slips());
  await kasia.getByRole('heading', { name: `Slip ${number}` }).waitFor();
  await kasia.getByText('Two people read it differently. Both look', { exact: false }).waitFor();
  await typeIn(kasia, number, [0]);
  await counted(kasia, 3);
});

test('paper and phone enter one count, which everybody reads after the close', async () => {
  const seen = (await app.call('GET', `ballots/${ballot.id}/outcome`)).status;
  assert.equal(seen, 409, 'no total before the close');
  server.manage('clock', '+21d');
  let isExtended = false;
  let now;
  for (let n = 0; n < 80; n += 1) {
    now = (await app.call('GET', `ballots/${ballot.id}`)).body;
    if (now.state === 'settled') break;
    // Large shift groups had nobody who voted: they get their fourteen days more.
    if (now.first_closed && !isExtended) {
      isExtended = true;
      server.manage('clock', '+14d');
    }
    await new Promise((r) => setTimeout(r, 500));
  }
  assert.equal(now.state, 'settled');
  const outcome = (await app.call('GET', `ballots/${ballot.id}/outcome`)).body;
  assert.equal(outcome.voters, 12 + ON_PAPER.length, 'twelve by phone, three on paper');
  await kasia.goto(`/ballots/${ballot.id}/outcome`);
  await kasia.getByText('15 people voted.', { exact: false }).first().waitFor();
  assert.deepEqual([...desk.faults, ...kasia.faults], []);
});
