// Web: the session is an HttpOnly cookie that no script sees; unsafe requests carry the CSRF token.
import { keep } from '@/lib/keep';
import { noteReached } from '@/lib/online';

/** Where the library for e-mail and second factor answers this kind of client. */
export const allauth = '/_allauth/browser/v1';
export const credentials: RequestCredentials = 'same-origin';
let csrf: string | undefined;
/** A sign-out without network cannot end an HttpOnly session: the mark outlives the tab, and no request passes before it. */
const MARK = 'aftershift-sign-out';
const getCsrf = async (): Promise<{ csrf: string; member: string | null }> => {
  const reply = await fetch('/api/v1/csrf', { cache: 'no-store', credentials }).catch((e) => {
    noteReached(false);
    throw e;
  });
  noteReached(true);
  if (!reply.ok) throw new TypeError('no csrf token');
  return reply.json();
};
let leavingNow: Promise<void> | undefined;
async function leaveFirst(): Promise<void> {
  if (!keep.get(MARK)) return;
  leavingNow ??= (async () => {
    const { csrf: token, member } = await getCsrf();
    if (member) {
      const gone = await fetch('/api/v1/session', {
        method: 'DELETE',
        credentials,
        headers: { 'X-CSRFToken': token, 'X-Member': member },
      });
      if (gone.status !== 204 && gone.status !== 401) throw new TypeError('still signing out');
    }
    keep.drop(MARK);
    csrf = undefined;
  })().finally(() => {
    leavingNow = undefined;
  });
  await leavingNow;
}
/** What every request of ours needs before it goes. */
export async function authorise(headers: Headers, method: string): Promise<void> {
  await leaveFirst();
  if (method === 'GET' || method === 'HEAD') return;
  csrf ??= (await getCsrf()).csrf;
  headers.set('X-CSRFToken', csrf);
}
/** True when a 403 was the refusal of an old CSRF token, and a second try makes sense. */
export async function forgetCsrf(reply: Response): Promise<boolean> {
  if (!/csrf/i.test(await reply.clone().text())) return false;
  csrf = undefined;
  return true;
}
/** Signing in turns the token over: its reply carries the new one. */
export const keepToken = async (reply: { csrf?: string | null; token?: string | null }): Promise<void> => {
  csrf = reply.csrf ?? undefined;
};
/** Whose cookie this browser has, or null. */
export async function whoIsHere(): Promise<string | null> {
  await leaveFirst();
  const here = await getCsrf();
  csrf = here.csrf;
  return here.member;
}
/** End the session here; without network the mark stays, and ends it before anything else is sent. */
export async function endSession(_remove: () => Promise<unknown>): Promise<void> {
  keep.set(MARK, '1');
  await leaveFirst();
}
export const dropToken = async (): Promise<void> => {
  csrf = undefined;
};
