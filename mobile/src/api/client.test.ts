import { keep } from '@/lib/keep';
import { endSession, keepToken } from '@/session/token';
import { actAs, address, ask, read, send, whenSignedOut } from './client';

// The web's half of the session: cookie, CSRF token, and the mark of a sign-out without network.
jest.mock('@/session/token', () => jest.requireActual('../session/token.web'));

jest.mock('./where', () => ({ base: '' }));

interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  credentials?: string;
}
let asked: Asked[] = [];
type Reply = { status?: number; body?: unknown; text?: string; headers?: Record<string, string> };
let answer: (a: Asked) => Reply | Promise<Reply>;
let member: string | null;
beforeEach(async () => {
  asked = [];
  member = 'ama';
  keep.drop('aftershift-sign-out');
  await keepToken({});
  actAs('ama');
  answer = () => ({ body: {} });
  globalThis.fetch = (async (path: string, init: RequestInit = {}) => {
    const a: Asked = {
      method: init.method ?? 'GET',
      path,
      headers: Object.fromEntries(new Headers(init.headers).entries()),
      ...(init.credentials && { credentials: init.credentials }),
    };
    asked.push(a);
    if (path === '/api/v1/csrf') return new Response(JSON.stringify({ csrf: `t${asked.length}`, member }));
    const r = await answer(a);
    return new Response(r.status === 204 ? null : (r.text ?? JSON.stringify(r.body ?? {})), {
      status: r.status ?? 200,
      headers: r.headers,
    });
  }) as typeof fetch;
});
const problem = (slug: string, status: number, title = 'No') => ({
  status,
  body: { type: `https://aftershift.example.org/problems/${slug}`, title, status },
});

test('an address is filled in: ids are encoded, empty values are left out', () => {
  expect(address('/api/v1/ideas/{idea_id}', { ids: { idea_id: 'a/b' } })).toBe('/api/v1/ideas/a%2Fb');
  expect(address('/api/v1/times', { query: { audience: 'site:1', minutes: 60, place: undefined } })).toBe(
    '/api/v1/times?audience=site%3A1&minutes=60',
  );
});
test('a read names the member and carries no CSRF token', async () => {
  await read('/api/v1/home');
  expect(asked.map((a) => a.path)).toEqual(['/api/v1/home']);
  expect(asked[0]?.headers).toMatchObject({ 'x-member': 'ama' });
  expect(asked[0]?.headers['x-csrftoken']).toBeUndefined();
});
test('a write carries the token, the member, and its key', async () => {
  await send({ method: 'POST', path: '/api/v1/ideas', body: { text: 'x' }, key: 'k1' });
  expect(asked.map((a) => a.path)).toEqual(['/api/v1/csrf', '/api/v1/ideas']);
  expect(asked[1]?.headers).toMatchObject({ 'x-csrftoken': 't1', 'x-member': 'ama', 'idempotency-key': 'k1' });
});
test('an old token is fetched again once, and the write goes through', async () => {
  let first = true;
  answer = () => {
    if (!first) return { status: 201, body: { id: '1' } };
    first = false;
    return problem('csrf-failed', 403);
  };
  expect(await send({ method: 'POST', path: '/x', key: 'k' })).toMatchObject({ status: 201 });
  expect(asked.filter((a) => a.path === '/x').map((a) => a.headers['x-csrftoken'])).toEqual(['t1', 't3']);
});
test('another refusal is not tried again', async () => {
  answer = () => problem('not-allowed', 403);
  expect(await send({ method: 'POST', path: '/x' })).toMatchObject({ status: 403, problem: { title: 'No' } });
  expect(asked.filter((a) => a.path === '/x')).toHaveLength(1);
});
test('a reply cut in half is no reply', async () => {
  answer = () => ({ status: 201, text: '{"id": "1' });
  await expect(send({ method: 'POST', path: '/x' })).rejects.toThrow();
});
test('a slip is changed without cookie, token or name', async () => {
  answer = () => ({ status: 200 });
  await send({ method: 'PUT', path: '/api/v1/slips/r', body: {}, nameless: true });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.credentials).toBe('omit');
  expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual(['accept', 'content-type']);
});
test('Retry-After is passed on', async () => {
  answer = () => ({ ...problem('throttled', 429), headers: { 'Retry-After': '60' } });
  expect(await send({ method: 'POST', path: '/x' })).toMatchObject({ status: 429, retryAfter: 60 });
});
test('a page that is no problem becomes one with its status', async () => {
  answer = () => ({ status: 502, text: '<html>bad gateway</html>' });
  await expect(ask({ method: 'GET', path: '/x' })).rejects.toMatchObject({ status: 502 });
});
test('a 401 is told once to whoever keeps the session, but not while signing in', async () => {
  const told: string[] = [];
  whenSignedOut((p) => told.push(p.type));
  answer = () => problem('card-or-pin-wrong', 401);
  await expect(ask({ method: 'POST', path: '/api/v1/session', quiet: true })).rejects.toMatchObject({ status: 401 });
  expect(told).toEqual([]);
  answer = () => problem('other-member', 401);
  await expect(read('/api/v1/home')).rejects.toMatchObject({ status: 401 });
  expect(told).toEqual(['https://aftershift.example.org/problems/other-member']);
});

describe('signing out without network', () => {
  const none = async () => {};
  test('the mark stays, and ends the session before anything else is sent', async () => {
    const real = globalThis.fetch;
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    await expect(endSession(none)).rejects.toThrow();
    expect(keep.get('aftershift-sign-out')).toBe('1');
    globalThis.fetch = real;
    answer = (a) => ({ status: a.method === 'DELETE' ? 204 : 200, body: {} });
    await read('/api/v1/home');
    expect(asked.map((a) => `${a.method} ${a.path}`)).toEqual([
      'GET /api/v1/csrf',
      'DELETE /api/v1/session',
      'GET /api/v1/home',
    ]);
    expect(keep.get('aftershift-sign-out')).toBeNull();
  });
  test('while the session cannot be ended nothing goes out', async () => {
    keep.set('aftershift-sign-out', '1');
    answer = () => ({ status: 500 });
    await expect(read('/api/v1/home')).rejects.toThrow('still signing out');
    expect(asked.map((a) => a.path)).toEqual(['/api/v1/csrf', '/api/v1/session']);
    expect(keep.get('aftershift-sign-out')).toBe('1');
  });
  test('when nobody is signed in any more the mark goes by itself', async () => {
    member = null;
    keep.set('aftershift-sign-out', '1');
    await read('/api/v1/home');
    expect(asked.map((a) => a.path)).toEqual(['/api/v1/csrf', '/api/v1/home']);
    expect(keep.get('aftershift-sign-out')).toBeNull();
  });
});
