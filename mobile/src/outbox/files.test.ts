import type { Answer, Call } from '@/api/client';
import { uuid7 } from '@/lib/uuid7';
import { makeOutbox, type Outbox } from './sender';
import * as store from './store.memory';

// A photo and the words it goes with are rows of their own (the words name the photo by its row).
const photo = { subject: 'ideas:new', method: 'POST', path: '/photos', once: true } as const;
const words = { subject: 'ideas:new', method: 'POST', path: '/ideas', once: true } as const;
const file = { file: 'image/jpeg', base64: 'AAAA' };
let clock = 0;
const make = (send: (c: Call) => Promise<Answer>): Outbox =>
  makeOutbox({ store, send, newKey: () => uuid7(), now: () => clock, random: () => 1 });
async function put(box: Outbox) {
  const first = await box.write({ ...photo, body: file });
  const second = await box.write({ ...words, body: { text: 'Walk' }, fills: { photo_id: first.key } });
  return [first, second] as const;
}
beforeEach(() => {
  store.wipe();
  clock = 0;
});

test('without signal both wait on the phone; with signal the photo goes first, and the words take its id', async () => {
  let online = false;
  const sent: Call[] = [];
  const box = make(async (call) => {
    if (!online) throw new TypeError('Failed to fetch');
    sent.push(call);
    return { status: 201, data: { id: call.path === '/photos' ? 'p1' : 'i1' } };
  });
  await box.open('ama');
  await put(box);
  await box.flush();
  expect(box.rows().map((r) => r.state)).toEqual(['saved', 'saved']);
  online = true;
  // The app was closed and opened meanwhile: what waits is on the disk.
  const again = make(async (call) => {
    sent.push(call);
    return { status: 201, data: { id: call.path === '/photos' ? 'p1' : 'i1' } };
  });
  clock = 1e9;
  await again.open('ama');
  await again.flush();
  expect(sent.map((c) => [c.path, c.body])).toEqual([
    ['/photos', file],
    ['/ideas', { text: 'Walk', photo_id: 'p1' }],
  ]);
  expect(again.rows().map((r) => r.state)).toEqual(['received', 'received']);
  expect(JSON.stringify(await store.all())).not.toContain('AAAA');
});

test('a photo that is there before the words are written is named all the same', async () => {
  const sent: Call[] = [];
  const box = make(async (call) => {
    sent.push(call);
    return { status: 201, data: { id: call.path === '/photos' ? 'p1' : 'i1' } };
  });
  await box.open('ama');
  const first = await box.write({ ...photo, body: file });
  await box.flush();
  await box.settle(first.key);
  await box.write({ ...photo, subject: 'another', body: file });
  await box.write({ ...words, subject: 'another', body: { text: 'Walk' }, fills: { photo_id: first.key } });
  await box.flush();
  expect(sent.at(-1)?.body).toEqual({ text: 'Walk', photo_id: 'p1' });
});

test('words go without a photo that was refused, and change no photo that is there', async () => {
  const sent: Call[] = [];
  const box = make(async (call) => {
    sent.push(call);
    return call.path === '/photos'
      ? { status: 422, problem: { type: 'x/picture-not-readable', title: 'no', status: 422 } }
      : { status: 201, data: { id: 'i1' } };
  });
  await box.open('ama');
  await put(box);
  await box.flush();
  expect(box.rows().map((r) => r.state)).toEqual(['refused', 'received']);
  expect(JSON.stringify(sent.at(-1)?.body)).toBe('{"text":"Walk"}');
});
