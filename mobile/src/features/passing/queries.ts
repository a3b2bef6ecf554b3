import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type PassingOn = Schemas['PassingOnOut'];
export type Handover = Schemas['HandoverOut'];
export type Pack = Schemas['PackOut'];
export type OwnLoad = Schemas['OwnLoadOut'];
export type LeaderCall = Schemas['LeaderCallOut'];
export type Answer = NonNullable<OwnLoad['answer']>;
const key = ['passing-on'] as const;
const loadKey = ['own-load'] as const;
const activity = (id: string, what: string) => `${address('/api/v1/activities/{id}', { ids: { id } })}/${what}`;
const get = async <T>(path: string) => ask<T>({ method: 'GET', path });
// Who leads stands on many pages.
const touches = [key, ['occurrences'], ['home'], ['desk'], ['leader-calls'], ['role-offers']];

export const usePassingOn = (id: string) =>
  useQuery({
    queryKey: [...key, 'activity', id],
    queryFn: async () => (await get<PassingOn>(activity(id, 'passing-on'))).data,
    staleTime: 5_000,
    refetchOnMount: 'always',
  });
/** The taper and the handover of one activity. All of it is safe to repeat. */
export function usePassing(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`passing:${id}`);
  const put = (what: string, body?: unknown) => write({ method: 'PUT', path: activity(id, what), body, touches });
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    beginTaper: () => put('taper'),
    agree: () => put('taper/agreement'),
    askForHelp: () => put('taper/help'),
    handOver: (to_id: string, stays_as_second: boolean) => put('handover', { to_id, stays_as_second }),
  };
}
/** My own yes or no to a handover. */
export function useHandover(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`handover:${id}`);
  const put = (what: string) => write({ method: 'PUT', path: `/api/v1/handovers/${id}/${what}`, touches });
  const last = pending.at(-1) ?? (latest?.state === 'received' ? latest : undefined);
  return {
    latest,
    dismiss,
    said: last ? (last.path.endsWith('/agreement') ? ('yes' as const) : ('no' as const)) : undefined,
    yes: () => put('agreement'),
    no: () => put('refusal'),
  };
}
/** What waits for my yes. */
export const useHandovers = () =>
  useQuery({
    queryKey: [...key, 'mine'],
    queryFn: async () => (await get<{ results: Handover[] }>('/api/v1/handovers')).data.results,
    staleTime: 15_000,
  });

export const usePack = (id: string, wanted = true) =>
  useQuery({
    queryKey: [...key, 'pack', id],
    enabled: wanted,
    queryFn: () => get<Pack>(activity(id, 'handover-pack')),
    staleTime: 5_000,
    refetchOnMount: 'always',
  });
export type PackWords = Pick<Pack, 'contacts' | 'place' | 'checklist' | 'learned'>;
export function useWritePack(id: string, etag: string | undefined) {
  const { write, latest, pending, dismiss } = useOutbox(`pack:${id}`);
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    keep: (body: PackWords) =>
      write({
        method: 'PUT',
        path: activity(id, 'handover-pack'),
        body,
        ifMatch: etag,
        touches: [[...key, 'pack', id]],
      }),
  };
}

export const useLeaderCalls = () =>
  useQuery({
    queryKey: ['leader-calls'],
    queryFn: async () => (await get<{ results: LeaderCall[] }>('/api/v1/leader-calls')).data.results,
    staleTime: 30_000,
  });
export const useOwnLoad = () =>
  useQuery({
    queryKey: loadKey,
    meta: { secret: true }, // an answer and a colleague's name are not kept on the device
    queryFn: async () => (await get<OwnLoad>('/api/v1/own-load')).data,
    staleTime: 15_000,
    refetchOnMount: 'always',
  });
export function useSayLoad() {
  const { write, latest, pending, dismiss } = useOutbox('own-load');
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    setMost: (most: number) => write({ method: 'PUT', path: '/api/v1/own-load', body: { most }, touches: [loadKey] }),
    answer: (answer: Answer, buddy_id: string | null) =>
      write({ method: 'PUT', path: '/api/v1/own-load/answer', body: { answer, buddy_id }, touches: [loadKey] }),
  };
}
export const useLoadTotals = () =>
  useQuery({
    queryKey: ['load-totals'],
    queryFn: async () => (await get<Schemas['LoadTotalsOut']>('/api/v1/load-totals')).data,
    staleTime: 60_000,
  });
/** Colleagues whose name begins like this; nothing before two letters. */
export const useNamed = (name: string) =>
  useQuery({
    queryKey: ['members', 'named', name.trim().toLowerCase()],
    enabled: name.trim().length >= 2,
    meta: { secret: true }, // names of colleagues are not kept on the device
    retry: false,
    queryFn: async () =>
      (
        await get<{ results: { id: string; called_name: string }[] }>(
          address('/api/v1/members', { query: { name: name.trim() } }),
        )
      ).data.results,
  });
