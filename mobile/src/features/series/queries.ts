import { useMutation, useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Series = Schemas['SeriesOut'];
export type Rule = Schemas['SeriesRule'];
export type Time = Schemas['SeriesTime'];
export type Rest = Schemas['SeriesRest'];
export type OneDate = Schemas['SeriesDate'];
export type Preview = Schemas['SeriesPreview'];
export type Scope = 'none' | 'unmodified' | 'all';
export type Party = Schemas['PartyOut'];
export interface Wanted {
  rule: Rule;
  places: number;
  scope: Scope;
  reason: string;
}

const key = (id: string) => ['occurrences', 'series', id] as const;
const shownIn = [['occurrences'], ['home'], ['desk'], ['my-shifts']];

/** The rule, the dates to come and my part in it, with its ETag: an edit names what it saw. */
export const useSeries = (id: string) =>
  useQuery({
    queryKey: key(id),
    queryFn: () => ask<Series>({ method: 'GET', path: address('/api/v1/activities/{id}/series', { ids: { id } }) }),
    staleTime: 5_000,
  });

/** "I come every time", until I take it back. */
export function useComingEveryTime(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`series:${id}`);
  const path = `/api/v1/activities/${id}/standing-sign-up`;
  const last = pending.at(-1);
  return {
    latest,
    dismiss,
    pressed: last ? (last.method === 'PUT' ? ('come' as const) : ('stop' as const)) : undefined,
    come: (party: Party) => write({ method: 'PUT', path, body: { ...party }, touches: shownIn }),
    stop: () => write({ method: 'DELETE', path, touches: shownIn }),
  };
}

/** What saving a rule would do. Nothing is written, so nothing waits in the outbox. */
export const usePreview = (id: string) =>
  useMutation({
    mutationFn: async (body: Wanted) =>
      (await ask<Preview>({ method: 'POST', path: `/api/v1/activities/${id}/series/preview`, body })).data,
  });

/** What an organiser or lead does to a series and to single dates of it. */
export function useChangingSeries(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`series-rule:${id}`);
  const date = (occurrence: string) => `/api/v1/occurrences/${occurrence}`;
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    save: (body: Wanted, ifMatch: string) =>
      write({ method: 'PUT', path: `/api/v1/activities/${id}/series`, body, ifMatch, touches: shownIn }),
    answer: (occurrence: string, answer: 'follow' | 'keep') =>
      write({ method: 'PUT', path: `${date(occurrence)}/pattern-answer`, body: { answer }, touches: shownIn }),
    callOff: (occurrence: string) =>
      write({
        method: 'POST',
        path: `${date(occurrence)}/cancellation`,
        body: { reason: '' },
        once: true,
        touches: shownIn,
      }),
  };
}
