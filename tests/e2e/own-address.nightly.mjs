// The demonstration by the machine's own address, as a phone in the same room reaches it: plain http, and it says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, phone, ROOT, startServer } from './browser.mjs';
import { signInAtDesk, signInOnPhone, watched } from './people.mjs';

// A machine with no network but itself still has its whole loopback block: any name but the three trusted ones is foreign to the page.
const own = Object.values(networkInterfaces()).flat().find((i) => i.family === 'IPv4' && !i.internal)?.address ?? '127.0.0.2';
let server;
let browser;
before(async () => {
  server = await startServer();
  server.address = `http://${own}:${server.port}`;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function isPlain(page) {
  const cookies = await page.context().cookies();
  const session = cookies.find((c) => c.name === 'aftershift');
  assert.ok(session, cookies.map((c) => c.name).join());
  assert.deepEqual({ secure: session.secure, httpOnly: session.httpOnly }, { secure: false, httpOnly: true });
  assert.deepEqual(cookies.filter((c) => c.name.startsWith('__')).map((c) => c.name), []);
}

test('a member signs in there with card and PIN, and is still signed in after a reload', async () => {
  const page = await signInOnPhone(browser, server, server.demo.member);
  await page.getByRole('heading', { name: 'Hello Ama' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Hello Ama' }).waitFor();
  await isPlain(page);
  await page.getByText('Demonstration, not secure').first().waitFor();
  assert.equal(await page.evaluate(() => isSecureContext), false);
  assert.equal(await page.evaluate(async () => ('serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0)), 0);
  // Writing works too: the outbox needs neither locks nor a worker.
  await page.goto('/ideas');
  await page.getByRole('textbox', { name: 'Your idea in one line' }).fill('Kite flying');
  await page.getByRole('button', { name: 'Put up my idea' }).click();
  await page.getByRole('link', { name: /^Kite flying/ }).waitFor();
  assert.deepEqual(page.faults, []);
});

test('somebody joins there from the poster, and the door says what it is', async () => {
  const page = watched(await (await phone(browser, { baseURL: server.address })).newPage());
  await page.goto(`/join/${server.demo.join_code}`);
  await page.getByText(/demonstration, not secure/i).first().waitFor();
  await page.getByRole('textbox', { name: 'What can we call you?' }).fill('Noor');
  await page.getByRole('textbox', { name: /6 numbers/ }).fill('481726');
  await page.getByRole('button', { name: 'Join in' }).click();
  await page.getByRole('heading', { name: 'You are in, Noor' }).waitFor();
  await isPlain(page);
  assert.deepEqual(page.faults, []);
});

test('the organiser signs in there with e-mail and second factor', async () => {
  const page = await signInAtDesk(browser, server, server.demo.organiser);
  await page.goto('/desk');
  await page.getByRole('heading', { name: /^Hello Teresa/ }).waitFor();
  await page.getByText('Demonstration, not secure').first().waitFor();
  await isPlain(page);
});

test('nothing is promised to the browser that plain http cannot hold', async () => {
  for (const path of ['/', '/api/v1/csrf', `/join/${server.demo.join_code}`, '/sw.js']) {
    const reply = await fetch(server.address + path);
    assert.equal(reply.status, 200, path);
    assert.equal(reply.headers.get('strict-transport-security'), null, path);
  }
});

test('on localhost it says nothing of the kind', async () => {
  const page = watched(await (await phone(browser, { baseURL: `http://localhost:${server.port}` })).newPage());
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.equal(await page.getByText('not secure').count(), 0);
  await page.goto(`/join/${server.demo.join_code}`);
  assert.equal(await page.getByText('not secure').count(), 0);
});

test('outside the demonstration the same start is refused, with the cure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftershift-e2e-'));
  const env = { PATH: process.env.PATH, HOME: folder, VAR_DIR: folder, PORT: '0', PUBLIC_URL: server.address };
  for (const [extra, says] of [[{ SECRET_KEY: 'k'.repeat(50) }, /TLS/], [{ PUBLIC_URL: 'https://aftershift.example.org' }, /SECRET_KEY/]]) {
    const ran = spawnSync('bash', ['scripts/serve.sh'], { cwd: ROOT, env: { ...env, ...extra }, encoding: 'utf8', timeout: 60_000 });
    assert.ok(ran.status > 0, `ended with ${ran.status}`);
    assert.match(ran.stderr + ran.stdout, says);
  }
  rmSync(folder, { recursive: true, force: true });
});
