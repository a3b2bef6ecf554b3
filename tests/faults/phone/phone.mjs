// One phone: the client's own outbox and its own `send`, on a disk of its own. Told what to do by lines of JSON on standard
// input; says what it did by lines of JSON on standard output. It may be killed at any moment and started again.
import { register } from 'node:module';
import { createInterface } from 'node:readline';
import { disk } from './disk.mjs';

register('./client.mjs', import.meta.url);
const { makeOutbox } = await import('@/outbox/sender');
const { send } = await import('@/api/client');
const { uuid7 } = await import('@/lib/uuid7');

const { PHONE_DISK, PHONE_MEMBER, PHONE_CLOCK_ERROR = '0' } = process.env;
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
// What it shows as received is judged against what the server truly answered.
const shown = new Set();
const outbox = makeOutbox({
  store: disk(PHONE_DISK),
  send,
  newKey: () => uuid7(),
  now: () => Date.now() + Number(PHONE_CLOCK_ERROR),
  random: () => 0,
  received: (row) => void outbox.settle(row.key),
});
outbox.subscribe(() => {
  for (const row of outbox.rows()) {
    const state = `${row.key} ${row.state}`;
    if ((row.state === 'received' || row.state === 'refused') && !shown.has(state)) {
      shown.add(state);
      say({ [row.state]: row.key, problem: row.problem, body: row.body });
    }
  }
});
await outbox.open(PHONE_MEMBER);
say({ open: true });
for await (const line of createInterface({ input: process.stdin })) {
  const { write, online } = JSON.parse(line);
  if (write) say({ saved: (await outbox.write(write)).key });
  if (online) {
    await outbox.online();
    say({ unsent: outbox.unsent().length });
  }
}
