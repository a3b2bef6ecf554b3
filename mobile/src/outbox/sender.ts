import type { Answer, Call } from '@/api/client';
import { isFile } from './file';
import { answerOf, callOf, withIt } from './together';
import type { Intent, Store } from './types';

export interface Outbox {
  /** Whose rows go out from now on; nobody's while signed out. */
  open(member: string | undefined): Promise<void>;
  /** On the device when this resolves; sent as soon as may be. */
  write(what: NewIntent): Promise<Intent>;
  flush(): Promise<void>;
  /** The network is back: forget the waiting times, but not those the server named. */
  online(): Promise<void>;
  /** The member has read a refusal, or the reads show what was received. */
  settle(key: string): Promise<void>;
  rows(): readonly Intent[];
  /** Rows of this member that the server does not have yet. */
  unsent(): readonly Intent[];
  subscribe(then: () => void): () => void;
}
export type NewIntent = Pick<Intent, 'subject' | 'method' | 'path'> &
  Partial<
    Pick<
      Intent,
      'body' | 'clocked' | 'once' | 'fills' | 'ifMatch' | 'nameless' | 'secret' | 'stays' | 'together' | 'touches'
    >
  >;
export interface Parts {
  store: Store;
  send: (call: Call) => Promise<Answer>;
  newKey: () => string;
  now?: () => number;
  /** Called when the server has a row, so that what it touches is read again. */
  received?: (row: Intent) => void;
  random?: () => number;
}

const HOUR = 36e5;
/** Doubles from one second to five minutes, with jitter: at most 12 tries an hour when nothing answers. */
export const backoff = (tries: number, random: number): number =>
  tries >= 8 ? (HOUR / 12) * (1 + random / 5) : Math.min(2 ** tries * 1000, HOUR / 12) * (0.5 + random / 2);
const again = (a: Answer) =>
  a.status === 408 ||
  a.status === 425 ||
  a.status === 429 ||
  a.status >= 500 ||
  a.problem?.type.endsWith('/in-progress') === true;

export function makeOutbox({ store, send, newKey, now = Date.now, received, random = Math.random }: Parts): Outbox {
  let all: readonly Intent[] = [];
  let member: string | undefined;
  let paused = false;
  let sending: ReadonlySet<string> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Received rows whose reads are fresh: kept in sight until the next press on the same subject, off the disk. */
  let seen: readonly Intent[] = [];
  /** Replies that hold a secret, in memory only. */
  const secrets = new Map<string, unknown>();
  const listeners = new Set<() => void>();
  let shown: readonly Intent[] = [];
  const tell = () => {
    shown = [
      ...seen,
      ...all
        .filter((r) => r.member === member)
        .map((r) => ({
          ...r,
          ...(sending.has(r.key) && r.state === 'saved' && { state: 'sending' as const }),
          ...(secrets.has(r.key) && { reply: secrets.get(r.key) }),
        })),
    ].sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const l of listeners) l();
  };
  const load = async () => {
    all = await store.all();
  };
  const save = async (row: Intent) => {
    await store.put(row);
    all = all.some((r) => r.key === row.key) ? all.map((r) => (r.key === row.key ? row : r)) : [...all, row];
    tell();
    store.tellOthers();
  };
  /** Before the row itself is marked, so that a row never waits for an answer that nobody keeps. */
  const fill = async (key: string, id: unknown) => {
    for (const r of all) {
      const fields = Object.entries(r.fills ?? {}).filter(([, from]) => from === key);
      if (!fields.length || r.state !== 'saved') continue;
      const body = { ...(r.body as object), ...Object.fromEntries(fields.map(([field]) => [field, id])) };
      await save({ ...r, body, fills: Object.fromEntries(Object.entries(r.fills ?? {}).filter(([, f]) => f !== key)) });
    }
  };
  const inOrder = () => [...all].sort((a, b) => (a.key < b.key ? -1 : 1));
  const due = (): Intent | undefined => {
    const blocked = new Set<string>();
    for (const r of inOrder()) {
      if (r.member !== member || r.state !== 'saved' || blocked.has(r.subject)) continue;
      if (r.next <= now()) return r;
      blocked.add(r.subject);
    }
    return undefined;
  };
  const later = () => {
    clearTimeout(timer);
    const next = all.filter((r) => r.member === member && r.state === 'saved').map((r) => r.next);
    if (next.length && !paused) {
      timer = setTimeout(() => void flush(), Math.max(1000, Math.min(...next) - now()));
      (timer as { unref?: () => void }).unref?.();
    }
  };
  /** What its files were answered with before this row was written, if they were that quick. */
  const filled = (r: Intent): Intent => {
    const fields = Object.entries(r.fills ?? {}).map(([field, key]) => {
      const from = [...seen, ...all].find((f) => f.key === key);
      return [field, (from?.reply as { id?: unknown } | undefined)?.id];
    });
    return fields.length ? { ...r, fills: {}, body: { ...(r.body as object), ...Object.fromEntries(fields) } } : r;
  };
  const answered = async (r: Intent, a: Answer): Promise<void> => {
    if (a.status < 300) {
      if (r.secret) secrets.set(r.key, a.data);
      await fill(r.key, (a.data as { id?: unknown } | undefined)?.id);
      const done: Intent = {
        ...r,
        state: 'received',
        at: new Date(now()).toISOString(),
        ...(!r.secret && !r.together && { reply: a.data }),
        ...(isFile(r.body) && { body: undefined }), // the server has it: no second copy stays on the phone
      };
      await save(done);
      received?.(done);
    } else if (again(a)) {
      const wait = Math.max((a.retryAfter ?? 0) * 1000, backoff(r.tries, random()));
      await save({ ...r, tries: r.tries + 1, next: now() + wait, hold: Boolean(a.retryAfter) });
    } else {
      await fill(r.key, undefined);
      await save({
        ...r,
        state: 'refused',
        ...(a.problem && { problem: a.problem }),
        ...(isFile(r.body) && { body: undefined }),
      });
    }
  };
  const one = async (rows: readonly Intent[]): Promise<boolean> => {
    const r = rows[0] as Intent;
    try {
      const a = await send(
        r.together
          ? { ...callOf(rows, r.together.path, r.together.as, now()), member: r.member }
          : {
              method: r.method,
              path: r.path,
              body: r.clocked ? { ...(r.body as object), sent_at: new Date(now()).toISOString() } : r.body,
              member: r.member,
              ...(r.once && { key: r.key }),
              ...(r.ifMatch && { ifMatch: r.ifMatch }),
              ...(r.nameless && { nameless: true }),
            },
      );
      if (a.status === 401) {
        paused = true; // signed out, or someone else is signed in: keep all, ask nothing again by itself
        return false;
      }
      for (const row of rows) await answered(row, r.together ? answerOf(row, a) : a);
      return true;
    } catch {
      // No whole answer: every other row would fail too, and these may have been done. Their keys make the repeat safe.
      for (const row of rows)
        await save({ ...row, tries: row.tries + 1, next: now() + backoff(row.tries, random()), hold: false });
      return false;
    }
  };
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  /** Joins the round that is under way, and goes once more after it. */
  function flush(): Promise<void> {
    if (running) {
      queued ??= running.then(() => {
        queued = undefined;
        return flush();
      });
      return queued;
    }
    running = round().finally(() => {
      running = undefined;
    });
    return running;
  }
  async function round(): Promise<void> {
    clearTimeout(timer);
    if (paused || !member) return;
    const ran = await store.alone(async () => {
      await load();
      for (let r = due(); r; r = due()) {
        const rows = withIt(filled(r), inOrder(), now());
        sending = new Set(rows.map((row) => row.key));
        tell();
        const goOn = await one(rows);
        sending = new Set();
        tell();
        if (!goOn) break;
      }
    });
    // Another tab sends: what is left is looked at again in a while, in case that tab was on its way out.
    if (!ran) await load();
    later();
  }
  store.changedElsewhere(() => void load().then(tell));

  return {
    async open(who) {
      clearTimeout(timer);
      if (who !== member) {
        seen = [];
        secrets.clear();
      }
      member = who;
      paused = false;
      await load();
      tell();
      // Received before the app was closed, but not yet read again.
      for (const r of all) if (r.member === member && r.state === 'received') received?.(r);
      void flush();
    },
    async write(what) {
      if (!member) throw new Error('nobody is signed in');
      const row: Intent = {
        once: false,
        touches: [],
        ...what,
        key: newKey(),
        member,
        pressedAt: new Date(now()).toISOString(),
        state: 'saved',
        tries: 0,
        next: 0,
      };
      seen = seen.filter((r) => r.subject !== row.subject);
      // One of several that were refused stays in sight until it is read, whatever is ticked next.
      for (const r of all)
        if (r.subject === row.subject && r.member === member && r.state === 'refused' && !r.together && !r.stays)
          await this.settle(r.key);
      await save(row);
      void flush();
      return row;
    },
    flush,
    async online() {
      for (const r of all) {
        if (r.state === 'saved' && r.next && !r.hold) await save({ ...r, next: 0 });
        if (r.state === 'received' && r.member === member) received?.(r);
      }
      await flush();
    },
    async settle(key) {
      const row = shown.find((r) => r.key === key) ?? all.find((r) => r.key === key);
      await store.remove(key);
      all = all.filter((r) => r.key !== key);
      if (row?.state === 'received') seen = [...seen.filter((r) => r.key !== key).slice(-19), row];
      tell();
      store.tellOthers();
    },
    rows: () => shown,
    unsent: () => shown.filter((r) => r.state === 'saved' || r.state === 'sending'),
    subscribe(then) {
      listeners.add(then);
      return () => listeners.delete(then);
    },
  };
}
