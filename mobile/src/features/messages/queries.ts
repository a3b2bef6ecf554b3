import { useQuery } from '@tanstack/react-query';
import { ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Inbox = Schemas['InboxOut'];
export type Message = Schemas['MessageOut'];
export type Wanted = Schemas['WantedOut'];
export const CHANNELS = ['push', 'email', 'in_person'] as const;
export type Channel = (typeof CHANNELS)[number];

const inboxKey = ['inbox'] as const;
export const useInbox = () =>
  useQuery({
    queryKey: inboxKey,
    queryFn: async () => (await ask<Inbox>({ method: 'GET', path: '/api/v1/inbox' })).data,
    staleTime: 30_000,
    refetchOnMount: 'always',
  });
/** Read as soon as it is pressed. */
export function useRead(id: string) {
  const { write, pending, latest } = useOutbox(`inbox:${id}`);
  return {
    isRead: pending.length > 0 || latest?.state === 'received',
    read: () =>
      write({ method: 'PUT', path: `/api/v1/inbox/${id}/read`, touches: [inboxKey, ['home'], ['announcements']] }),
  };
}

const wantedKey = ['message-preferences'] as const;
export const useWanted = () =>
  useQuery({
    queryKey: wantedKey,
    queryFn: async () =>
      (await ask<Schemas['PreferencesOut']>({ method: 'GET', path: '/api/v1/message-preferences' })).data,
    staleTime: 30_000,
  });
/** Shown as chosen at once; one row of the outbox for each kind and way, so that they go out in order. */
export function useWant(kind: string, channel: Channel, isOn: boolean) {
  const { write, pending, latest } = useOutbox(`want:${kind}:${channel}`);
  const wanted = pending.at(-1)?.body as { is_on: boolean } | undefined;
  const now = wanted?.is_on ?? isOn;
  return {
    isOn: now,
    latest,
    change: () =>
      write({
        method: 'PUT',
        path: '/api/v1/message-preferences',
        body: { kind, channel, is_on: !now },
        touches: [wantedKey],
      }),
  };
}

const toTellKey = ['to-tell'] as const;
export const useToTell = () =>
  useQuery({
    queryKey: toTellKey,
    meta: { secret: true }, // names of colleagues are not kept on the device
    queryFn: async () => (await ask<Schemas['ToTellListOut']>({ method: 'GET', path: '/api/v1/to-tell' })).data.results,
    staleTime: 10_000,
    refetchOnMount: 'always',
  });
export function useTold(id: string) {
  const { write, pending, latest } = useOutbox(`told:${id}`);
  return {
    isTold: pending.length > 0 || latest?.state === 'received',
    latest,
    tell: () => write({ method: 'PUT', path: `/api/v1/to-tell/${id}/told`, secret: true, touches: [toTellKey] }),
  };
}
