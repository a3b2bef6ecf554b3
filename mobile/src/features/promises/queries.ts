import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Promised = Schemas['PromiseOut'];
export const reasons = ['unkind', 'about_somebody', 'unsafe', 'selling', 'other'] as const;
const keyOf = (occurrenceId: string) => ['promises', occurrenceId] as const;
const pathOf = (id: string) => address('/api/v1/occurrences/{id}/promises', { ids: { id } });
/** What is promised for one date, the programme's first. */
export const usePromises = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: async () => (await ask<{ results: Promised[] }>({ method: 'GET', path: pathOf(id) })).data.results,
    staleTime: 15_000,
  });

/** My own: one line, and whether it goes under my name. */
export function useMyPromise(id: string) {
  const { write, latest, pending } = useOutbox(`promise:${id}`);
  const path = `${pathOf(id)}/mine`;
  const touches = [keyOf(id)];
  return {
    latest,
    waits: pending.length > 0,
    promise: (text: string, shows_name: boolean) => write({ method: 'PUT', path, body: { text, shows_name }, touches }),
    takeBack: () => write({ method: 'DELETE', path, touches }),
  };
}
/** What an organiser promises for the programme. */
export function useOfficial(id: string) {
  const { write, latest, pending } = useOutbox(`promise-official:${id}`);
  return {
    latest,
    waits: pending.length > 0,
    promise: (text: string, due_date: string) =>
      write({ method: 'POST', path: pathOf(id), body: { text, due_date }, once: true, touches: [keyOf(id)] }),
  };
}
/** Of one promise: report it, judge it, say that the programme kept it. */
export function useAbout(promise: Promised, id: string) {
  const { write, latest, pending } = useOutbox(`promise-about:${promise.id}`);
  const path = `/api/v1/promises/${promise.id}`;
  const touches = [keyOf(id), ['desk']];
  return {
    latest,
    waits: pending.length > 0,
    report: (reason: (typeof reasons)[number]) =>
      write({ method: 'POST', path: `${path}/reports`, body: { reason }, once: true, touches }),
    judge: (what: 'hidden' | 'kept' | 'shown_again', reason: string) =>
      write({ method: 'POST', path: `${path}/verdicts`, body: { what, reason }, once: true, touches }),
    sayKept: (is_kept: boolean) => write({ method: 'PUT', path: `${path}/kept`, body: { is_kept }, touches }),
  };
}
