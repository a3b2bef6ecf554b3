// Being told in this browser: on, off, and again at every start (RULE-54).
import { ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { qc } from '@/cache';
import { loadFirebase } from '@/lib/firebase-late.web';
import { allowed, hold, holder, letGo, worker } from '@/lib/letters.web';
import { fetchPiece } from '@/shell/lazy-page';
import { pushKey } from './push-key';

type Push = Schemas['PushOut'];
interface Me {
  member: string;
  organisation: string;
}
const firebase = () => fetchPiece(loadFirebase);
const PATIENCE = 30_000;
/** Firebase's library waits as long as the network lets it. */
const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, fail) => {
      setTimeout(() => fail(new TypeError('too slow')), PATIENCE);
    }),
  ]);

/** The server learns where to push. Throws what stood in the way; then everything is as it was. */
export async function tellHere({ member, organisation }: Me): Promise<void> {
  const { data } = await ask<Push>({ method: 'GET', path: '/api/v1/push' });
  if (!data.browser) throw new TypeError('push is off');
  const { register } = await firebase();
  const token = await inTime(register(data.browser, await worker()));
  const isNew = holder() === undefined;
  await hold({ member, organisation, config: data.browser });
  try {
    const reply = await ask<Push>({ method: 'PUT', path: '/api/v1/push', body: { token, platform: 'web' } });
    qc.setQueryData(pushKey, reply.data);
  } catch (e) {
    if (isNew) await stopHere().catch(() => {});
    throw e;
  }
}

/** At a start, and when the browser changed its address: a token that was not told today is told tomorrow. */
export const tellAgain = async (me: Me): Promise<void> => {
  if (allowed() !== 'yes') await stopWanting();
  else await tellHere(me);
};

/** Signed out, somebody else, or not wanted any more. First what needs no signal; then Firebase is told, if it can be. */
export async function stopHere(): Promise<void> {
  const was = await letGo();
  if (!was) return;
  const { unregister } = await firebase();
  await inTime(unregister(was.config, await worker()));
}

/** The server forgets this browser too. Signing out does that by itself: the device goes with the session. */
export async function stopWanting(): Promise<void> {
  await stopHere().catch(() => {}); // no signal: nothing is shown any more, and the token is dead
  const reply = await ask<Push>({ method: 'DELETE', path: '/api/v1/push' });
  qc.setQueryData(pushKey, reply.data);
}
