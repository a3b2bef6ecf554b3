// The only fetch (but for signing out, session/token). Everything that reads or writes goes through here.
import { noteReached } from '@/lib/online';
import { bytesOf, isFile } from '@/outbox/file';
import { authorise, credentials, forgetCsrf } from '@/session/token';
import { type Problem, ProblemError } from './problems';
import type { Reads } from './shapes';
import { base } from './where';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Call {
  method: Method;
  /** With ids filled in and the query appended. */
  path: string;
  body?: unknown;
  /** The Idempotency-Key, where the same request must have one effect. */
  key?: string;
  ifMatch?: string;
  /** Carries no cookie, no token and no name: a slip is changed by its receipt alone. */
  nameless?: boolean;
  /** Who is at the shared tablet: the token that only its page remembers. Goes with `nameless`. */
  tablet?: string;
  /** Whose request it is, when not the member's who is signed in now. */
  member?: string;
  /** Signing in itself: a 401 is its answer, not the end of a session. */
  quiet?: boolean;
}

const PATIENCE = 25_000;
let member: string | undefined;
/** Named on every request, so that another member's cookie is refused. */
export const actAs = (id: string | undefined): void => {
  member = id;
};
type Listener = (problem: Problem) => void;
let onSignedOut: Listener = () => {};
/** Called when the server says that nobody, or somebody else, is signed in. */
export const whenSignedOut = (then: Listener): void => {
  onSignedOut = then;
};

const bodyOf = (body: unknown): RequestInit['body'] => {
  if (body === undefined) return null;
  if (body instanceof FormData) return body;
  return isFile(body) ? bytesOf(body) : JSON.stringify(body);
};
async function once(call: Call): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (call.body !== undefined && !(call.body instanceof FormData))
    headers.set('Content-Type', isFile(call.body) ? call.body.file : 'application/json');
  if (call.key) headers.set('Idempotency-Key', call.key);
  if (call.ifMatch) headers.set('If-Match', call.ifMatch);
  if (call.tablet) headers.set('X-Kiosk-Token', call.tablet);
  if (!call.nameless) {
    await authorise(headers, call.method);
    const who = call.member ?? member;
    if (who) headers.set('X-Member', who);
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const reply = await fetch(base + call.path, {
      method: call.method,
      headers,
      credentials: call.nameless ? 'omit' : credentials,
      signal: stop.signal,
      body: bodyOf(call.body),
    });
    // The body belongs to the request: a reply cut in half is no reply.
    const text = await reply.text();
    noteReached(true);
    return new Response(reply.status === 204 || reply.status === 205 || reply.status === 304 ? null : text, {
      status: reply.status,
      headers: reply.headers,
    });
  } catch (e) {
    noteReached(false);
    throw e;
  } finally {
    clearTimeout(timer);
  }
}
async function fetched(call: Call): Promise<Response> {
  const reply = await once(call);
  return reply.status === 403 && !call.nameless && (await forgetCsrf(reply)) ? once(call) : reply;
}
const problemOf = async (reply: Response): Promise<Problem> => {
  const text = await reply.text();
  try {
    const p = JSON.parse(text) as Partial<Problem>;
    if (typeof p === 'object' && p !== null)
      return { type: nameless(reply), title: `${reply.status}`, ...p, status: reply.status } as Problem;
  } catch {
    // Not ours: a proxy's page.
  }
  return { type: nameless(reply), title: `${reply.status}`, status: reply.status };
};
const nameless = (reply: Response) => `about:blank/${reply.status}`;
const told401 = (p: Problem, call: Call) => {
  if (p.status === 401 && !call.quiet && !call.nameless) onSignedOut(p);
};

/** One request with a parsed answer and its ETag. Throws ProblemError when the server refuses, TypeError without network. */
export async function ask<T>(call: Call): Promise<{ data: T; etag: string | undefined }> {
  const reply = await fetched(call);
  if (!reply.ok) {
    const p = await problemOf(reply);
    told401(p, call);
    throw new ProblemError(p);
  }
  const text = await reply.text();
  const etag = reply.headers.get('ETag') ?? undefined;
  return { data: (text ? JSON.parse(text) : undefined) as T, etag };
}

type Ids<P extends string> = P extends `${string}{${infer I}}${infer R}` ? I | Ids<R> : never;
type Query = Record<string, string | number | boolean | null | undefined>;
type Where<P extends string> = ([Ids<P>] extends [never] ? { ids?: undefined } : { ids: Record<Ids<P>, string> }) & {
  query?: Query;
};
type WhereArgs<P extends string> = [Ids<P>] extends [never] ? [Where<P>?] : [Where<P>];
/** "/api/v1/ideas/{id}" and its ids and query, as one address. */
export function address<P extends string>(path: P, ...[where]: WhereArgs<P>): string {
  const ids = (where?.ids ?? {}) as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  const query = Object.entries(where?.query ?? {})
    .filter(([, v]) => v !== undefined && v !== null && v !== '')
    .map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`)
    .join('&');
  return query ? `${filled}?${query}` : filled;
}
/** Read one address of the API: the type of the answer follows from its path. */
export const read = async <P extends keyof Reads & string>(path: P, ...where: WhereArgs<P>): Promise<Reads[P]> =>
  (await ask<Reads[P]>({ method: 'GET', path: address(path, ...where) })).data;
/** The same with its ETag, for an edit that must name what it saw. */
export const readTagged = <P extends keyof Reads & string>(path: P, ...where: WhereArgs<P>) =>
  ask<Reads[P]>({ method: 'GET', path: address(path, ...where) });

export interface Answer {
  status: number;
  data?: unknown;
  problem?: Problem;
  retryAfter?: number;
}
/** Send one row of the outbox. Throws only when no whole answer came. */
export async function send(call: Call): Promise<Answer> {
  const reply = await fetched(call);
  if (reply.ok) {
    const text = await reply.text();
    return { status: reply.status, data: text ? JSON.parse(text) : undefined };
  }
  const problem = await problemOf(reply);
  told401(problem, call);
  const wait = Number(reply.headers.get('Retry-After'));
  return { status: reply.status, problem, ...(wait > 0 && { retryAfter: wait }) };
}
/** A photo or a recording that a player asks for by itself would carry no session on a phone. */
export async function readFile(path: string): Promise<Blob> {
  const headers = new Headers();
  await authorise(headers, 'GET');
  const reply = await fetch(base + path, { headers, credentials });
  if (!reply.ok) throw new ProblemError(await problemOf(reply));
  return reply.blob();
}
/** A drawing that the server makes, as text. */
export async function readText(path: string): Promise<string> {
  const reply = await fetched({ method: 'GET', path });
  if (!reply.ok) throw new ProblemError(await problemOf(reply));
  return reply.text();
}
