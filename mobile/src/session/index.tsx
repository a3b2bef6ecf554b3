import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { AppState, Platform } from 'react-native';
import { actAs, ask, read, whenSignedOut } from '@/api/client';
import { isProblem, slugOf } from '@/api/problems';
import type { Joined, SessionOut, SignedIn } from '@/api/shapes';
import { forget } from '@/cache';
import { keep } from '@/lib/keep';
import { dropAllKept } from '@/lib/kept-until';
import { outbox } from '@/outbox';
import { useWords } from '@/words';
import { isLang } from '@/words/languages';
import { deviceWords } from './device';
import { allauth, dropToken, endSession, keepToken, whoIsHere } from './token';

export interface JoinForm {
  code?: string;
  short_name?: string;
  spoken?: string;
  called_name: string;
  is_under_18: boolean;
  pin: string;
  language: string;
  /** Made on the phone when the form is opened: sending it twice makes one member. */
  form_key: string;
}
export type EmailStep = 'code' | 'pick';
interface Session {
  status: 'starting' | 'in' | 'out';
  /** Who is signed in; also known offline, from last time. */
  session: SessionOut | undefined;
  roles: ReadonlySet<string>;
  has: (...roles: string[]) => boolean;
  signIn: (card: string, pin: string) => Promise<void>;
  join: (form: JoinForm) => Promise<Joined>;
  /** E-mail and password; then the code, or straight to picking an organisation. */
  signInByEmail: (email: string, password: string) => Promise<EmailStep>;
  giveCode: (code: string) => Promise<EmailStep>;
  pickOrganisation: (memberId: string) => Promise<void>;
  /** Ends the session here. What is not sent stays on the phone for when this member comes back. */
  signOut: () => Promise<void>;
  /** Ask the server again who this is: after a role was given. */
  refresh: () => Promise<void>;
}
const LAST = 'aftershift-session-last';
/** Of the outbox: the language that was chosen here, until the server has it. */
export const MY_LANGUAGE = 'my-language';
const lastKnown = (): SessionOut | undefined => {
  try {
    const kept = keep.get(LAST);
    return kept ? (JSON.parse(kept) as SessionOut) : undefined;
  } catch {
    return undefined;
  }
};
export const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const { setLang } = useWords();
  const [session, setSession] = useState<SessionOut | undefined>(lastKnown);
  const [status, setStatus] = useState<Session['status']>(session ? 'in' : 'starting');
  const current = useRef(session);

  const adopt = useCallback(
    async (next: SessionOut) => {
      if (current.current && current.current.member.id !== next.member.id) await forget();
      // Someone else, or a language that they chose on another device.
      const isOtherLanguage =
        current.current?.member.id !== next.member.id || current.current.member.language !== next.member.language;
      current.current = next;
      keep.set(LAST, JSON.stringify(next));
      actAs(next.member.id);
      setSession(next);
      setStatus('in');
      const isChosenHere = outbox.rows().some((row) => row.subject === MY_LANGUAGE && row.state !== 'refused');
      if (isOtherLanguage && !isChosenHere && isLang(next.member.language)) setLang(next.member.language);
      await outbox.open(next.member.id);
    },
    [setLang],
  );
  const nobody = useCallback(async () => {
    current.current = undefined;
    keep.drop(LAST);
    actAs(undefined);
    await outbox.open(undefined);
    setSession(undefined);
    setStatus('out');
  }, []);
  const refresh = useCallback(async () => {
    const before = current.current;
    const here = await whoIsHere();
    // The sign-in can be used meanwhile: a late "nobody" must not sign out who has just come in.
    if (!here) return current.current === before ? nobody() : undefined;
    if (Platform.OS === 'web' && here !== current.current?.member.id) actAs(here);
    await adopt(await read('/api/v1/session'));
  }, [adopt, nobody]);

  useEffect(() => {
    if (current.current) {
      actAs(current.current.member.id);
      void outbox.open(current.current.member.id);
    }
    whenSignedOut((problem) => {
      if (slugOf(problem) === 'other-member') void refresh().catch(() => {});
      else void forget().then(nobody);
    });
    refresh().catch((e) => {
      if (isProblem(e) && e.status === 401) void nobody();
      else if (!current.current) setStatus('out'); // no network and nobody known: the door
    });
    const back = () => void outbox.online();
    if (Platform.OS === 'web') {
      window.addEventListener('online', back);
      return () => window.removeEventListener('online', back);
    }
    const seen = AppState.addEventListener('change', (s) => {
      if (s === 'active') back();
    });
    return () => seen.remove();
  }, [refresh, nobody]);

  const value = useMemo<Session>(() => {
    const enter = async <T extends SignedIn>(path: string, body: unknown): Promise<T> => {
      const { data } = await ask<T>({ method: 'POST', path, body, quiet: true });
      await keepToken(data);
      await adopt(data.session);
      return data;
    };
    // allauth answers 401 with what is still wanted; that is a step, not a refusal.
    const byEmail = async (path: string, body: unknown): Promise<EmailStep> => {
      try {
        const { data } = await ask<{ meta?: { session_token?: string } }>({
          method: 'POST',
          path: allauth + path,
          body,
          quiet: true,
        });
        if (data?.meta?.session_token) await keepToken({ token: data.meta.session_token });
        return 'pick';
      } catch (e) {
        const flows = isProblem(e)
          ? (e.data as { flows?: { id: string; is_pending?: boolean }[] } | undefined)?.flows
          : undefined;
        const token = isProblem(e) ? (e.meta as { session_token?: string } | undefined)?.session_token : undefined;
        if (token) await keepToken({ token });
        if (flows?.some((f) => f.id === 'mfa_authenticate' && f.is_pending)) return 'code';
        throw e;
      }
    };
    const roles = new Set(session?.roles ?? []);
    return {
      status,
      session,
      roles,
      has: (...wanted) => wanted.some((r) => roles.has(r)),
      signIn: async (card, pin) => {
        await enter('/api/v1/session', { card, pin, device: deviceWords() });
      },
      join: (form) => enter<Joined>('/api/v1/joins', { ...form, device: deviceWords() }),
      signInByEmail: (email, password) => byEmail('/auth/login', { email, password }),
      giveCode: (code) => byEmail('/auth/2fa/authenticate', { code }),
      pickOrganisation: async (member_id) => {
        await enter('/api/v1/session/organisation', { member_id, device: deviceWords() });
      },
      signOut: async () => {
        await endSession(() => ask({ method: 'DELETE', path: '/api/v1/session', quiet: true })).catch(() => {});
        await dropToken();
        dropAllKept();
        await forget();
        await nobody();
      },
      refresh,
    };
  }, [session, status, adopt, nobody, refresh]);
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession outside SessionProvider');
  return value;
}
/** The member's own id and name, on screens that only a signed-in member sees. */
export function useMe(): SessionOut {
  const { session } = useSession();
  if (!session) throw new Error('nobody is signed in');
  return session;
}
