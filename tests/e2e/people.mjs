// How people in the tests sign in: on a phone's browser, at the desk with a second factor, and as the native app does.
import { createHmac, randomBytes, randomUUID, createHash } from 'node:crypto';
import { phone } from './browser.mjs';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238, as an authenticator app computes it. */
export function totp(secret, at = Date.now()) {
  const bits = [...secret].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => Number.parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

export async function signInOnPhone(browser, server, { card, pin }, options = {}) {
  const context = await phone(browser, { baseURL: server.address, ...options });
  const page = watched(await context.newPage());
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'The code on your card' }).fill(card);
  await page.getByRole('textbox', { name: 'Your PIN, 6 numbers' }).fill(pin);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((u) => u.pathname === '/');
  return page;
}

export async function signInAtDesk(browser, server, { email, password, totp_secret }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', baseURL: server.address });
  const page = watched(await context.newPage());
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'I sign in with e-mail' }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
  const code = page.getByRole('textbox', { name: /code app/ });
  await code.waitFor();
  await code.fill(totp(totp_secret));
  await page.getByRole('button', { name: 'Go on' }).click();
  const hospital = page.getByRole('button', { name: "St Bride's Hospital" });
  await Promise.race([hospital.waitFor(), page.waitForURL((u) => !u.pathname.startsWith('/sign-in'))]);
  if (await hospital.isVisible()) await hospital.click();
  await page.waitForURL((u) => !u.pathname.startsWith('/sign-in'));
  return page;
}

/** Collects what a page must never do: script errors, breaches of the content policy, replies of 5xx. */
export function watched(page) {
  page.setDefaultTimeout(45_000);
  page.faults = [];
  page.on('pageerror', (e) => page.faults.push(`error: ${e.message}`));
  page.on('console', (m) => {
    if (/Content Security Policy|Refused to/.test(m.text())) page.faults.push(m.text());
  });
  page.on('response', (r) => {
    if (r.status() >= 500) page.faults.push(`${r.status()} ${r.url()}`);
  });
  return page;
}

/** The native app's way: a token, no cookie. `call` gives [status, body]. */
export async function nativeApp(server, { card, pin }) {
  const first = await raw(server, 'POST', '/api/v1/session', { card, pin, device: 'test phone' });
  if (first.status !== 200) throw new Error(JSON.stringify(first.body));
  const { token, session } = first.body;
  return {
    member: session.member,
    call: (method, path, body, headers = {}) =>
      raw(server, method, `/api/v1/${path}`, body, { 'X-Session-Token': token, 'X-Member': session.member.id, ...headers }),
  };
}

async function raw(server, method, path, body, headers = {}) {
  const request = {
    method,
    headers: { 'X-Client': 'native', 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  // A kept connection may have been closed meanwhile; as a phone does, send the same request again.
  const reply = await fetch(server.address + path, request).catch(() => fetch(server.address + path, request));
  const text = await reply.text();
  return { status: reply.status, body: text ? JSON.parse(text) : undefined, headers: reply.headers };
}

/** The first page of dates, as a phone reads it: a row leaves out what most dates have alike. */
export const datesOf = async (app) =>
  (await app.call('GET', 'occurrences')).body.results.map((row) => ({
    state: 'published',
    free: row.places - row.taken,
    waiting: 0,
    ...row,
  }));

/** A slip as the phone makes it: the server gets the receipt's hash only. */
export async function vote(app, ballotId, options) {
  const receipt = randomBytes(16).toString('hex');
  const receipt_hash = createHash('sha256').update(receipt).digest('hex');
  const cast = await app.call('POST', `ballots/${ballotId}/slips`, { options, receipt_hash });
  if (cast.status !== 201) throw new Error(JSON.stringify(cast.body));
  return receipt;
}
