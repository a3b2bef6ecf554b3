// Away from the site: numbers, who is at home, and what went wrong or nearly did. Read here, written through the outbox.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { randomBytes } from '@/lib/random';
import { useOutbox } from '@/outbox';
import { type Kept, keepNumbers, keptNumbers } from './numbers';

export type Home = Schemas['HomeOut'];
export type Asked = Schemas['HomeAskedOut'];
export type OwnNumber = Schemas['OwnNumberOut'];
export type Account = Omit<Schemas['NearMissInRequest'], 'random'>;
type Numbers = Schemas['NumbersOut'];
const homeKey = (id: string) => ['home-of-date', id] as const;
const ownKey = (id: string) => ['my-emergency-number', id] as const;
const askedKey = ['home-contacts'] as const;
const at = (id: string, what: string) => `${address('/api/v1/occurrences/{id}', { ids: { id } })}/${what}`;
const DAY = 864e5;

export const useHome = (id: string) =>
  useQuery({
    queryKey: homeKey(id),
    queryFn: async () => (await ask<Home>({ method: 'GET', path: at(id, 'home') })).data,
    staleTime: 15_000,
    gcTime: 7 * DAY,
  });
export function useAtHome(id: string) {
  const { write, latest, pending } = useOutbox(`home:${id}`);
  const touches = [homeKey(id)];
  const of = (rank: number) => at(id, `home-contacts/${rank === 1 ? 'first' : 'second'}`);
  return {
    latest,
    waits: pending.length > 0,
    ask: (rank: number, body: Schemas['HomeContactInRequest']) =>
      write({ method: 'PUT', path: of(rank), body, touches }),
    drop: (rank: number) => write({ method: 'DELETE', path: of(rank), touches }),
    later: (back_at: string) =>
      write({ method: 'POST', path: at(id, 'later-back'), body: { back_at }, once: true, touches }),
  };
}
/** Where I am asked to be at home for others. */
export const useAsked = () =>
  useQuery({
    queryKey: askedKey,
    queryFn: async () =>
      (await ask<{ results: Asked[] }>({ method: 'GET', path: '/api/v1/home-contacts' })).data.results,
    staleTime: 15_000,
  });
export function useAnswering(id: string) {
  const { write, latest } = useOutbox(`home-contact:${id}`);
  const path = `/api/v1/home-contacts/${id}`;
  const touches = [askedKey];
  return {
    latest,
    answer: (says_yes: boolean, may_wake: boolean) =>
      write({ method: 'PUT', path: `${path}/answer`, body: { says_yes, may_wake }, touches }),
    heard: () => write({ method: 'PUT', path: `${path}/heard`, touches }),
  };
}

/** My own number for one date, and who looked. */
export const useOwnNumber = (id: string) =>
  useQuery({
    queryKey: ownKey(id),
    queryFn: async () => (await ask<OwnNumber>({ method: 'GET', path: at(id, 'my-emergency-number') })).data,
    staleTime: 15_000,
  });
export function useGiving(id: string) {
  const { write, latest } = useOutbox(`my-emergency-number:${id}`);
  const path = at(id, 'my-emergency-number');
  const touches = [ownKey(id)];
  return {
    latest,
    give: (number: string) => write({ method: 'PUT', path, body: { number }, touches }),
    takeBack: () => write({ method: 'DELETE', path, touches }),
  };
}

/**
 * The numbers of everybody who gave one: fetched at the first contact within the window, then from this phone alone.
 * They never go into the cache of reads, which knows no time to forget. Each look is noted, also without signal.
 */
export function useNumbers(id: string, isOut: boolean) {
  const [kept, setKept] = useState<Kept | undefined>(() => keptNumbers(id, Date.now(), isOut));
  const [read, setRead] = useState<Pick<Numbers, 'is_open' | 'opens' | 'given'>>();
  const { write, latest } = useOutbox(`emergency-looks:${id}`);
  const again = useCallback(() => setKept(keptNumbers(id, Date.now(), isOut)), [id, isOut]);
  useEffect(() => {
    let alive = true;
    ask<Numbers>({ method: 'GET', path: at(id, 'emergency-numbers') }).then(
      ({ data }) => {
        keepNumbers(id, data);
        if (!alive) return;
        setRead(data);
        again();
      },
      () => undefined, // without signal: what is on the phone counts
    );
    const timer = setInterval(again, 60_000);
    return () => {
      alive = false;
      clearInterval(timer);
    };
  }, [id, again]);
  const path = at(id, 'emergency-looks');
  return {
    kept,
    read,
    latest,
    looked: (member_id: string) =>
      write({
        method: 'PUT',
        path,
        together: { path, as: 'looks' },
        body: { member_id, device_at: new Date().toISOString() },
      }),
  };
}

/** The server keeps nothing of who said it; the random value makes a repeat safe instead of a key. */
export function useNearMiss() {
  const { write, latest } = useOutbox('near-miss');
  const random = () => [...randomBytes(16)].map((b) => b.toString(16).padStart(2, '0')).join('');
  return {
    latest,
    say: (account: Account) =>
      write({ method: 'POST', path: '/api/v1/near-misses', body: { random: random(), ...account } }),
  };
}
/** Dates I was at lately: one may be named, where whoever says it wants to. */
export const useDatesLately = () =>
  useQuery({
    queryKey: ['near-miss-dates'],
    queryFn: async () =>
      (await ask<Schemas['NearMissDatesOut']>({ method: 'GET', path: '/api/v1/near-miss-dates' })).data,
    staleTime: DAY / 24,
  });
export const useHelpNumbers = () =>
  useQuery({
    queryKey: ['help-numbers'],
    queryFn: async () => (await ask<Schemas['HelpNumbersOut']>({ method: 'GET', path: '/api/v1/help-numbers' })).data,
    staleTime: DAY / 24,
    gcTime: 7 * DAY,
  });

// ---- what organisers learn from it
export const useLearning = () => ({
  near: useQuery({
    queryKey: ['near-misses'],
    queryFn: async () => (await ask<Schemas['NearMissesOut']>({ method: 'GET', path: '/api/v1/near-misses' })).data,
  }),
  lists: useQuery({
    queryKey: ['safety-templates'],
    queryFn: async () =>
      (await ask<Schemas['KeptListsOut']>({ method: 'GET', path: '/api/v1/safety-templates' })).data.results,
  }),
});
/** A list as it reads now, and what each of its versions changed. */
export const useListVersions = (template: string, wanted = true) =>
  useQuery({
    queryKey: ['list-versions', template],
    enabled: wanted,
    queryFn: async () =>
      (
        await ask<Schemas['ListVersionsOut']>({
          method: 'GET',
          path: address('/api/v1/safety-templates/{template}/versions', { ids: { template } }),
        })
      ).data,
  });
export function useKeeping() {
  const { write, latest } = useOutbox('safety-learning');
  return {
    latest,
    look: (id: string, status: Schemas['NearMissStatus']) =>
      write({
        method: 'PUT',
        path: `/api/v1/near-misses/${id}/status`,
        body: { status },
        touches: [['near-misses']],
      }),
    keep: (template: string, keeper_id: string | null) =>
      write({
        method: 'PUT',
        path: `/api/v1/safety-templates/${template}/keeper`,
        body: { keeper_id },
        touches: [['safety-templates']],
      }),
    /** Without words for the list it is left out. */
    answer: (id: string, reply: string, wording: Schemas['WordingInRequest'] | null) =>
      write({
        method: 'PUT',
        path: `/api/v1/proposed-changes/${id}/answer`,
        body: { reply, wording },
        touches: [['safety-templates'], ['list-versions']],
      }),
    helpNumber: (site: string, name: string, number: string) =>
      write({
        method: 'PUT',
        path: `/api/v1/sites/${site}/help-number`,
        body: { name, number },
        touches: [['help-numbers']],
      }),
  };
}
