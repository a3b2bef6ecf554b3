import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Moment } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Role = 'lead' | 'second';
export interface Offer {
  id: string;
  activity_id: string;
  title: string;
  role: Role;
  state: 'open' | 'accepted' | 'refused' | 'withdrawn';
  asked_by: string | null;
  offered: Moment;
}
export const offersKey = ['role-offers'] as const;
/** What I am asked to lead or help with, and have not answered. */
export const useOffers = () =>
  useQuery({
    queryKey: offersKey,
    queryFn: async () => (await ask<{ results: Offer[] }>({ method: 'GET', path: '/api/v1/role-offers' })).data.results,
    staleTime: 60_000,
    refetchOnMount: 'always',
  });

const touches = [offersKey, ['occurrences'], ['home'], ['checklist'], ['desk']];
/** Yes, or not now: shown as said at once. */
export function useAnswer(offer: Offer) {
  const { write, latest, pending, dismiss } = useOutbox(`role-offer:${offer.id}`);
  const say = (answer: 'acceptance' | 'refusal') =>
    write({ method: 'POST', path: `/api/v1/role-offers/${offer.id}/${answer}`, once: true, touches });
  const last = pending.at(-1) ?? (latest?.state === 'received' ? latest : undefined);
  return {
    latest,
    dismiss,
    said: last ? (last.path.endsWith('/acceptance') ? ('yes' as const) : ('no' as const)) : undefined,
    yes: () => say('acceptance'),
    no: () => say('refusal'),
  };
}

/** Leading one activity: taking it, asking somebody, stepping back. */
export function useRole(activityId: string, role: Role) {
  const { write, latest, pending, dismiss } = useOutbox(`${role}:${activityId}`);
  const path = `/api/v1/activities/${activityId}/${role}`;
  const put = (member_id: string) => write({ method: 'PUT', path, body: { member_id }, touches });
  const last = pending.at(-1);
  return {
    latest,
    dismiss,
    pressed: last ? (last.method === 'DELETE' ? ('back' as const) : ('take' as const)) : undefined,
    steppedBack: latest?.state === 'received' && latest.method === 'DELETE',
    asked: latest?.state === 'received' && (latest.reply as { state?: string } | undefined)?.state === 'asked',
    take: () => put('me'),
    askFor: (memberId: string) => put(memberId),
    stepBack: () => write({ method: 'DELETE', path, touches }),
  };
}
export interface Found {
  id: string;
  called_name: string;
}
/** Confirmed colleagues whose name begins like this; nothing before two letters. */
export const useNamed = (name: string) =>
  useQuery({
    queryKey: ['members', 'named', name.trim().toLowerCase()],
    enabled: name.trim().length >= 2,
    meta: { secret: true }, // names of colleagues are not kept on the device
    retry: false,
    queryFn: async () =>
      (
        await ask<{ results: Found[] }>({
          method: 'GET',
          path: address('/api/v1/members', { query: { name: name.trim() } }),
        })
      ).data.results,
  });
