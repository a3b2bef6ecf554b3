import type { Answer, Call } from '@/api/client';
import { uuid7 } from '@/lib/uuid7';
import { makeOutbox, type Outbox } from './sender';
import * as store from './store.memory';

const ticks = { path: '/x/ticks', as: 'ticks' };
const tick = { method: 'PUT', path: '/x/ticks', subject: 'list', together: ticks } as const;
interface Sent {
  sent_at: string;
  ticks: { tap: string; item: string }[];
}
let clock = 0;
const make = (send: (c: Call) => Promise<Answer>): Outbox =>
  makeOutbox({ store, send, newKey: () => uuid7(), now: () => clock, random: () => 1 });
const took = (call: Call): Answer => ({
  status: 200,
  data: { state: 'published', results: (call.body as Sent).ticks.map((t) => ({ tap: t.tap })) },
});
/** The ticks that could not go out as they were pressed. */
async function pressed(box: Outbox, count: number) {
  for (let i = 0; i < count; i++) await box.write({ ...tick, body: { item: `C-B${i}` } });
}
/** A network that accepts and never answers. */
const silent = (): Promise<Answer> => new Promise(() => {});
beforeEach(async () => {
  store.wipe();
  clock = 1e12;
});

test('two hundred ticks of one list go in one request, in order, each with its own key', async () => {
  const quiet = make(silent);
  await quiet.open('ama');
  await pressed(quiet, 200);
  store.unlock(); // the app is closed
  const sent: Call[] = [];
  clock += 1e9;
  const box = make(async (c) => {
    sent.push(c);
    return took(c);
  });
  await box.open('ama');
  await box.flush();
  expect(sent).toHaveLength(1);
  const body = sent[0]?.body as Sent;
  expect(body.sent_at).toBe(new Date(clock).toISOString());
  expect(body.ticks.map((t) => t.item)).toEqual(Array.from({ length: 200 }, (_, i) => `C-B${i}`));
  expect(new Set(body.ticks.map((t) => t.tap)).size).toBe(200);
  expect(box.rows().map((r) => r.state)).toEqual(Array(200).fill('received'));
});

test('what was pressed between two ticks keeps its turn', async () => {
  const quiet = make(silent);
  await quiet.open('ama');
  await pressed(quiet, 2);
  await quiet.write({ subject: 'list', method: 'POST', path: '/x/start', once: true });
  await pressed(quiet, 2);
  store.unlock(); // the app is closed
  clock += 1e9;
  const sent: string[] = [];
  const box = make(async (c) => {
    sent.push(`${c.path} ${(c.body as Sent | undefined)?.ticks?.length ?? ''}`.trim());
    return took({ ...c, body: c.body ?? { ticks: [] } });
  });
  await box.open('ama');
  await box.flush();
  expect(sent).toEqual(['/x/ticks 2', '/x/start', '/x/ticks 2']);
});

test('one that is refused is shown with its words and stays, the others are received', async () => {
  const problem = { type: 'https://x/problems/not-the-day-yet', title: 'This is for the day itself', status: 409 };
  const quiet = make(silent);
  await quiet.open('ama');
  await pressed(quiet, 3);
  store.unlock(); // the app is closed
  clock += 1e9;
  const box = make(async (c) => {
    const { ticks: rows } = c.body as Sent;
    return { status: 200, data: { results: rows.map((t) => ({ tap: t.tap, ...(t.item === 'C-B1' && { problem }) })) } };
  });
  await box.open('ama');
  await box.flush();
  expect(box.rows().map((r) => [r.state, r.problem?.title])).toEqual([
    ['received', undefined],
    ['refused', 'This is for the day itself'],
    ['received', undefined],
  ]);
  await pressed(box, 1);
  await box.flush();
  expect(box.rows().filter((r) => r.state === 'refused')).toHaveLength(1);
});

test('one that the answer does not name goes again, with the same key', async () => {
  const quiet = make(silent);
  await quiet.open('ama');
  await pressed(quiet, 2);
  store.unlock(); // the app is closed
  clock += 1e9;
  const sent: string[][] = [];
  const box = make(async (c) => {
    const { ticks: rows } = c.body as Sent;
    sent.push(rows.map((t) => t.tap));
    return sent.length === 1 ? { status: 200, data: { results: [{ tap: rows[0]?.tap }] } } : took(c);
  });
  await box.open('ama');
  await box.flush();
  clock += 1e9;
  await box.flush();
  expect(sent[1]).toEqual([sent[0]?.[1]]);
  expect(box.unsent()).toEqual([]);
});
