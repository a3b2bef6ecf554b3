import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Host = Schemas['HostOut'];
export type Helper = Schemas['HelperOut'];
export type HostQuestion = Schemas['HostQuestionOut'];
type Helpers = Schemas['HelpersOut'];
const key = ['hosting'] as const;
const hostPath = (id: string) => address('/api/v1/occurrences/{id}/host', { ids: { id } });

/** Who meets first-timers on one date, as far as I am told. */
export const useHost = (id: string) =>
  useQuery({
    queryKey: [...key, 'date', id],
    queryFn: async () => (await ask<Host>({ method: 'GET', path: hostPath(id) })).data,
    staleTime: 5_000,
    refetchOnMount: 'always',
  });
/** My own yes, no and step back; and asking one person. All of it safe to repeat. */
export function useHosting(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`host:${id}`);
  const path = hostPath(id);
  const touches = [key];
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    meet: (place: string, minutes_before: number) =>
      write({ method: 'PUT', path, body: { place: place.trim(), minutes_before }, touches }),
    stepBack: () => write({ method: 'DELETE', path, touches }),
    askOne: (sign_up_id: string) => write({ method: 'PUT', path: `${path}/question`, body: { sign_up_id }, touches }),
    askNobody: () => write({ method: 'DELETE', path: `${path}/question`, touches }),
  };
}
/** Whom I may ask: those with a place. */
export const usePlaced = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: [...key, 'placed', id],
    enabled: wanted,
    meta: { secret: true }, // names of colleagues are not kept on the device
    queryFn: async () =>
      (
        await ask<Schemas['PlacesList']>({
          method: 'GET',
          path: address('/api/v1/occurrences/{id}/sign-up-list', { ids: { id } }),
        })
      ).data.sign_ups.filter((row) => row.status === 'placed'),
  });
/** Dates that I am asked to be the host of. */
export const useHostQuestions = () =>
  useQuery({
    queryKey: [...key, 'questions'],
    queryFn: async () =>
      (await ask<{ results: HostQuestion[] }>({ method: 'GET', path: '/api/v1/host-questions' })).data.results,
    staleTime: 15_000,
  });

const helpersPath = (id: string) => address('/api/v1/activities/{id}/helpers', { ids: { id } });
export const useHelpers = (activityId: string) =>
  useQuery({
    queryKey: [...key, 'helpers', activityId],
    queryFn: async () => (await ask<Helpers>({ method: 'GET', path: helpersPath(activityId) })).data,
    staleTime: 15_000,
  });
export function useHelping(activityId: string) {
  const { write, latest, pending, dismiss } = useOutbox(`helpers:${activityId}`);
  const touches = [[...key, 'helpers', activityId]];
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    enter: (body: { name: string; what: string; phone: string }) =>
      write({ method: 'POST', path: helpersPath(activityId), body, once: true, touches }),
    forget: (id: string) => write({ method: 'DELETE', path: `/api/v1/helpers/${id}`, touches }),
  };
}
