// A photo and a voice beside an idea: in a browser that has a microphone (Chromium's own tone), a camera's file and no signal.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, ROOT, startServer } from './browser.mjs';
import { nativeApp, signInOnPhone } from './people.mjs';

// As a phone takes one: on its side, with maker, place and day.
const TAKEN = `
import io, sys
from PIL import Image, ImageDraw
picture = Image.new("RGB", (1200, 900), (240, 200, 140))
ImageDraw.Draw(picture).rectangle((0, 500, 1200, 900), fill=(60, 110, 80))
told = Image.Exif()
told[0x0112], told[0x010F] = 6, "SN4711-MAKER"
place = told.get_ifd(0x8825)
place.update({1: "N", 2: (51.0, 30.0, 26.64), 3: "W", 4: (0.0, 7.0, 39.0), 29: "2026:11:20"})
packed = io.BytesIO()
picture.save(packed, "JPEG", exif=told)
sys.stdout.buffer.write(packed.getvalue())
`;
const TELLING = ['Exif', 'SN4711-MAKER', '2026:11:20'];
const FAKE = '--use-fake-device-for-media-stream';
const photo = { name: 'IMG_20261120_1530.jpg', mimeType: 'image/jpeg', buffer: spawnSync(join(ROOT, '.venv/bin/python'), ['-c', TAKEN]).stdout };

let server;
let browser;
let ama;
let path;
const pages = [];
before(async () => {
  server = await startServer();
  browser = await openBrowser([FAKE, '--use-fake-ui-for-media-stream']);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const told = (bytes) => TELLING.filter((word) => bytes.includes(word));
async function onPhone(name, from = browser) {
  const page = await signInOnPhone(from, server, server.demo.members[name]);
  // Players are not in the page: each is kept for the test to look at.
  await page.addInitScript(() => {
    window.players = [];
    window.Audio = class extends window.Audio {
      constructor(...given) {
        super(...given);
        window.players.push(this);
      }
    };
  });
  pages.push(page);
  return page;
}
const button = (page, name) => page.getByRole('button', { name });
async function write(page, text) {
  await page.getByRole('textbox', { name: 'Your idea in one line' }).fill(text);
  await button(page, 'Add a photo or your voice').click();
}
async function choose(page, file = photo) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Choose a photo').click()]);
  await chooser.setFiles(file);
}
async function say(page) {
  await button(page, /^Say it too/).click();
  await page.getByText('Recording. Speak now.').waitFor();
  await page.waitForTimeout(1500);
  await button(page, 'Stop recording').click();
  await button(page, /^Hear it/).waitFor();
}
/** Plays it and gives its length in seconds, as the browser's decoder found it. */
async function heard(page) {
  await button(page, /^Hear it/).first().click();
  const player = await page.waitForFunction(() => window.players.find((p) => p.currentTime > 0 && p.duration > 0));
  return player.evaluate((p) => p.duration);
}
const theirs = async (text) => {
  const app = await nativeApp(server, server.demo.members.Ivo);
  return (await app.call('GET', 'ideas')).body.results.find((i) => i.text === text);
};
const bytes = async (page, url) => {
  const reply = await page.request.get(url);
  return { status: reply.status(), body: await reply.body() };
};

test('the photo that the tests choose says where and when it was taken', () => {
  assert.deepEqual(told(photo.buffer), TELLING);
});

test('a photo and a voice go with an idea, and nothing of where it was taken leaves the phone', async () => {
  ama = await onPhone('Ama');
  const sent = [];
  ama.on('request', (r) => r.url().endsWith('/photos') && sent.push(r.postDataBuffer()));
  await ama.goto('/ideas');
  await write(ama, 'Walk by the canal at dusk');
  await choose(ama);
  await ama.getByRole('textbox', { name: 'What does the photo show?' }).fill('The towpath');
  await say(ama);
  assert.ok((await heard(ama)) > 0, 'it can be heard before it is sent');
  await button(ama, 'Put up my idea').click();
  await ama.getByText(/^Received at/).nth(2).waitFor();
  assert.equal(sent.length, 1);
  assert.deepEqual(told(sent[0]), []);
});

test('a colleague sees the picture upright and hears the voice', async () => {
  const idea = await theirs('Walk by the canal at dusk');
  path = `/ideas/${idea.id}`;
  const ivo = await onPhone('Ivo');
  await ivo.goto(path);
  const seen = ivo.getByRole('img', { name: 'The towpath' });
  await seen.waitFor();
  const size = await seen.evaluate((i) => i.decode().then(() => [i.naturalWidth, i.naturalHeight]));
  assert.deepEqual(size, [240, 320]);
  const seconds = await heard(ivo);
  assert.ok(seconds > 1 && seconds < 5, `${seconds} seconds`);
  for (const kept of ['small', 'large']) {
    const { status, body } = await bytes(ivo, `/api/v1/photos/${idea.photo.id}/${kept}`);
    assert.equal(status, 200);
    assert.deepEqual(told(body), []);
  }
});

test('its author puts another photo in its place and deletes the voice, and nobody is given the first ones again', async () => {
  const first = await theirs('Walk by the canal at dusk');
  await ama.goto(path);
  await button(ama, 'Change my idea').click();
  await choose(ama);
  await ama.getByRole('img', { name: 'The towpath' }).nth(1).waitFor(); // the one that is there, and the one that was chosen
  await button(ama, 'Delete the recording').click();
  await button(ama, 'Keep this').click();
  await ama.getByText(/^Received at/).nth(1).waitFor();
  const now = await theirs('Walk by the canal at dusk');
  assert.notEqual(now.photo.id, first.photo.id);
  assert.equal(now.voice_note, null);
  assert.equal((await bytes(ama, `/api/v1/photos/${now.photo.id}/small`)).status, 200);
  assert.equal((await bytes(ama, `/api/v1/photos/${first.photo.id}/small`)).status, 404);
  assert.equal((await bytes(ama, `/api/v1/voice-notes/${first.voice_note.id}/sound`)).status, 404);
});

test('without signal the idea waits with its photo and its voice, and all three go when the signal is back', async () => {
  const winston = await onPhone('Winston');
  await winston.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await winston.waitForFunction(async () => {
    const names = await caches.keys();
    return names.length > 0 && (await (await caches.open(names[0])).match('/index.html')) !== undefined;
  });
  await winston.goto('/ideas');
  await winston.getByText('Ideas so far').waitFor();
  await winston.context().setOffline(true);
  await write(winston, 'Look at the stars');
  await choose(winston);
  await winston.getByRole('img', { name: 'Your photo' }).waitFor();
  await say(winston);
  await button(winston, 'Put up my idea').click();
  await winston.getByText('Your new idea').waitFor();
  await winston.reload();
  await winston.getByText('Your photo').waitFor();
  await winston.getByText('Your recording').waitFor();
  assert.equal(await theirs('Look at the stars'), undefined);
  await winston.context().setOffline(false);
  await winston.getByText(/^Received at/).nth(2).waitFor();
  const idea = await theirs('Look at the stars');
  assert.ok(idea.photo && idea.voice_note.seconds >= 1);
  assert.deepEqual(told((await bytes(winston, `/api/v1/photos/${idea.photo.id}/large`)).body), []);
});

test('no photo file of the server is kept in a cache of the worker', async () => {
  const kept = await ama.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
  });
  assert.ok(kept.includes('/index.html'));
  assert.deepEqual(kept.filter((url) => url.startsWith('/api/')), []);
});

test('a file that is no picture, and a microphone that is refused, are said in words', async () => {
  const careful = await openBrowser([FAKE]); // nobody presses "allow" in it
  try {
    const rosa = await onPhone('Rosa', careful);
    await rosa.goto('/ideas');
    await write(rosa, 'Skittles');
    await button(rosa, /^Say it too/).click();
    await rosa.getByText('We cannot use the microphone.', { exact: false }).waitFor();
    await choose(rosa, { name: 'rota.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await rosa.getByText('This photo cannot be opened here.', { exact: false }).waitFor();
  } finally {
    await careful.close();
  }
  assert.deepEqual(pages.flatMap((p) => p.faults), []);
});
