// Native: an opaque token in the phone's secure storage, sent as a header; no cookies either way.
import { deleteItemAsync, getItemAsync, setItemAsync } from 'expo-secure-store';
import { isProblem } from '@/api/problems';
import { base } from '@/api/where';

// Expo's fetch would otherwise keep a cookie jar.
/** Where the library for e-mail and second factor answers this kind of client. */
export const allauth = '/_allauth/app/v1';
export const credentials: RequestCredentials = 'omit';
const TOKEN = 'aftershift-session';
let token: string | null | undefined;
const current = async (): Promise<string | null> => {
  if (token === undefined) token = await getItemAsync(TOKEN);
  return token;
};
/** Sessions that were signed out of without signal: on the server they live on, and push with them, until it is told. */
const OVER = 'aftershift-session-over';
let over: string[] | undefined;
const readOver = async (): Promise<string[]> => {
  over ??= JSON.parse((await getItemAsync(OVER)) ?? '[]') as string[];
  return over;
};
const writeOver = async (tokens: string[]): Promise<void> => {
  over = tokens;
  await setItemAsync(OVER, JSON.stringify(tokens));
};
let isEnding = false;
async function endOldOnes(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  try {
    for (const old of await readOver()) {
      const headers = { 'X-Client': 'native', 'X-Session-Token': old };
      const reply = await fetch(`${base}/api/v1/session`, { method: 'DELETE', headers, credentials });
      if (reply.status === 204 || reply.status === 401)
        await writeOver((await readOver()).filter((one) => one !== old));
    }
  } catch {
    // Still no signal: the next request tries again.
  } finally {
    isEnding = false;
  }
}
/** What every request of ours needs before it goes. */
export async function authorise(headers: Headers, _method: string): Promise<void> {
  void endOldOnes();
  headers.set('X-Client', 'native');
  const t = await current();
  if (t) headers.set('X-Session-Token', t);
}
export const forgetCsrf = async (_reply: Response): Promise<boolean> => false;
export const keepToken = async (reply: { csrf?: string | null; token?: string | null }): Promise<void> => {
  if (!reply.token) return;
  token = reply.token;
  await setItemAsync(TOKEN, reply.token);
};
/** Whose session this phone has: the token says only that there is one. */
export const whoIsHere = async (): Promise<string | null> => ((await current()) ? 'whoever the token says' : null);
/** End the session on the server too: now, or with the first request that gets through. Here it ends with the token. */
export async function endSession(remove: () => Promise<unknown>): Promise<void> {
  const mine = await current();
  try {
    await remove();
  } catch (e) {
    const isAnswered = isProblem(e) && e.status < 500;
    if (mine && !isAnswered) await writeOver([...(await readOver()), mine]);
    throw e;
  }
}
/** Forgetting the token ends the session on this phone, with or without signal. */
export const dropToken = async (): Promise<void> => {
  token = null;
  await deleteItemAsync(TOKEN);
};
