// Files in a real browser: a calendar dragged onto the page, and a sheet that an organiser puts in for people beside them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser, startServer } from './browser.mjs';
import { signInAtDesk, signInOnPhone } from './people.mjs';

let server;
let browser;
let desk;
let ama;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  desk = await signInAtDesk(browser, server, server.demo.organiser);
  ama = await signInOnPhone(browser, server, server.demo.members.Ama);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const day = (ahead) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10);
/** Drags one file over the page and lets it go, as a file manager does. */
async function drag(page, name, text) {
  const data = await page.evaluateHandle(
    ([n, t]) => {
      const held = new DataTransfer();
      held.items.add(new File([t], n));
      return held;
    },
    [name, text],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.getByText('Let go to read this file.').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}
async function openFileWay() {
  await desk.goto('/pattern?way=file');
  await desk.getByRole('heading', { name: 'Open a calendar file' }).waitFor();
}
async function noBarriers(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  assert.deepEqual(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id), []);
}

test('a calendar dragged onto the page is read back as a question, and Yes makes it the shifts', async () => {
  const date = day(1).replaceAll('-', '');
  const entry = `BEGIN:VEVENT\r\nSUMMARY:Ward 7\r\nDTSTART:${date}T064500\r\nDTEND:${date}T144500\r\nEND:VEVENT\r\n`;
  await openFileWay();
  await drag(desk, 'rota.ics', `BEGIN:VCALENDAR\r\n${entry}END:VCALENDAR\r\n`);
  await desk.getByRole('heading', { name: /^Is this right: on .* you start at 06:45\?$/ }).waitFor();
  await desk.getByRole('button', { name: 'Yes, this is right' }).click();
  await desk.waitForURL((u) => u.pathname === '/shifts');
  await desk.getByText(/06:45/).first().waitFor();
  await openFileWay();
  await drag(desk, 'holiday.txt', 'not a calendar');
  await desk.getByText(/This is not a calendar file/).waitFor();
});

test('a sheet names its wrong line, and the right one is given whole', async () => {
  await desk.goto('/desk/sheet');
  await desk.getByRole('heading', { name: 'Put in a rota sheet' }).waitFor();
  await noBarriers(desk);
  const card = server.demo.members.Ama.card;
  await drag(desk, 'sheet.csv', `name,pattern,anchor\n${card},06:30-14:30 E -,${day(0)}\n`);
  await desk.getByText(/^Line 2: Day 2: 'E' is not a shift/).waitFor();
  assert.equal(await desk.getByRole('button', { name: /^Yes, give/ }).count(), 0);
  await drag(desk, 'sheet.csv', `name,pattern,anchor\n${card},06:30-14:30 06:30-14:30 -,${day(0)}\n`);
  await desk.getByText(`Line 2: ${card}`).waitFor();
  await noBarriers(desk);
  await desk.getByRole('button', { name: 'Yes, give 1 person these shifts' }).click();
  await desk.getByText(/^Each person sees the day/).waitFor();
  await desk.getByText(/received/i).first().waitFor();
});

test('what she told herself stands above the sheet, and nothing broke on the way', async () => {
  await ama.goto('/shifts');
  await ama.getByRole('heading', { name: 'My shifts' }).waitFor();
  assert.equal(await ama.getByText(/^From a sheet/).count(), 0);
  assert.deepEqual([...desk.faults, ...ama.faults], []);
});
