// A tablet that many use. Nothing of a member is written to it: no query cache, no outbox, no storage, no address. What is
// read lives in the state of one screen, and the token in the same place; when the screen forgets them, nothing knows them.
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Platform } from 'react-native';
import { address, ask, type Method } from '@/api/client';
import { isProblem } from '@/api/problems';
import type { Schemas } from '@/api/shapes';
import type { Party } from '@/shell/party-steppers';

export type TabletDate = Schemas['KioskDate'];
export type Dates = Schemas['KioskDates'];
export type NewCard = Schemas['CardReplacementOut'];
export interface Here {
  token: string;
  replaces_cards: boolean;
}
/** Carries no cookie and no name: only the token of this page, if it has one. */
const tell = async <T>(method: Method, path: string, token?: string, body?: unknown): Promise<T> =>
  (await ask<T>({ method, path, body, nameless: true, tablet: token })).data;

/** Who is at the tablet, and leaving it: at once here, whatever the network does; the server ends it by itself too. */
export function useHere() {
  const [here, setHere] = useState<Here>();
  const token = here?.token;
  const leave = useCallback(() => {
    if (token) void tell('DELETE', '/api/v1/kiosk/session', token).catch(() => {});
    setHere(undefined);
  }, [token]);
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    // Back, another page, a closed tab: the page must not come back from the browser's memory as somebody's.
    const gone = () => latest.current();
    if (Platform.OS === 'web') window.addEventListener('pagehide', gone);
    return () => {
      if (Platform.OS === 'web') window.removeEventListener('pagehide', gone);
      gone();
    };
  }, []);
  return { here, enter: setHere, leave };
}
/** Of the sign-in's own screen, so that card and PIN are forgotten with it. */
export const useEnter = (onIn: (here: Here) => void) =>
  useMutation({
    mutationFn: async ({ card, pin }: { card: string; pin: string }) =>
      onIn(await tell<Here>('POST', '/api/v1/kiosk/session', undefined, { card, pin })),
    gcTime: 0,
    networkMode: 'always',
  });

/** The dates of who is here. A session that is over ends the screen too. */
export function useDates(token: string, onOver: () => void) {
  const [dates, setDates] = useState<Dates>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const over = useRef(onOver);
  over.current = onOver;
  const run = useCallback(
    async (method: Method, path?: string, body?: unknown): Promise<boolean> => {
      setBusy(true);
      setError(undefined);
      try {
        if (path) await tell(method, path, token, body);
        setDates(await tell<Dates>('GET', '/api/v1/kiosk/dates', token));
        return true;
      } catch (e) {
        if (isProblem(e) && e.status === 401) over.current();
        else setError(e);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [token],
  );
  useEffect(() => void run('GET'), [run]);
  const at = (id: string) => address('/api/v1/kiosk/dates/{id}', { ids: { id } });
  return {
    dates,
    error,
    busy,
    again: () => run('GET'),
    come: (id: string, party: Party) => run('PUT', at(id), party),
    giveUp: (id: string) => run('DELETE', at(id)),
    forgetError: () => setError(undefined),
  };
}

/** A new card for somebody who lost theirs. The answer is shown and kept nowhere. */
export const useNewCard = (token: string, onOver: () => void) =>
  useMutation({
    mutationFn: async (typed: { called_name: string; pin: string; new_pin: string | null }) => {
      try {
        return await tell<NewCard>('POST', '/api/v1/kiosk/card-replacements', token, typed);
      } catch (e) {
        if (isProblem(e) && e.status === 401) onOver();
        throw e;
      }
    },
    gcTime: 0,
    networkMode: 'always',
  });
