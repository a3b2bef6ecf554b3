// Native: an opaque token in the phone's secure storage, sent as a header; no cookies either way.
import { deleteItemAsync, getItemAsync, setItemAsync } from 'expo-secure-store';

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
/** What every request of ours needs before it goes. */
export async function authorise(headers: Headers, _method: string): Promise<void> {
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
/** End the session on the server too, if it can be reached; here it ends when the token is dropped. */
export async function endSession(remove: () => Promise<unknown>): Promise<void> {
  await remove();
}
/** Forgetting the token ends the session on this phone, with or without signal. */
export const dropToken = async (): Promise<void> => {
  token = null;
  await deleteItemAsync(TOKEN);
};
