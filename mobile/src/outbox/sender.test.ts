import fc from 'fast-check';
import type { Answer, Call } from '@/api/client';
import { uuid7 } from '@/lib/uuid7';
import { backoff, makeOutbox, type Outbox } from './sender';
import * as store from './store.memory';

/** A server that keeps Idempotency-Keys, behind a network that does what it is told. */
type Fault = 'ok' | 'request lost' | 'reply lost' | 'reply cut' | 'stall' | 'twice' | 'busy' | 'error';
function world() {
  const done = new Map<string, number>();
  const order: string[] = [];
  const serve = (call: Call): Answer => {
    const key = call.key ?? '';
    if (!done.has(key)) {
      done.set(key, 0);
      order.push(String(call.body));
    }
    done.set(key, (done.get(key) ?? 0) + 1);
    return { status: 201, data: { id: key } };
  };
  let faults: Fault[] = [];
  const send = async (call: Call): Promise<Answer> => {
    const fault = faults.shift() ?? 'ok';
    if (fault === 'request lost') throw new TypeError('Failed to fetch');
    if (fault === 'busy') return { status: 503 };
    if (fault === 'error') return { status: 500 };
    const answer = serve(call);
    if (fault === 'twice') serve(call);
    if (fault === 'reply lost') throw new TypeError('Failed to fetch');
    if (fault === 'reply cut') throw new SyntaxError('Unexpected end of JSON input');
    if (fault === 'stall') throw new DOMException('aborted', 'AbortError');
    return answer;
  };
  return { done, order, send, plan: (f: Fault[]) => (faults = [...f]) };
}
const AMA = 'ama';
const BEN = 'ben';
let clock = 0;
const make = (send: (c: Call) => Promise<Answer>, received?: (row: { key: string }) => void): Outbox =>
  makeOutbox({ store, send, newKey: () => uuid7(), now: () => clock, random: () => 1, ...(received && { received }) });
const never = new Promise<never>(() => {});
/** An app that can be killed: from then on nothing of it reaches the disk, the network or the lock. */
function mortal(send: (c: Call) => Promise<Answer>): { box: Outbox; kill: () => void } {
  let alive = true;
  const box = makeOutbox({
    store: {
      ...store,
      put: async (row) => (alive ? store.put(row) : never),
      remove: async (key) => (alive ? store.remove(key) : never),
      alone: (work) => (alive ? store.alone(work) : never),
    },
    send: async (c) => {
      if (!alive) return never;
      const answer = await send(c);
      return alive ? answer : never;
    },
    newKey: () => uuid7(),
    now: () => clock,
    random: () => 1,
  });
  return {
    box,
    kill: () => {
      alive = false;
      store.unlock();
    },
  };
}
const tick = { method: 'PUT', path: '/x', once: true } as const;
/** Let time pass until nothing waits. */
async function drain(box: Outbox, turns = 40) {
  for (let i = 0; i < turns && box.unsent().length; i++) {
    clock += 3_600_000;
    await box.flush();
  }
}
beforeEach(() => {
  store.wipe();
  clock = 0;
});

test('a press is on the device before it is first sent', async () => {
  const disk: number[] = [];
  const box = make(async () => {
    disk.push((await store.all()).length);
    return { status: 201 };
  });
  await box.open(AMA);
  await box.write({ ...tick, subject: 'a' });
  await box.flush();
  expect(disk).toEqual([1]);
});

test('whatever the network does, and wherever the app is killed, each press has one effect, in order', async () => {
  const fault = fc.constantFrom<Fault>(
    'ok',
    'request lost',
    'reply lost',
    'reply cut',
    'stall',
    'twice',
    'busy',
    'error',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 30 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: -3 * 864e5, max: 3 * 864e5 }), { maxLength: 12 }),
      async (faults, kills, clockErrors) => {
        store.wipe();
        clock = 4 * 864e5;
        const { done, order, send, plan } = world();
        plan(faults);
        let { box, kill: killIt } = mortal(send);
        await box.open(AMA);
        for (const [i, kill] of kills.entries()) {
          clock += clockErrors[i] ?? 0;
          await box.write({ ...tick, subject: 'walk', body: String(i) });
          if (kill) {
            for (let turn = i % 5; turn > 0; turn--) await Promise.resolve(); // killed at another point each time
            killIt();
            ({ box, kill: killIt } = mortal(send));
            await box.open(AMA);
          }
        }
        plan([]);
        clock = 40 * 864e5;
        await drain(box);
        expect(box.unsent()).toEqual([]);
        expect(done.size).toBe(kills.length);
        expect(order).toEqual(kills.map((_, i) => String(i)));
      },
    ),
    { numRuns: 100 },
  );
});

test('"received" is shown only after the server had it', async () => {
  const { send, done, plan } = world();
  plan(['request lost', 'reply cut']);
  const box = make(send);
  const shown: [string, number][] = [];
  box.subscribe(() => {
    for (const r of box.rows()) shown.push([r.state, done.size]);
  });
  await box.open(AMA);
  await box.write({ ...tick, subject: 'a' });
  await drain(box);
  expect(shown.filter(([state]) => state === 'received').length).toBeGreaterThan(0);
  expect(shown.filter(([state, had]) => state === 'received' && had === 0)).toEqual([]);
});

test('rows belong to a member: another one sends nothing of hers, and she finds them again', async () => {
  const sent: string[] = [];
  const silent = make(async () => {
    throw new TypeError('no signal');
  });
  await silent.open(AMA);
  await silent.write({ ...tick, subject: 'a', body: 'hers' });
  await silent.flush();
  const box = make(async (c) => {
    sent.push(`${c.member}:${String(c.body)}`);
    return { status: 200 };
  });
  await box.open(BEN);
  await box.write({ ...tick, subject: 'a', body: 'his' });
  await drain(box);
  expect(sent).toEqual(['ben:his']);
  clock += 864e5;
  await box.open(AMA);
  await drain(box);
  expect(sent).toEqual(['ben:his', 'ama:hers']);
});

test('a refusal stays with its words until it is read, and does not hold up the next press', async () => {
  const problem = { type: 'https://x/problems/occurrence-started', title: 'Started', status: 409 };
  const box = make(async (c) => (c.body === 'late' ? { status: 409, problem } : { status: 201 }));
  await box.open(AMA);
  await box.write({ ...tick, subject: 'a', body: 'late' });
  await box.flush();
  expect(box.rows().map((r) => [r.state, r.problem?.title])).toEqual([['refused', 'Started']]);
  await box.write({ ...tick, subject: 'a', body: 'next' });
  await box.flush();
  expect(box.rows().map((r) => [r.body, r.state])).toEqual([['next', 'received']]);
});

test('signed out: everything is kept and nothing is asked again by itself', async () => {
  let asked = 0;
  const box = make(async () => {
    asked += 1;
    return { status: 401 };
  });
  await box.open(AMA);
  await box.write({ ...tick, subject: 'a' });
  await box.flush();
  await box.flush();
  await box.online();
  expect(asked).toBe(1);
  expect(box.unsent()).toHaveLength(1);
});

test('a wait that the server named is kept, also when the network comes back', async () => {
  let asked = 0;
  const box = make(async () => {
    asked += 1;
    return asked === 1 ? { status: 429, retryAfter: 60 } : { status: 201 };
  });
  await box.open(AMA);
  await box.write({ ...tick, subject: 'a' });
  await box.flush();
  await box.online();
  expect(asked).toBe(1);
  clock += 61_000;
  await box.flush();
  expect(asked).toBe(2);
});

test('a received row stays on the device until its reads are fresh', async () => {
  const received: string[] = [];
  const box = make(
    async () => ({ status: 201 }),
    (row) => received.push(row.key),
  );
  await box.open(AMA);
  const row = await box.write({ ...tick, subject: 'a', touches: [['home']] });
  await box.flush();
  expect(received).toEqual([row.key]);
  expect(await store.all()).toHaveLength(1);
  await box.settle(row.key);
  expect(await store.all()).toHaveLength(0);
  expect(box.rows().map((r) => r.state)).toEqual(['received']);
});

test('a reply that holds a secret is shown and never written', async () => {
  const box = make(async () => ({ status: 201, data: { url: 'https://x/feed/s3cret' } }));
  await box.open(AMA);
  await box.write({ ...tick, subject: 'feeds', secret: true });
  await box.flush();
  expect(box.rows()[0]?.reply).toEqual({ url: 'https://x/feed/s3cret' });
  expect(JSON.stringify(await store.all())).not.toContain('s3cret');
});

test('200 rows drain one after the other, each once', async () => {
  const { done, send } = world();
  const box = make(send);
  await box.open(AMA);
  for (let i = 0; i < 200; i++) await box.write({ ...tick, subject: `s${i}` });
  await box.flush();
  await drain(box);
  expect(done.size).toBe(200);
  expect([...done.values()].every((n) => n === 1)).toBe(true);
});

test('when nothing answers there are at most 12 tries in an hour', () => {
  const hour = (random: number) => {
    let at = 0;
    let tries = 0;
    for (let n = 8; at < 3_600_000; n++) {
      at += backoff(n, random);
      tries += 1;
    }
    return tries;
  };
  fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (r) => hour(r) <= 12));
});

test('what this phone’s clock shows goes along anew at each try, with the same press and the same key', async () => {
  const calls: Call[] = [];
  const box = make(async (call) => {
    calls.push(call);
    if (calls.length === 1) throw new TypeError('Failed to fetch');
    return { status: 200 };
  });
  await box.open(AMA);
  await box.write({ ...tick, subject: 'clocked', body: { device_at: 'then' }, clocked: true });
  await box.flush();
  clock += 60_000;
  await box.flush();
  expect(calls.map((call) => (call.body as { device_at: string }).device_at)).toEqual(['then', 'then']);
  const [first, second] = calls.map((call) => Date.parse((call.body as { sent_at: string }).sent_at));
  expect((second ?? 0) - (first ?? 0)).toBe(60_000);
  expect(new Set(calls.map((call) => call.key)).size).toBe(1);
});

test('a refusal that stays is in sight until it is read, whatever goes out after it', async () => {
  const box = make(async (call) =>
    call.body === 'no' ? { status: 409, problem: { type: 'x/full', title: 'Full', status: 409 } } : { status: 200 },
  );
  await box.open(AMA);
  for (const stays of [true, false]) {
    const row = await box.write({ ...tick, subject: `stays ${stays}`, body: 'no', stays });
    await box.flush();
    await box.write({ ...tick, subject: `stays ${stays}`, body: 'yes', stays });
    await box.flush();
    expect(box.rows().some((r) => r.key === row.key && r.state === 'refused')).toBe(stays);
  }
});
