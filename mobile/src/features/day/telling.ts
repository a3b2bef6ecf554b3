import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Told = Schemas['ToldOut'];
export type Kind = Told['kind'];
export const KINDS = ['late', 'coat', 'moved', 'own'] as const satisfies readonly Kind[];

/** What was told about one date, how far it got, and telling more: it waits for signal where there is none. */
export function useTelling(id: string) {
  const key = ['announcements', id] as const;
  const read = useQuery({
    queryKey: key,
    meta: { secret: true }, // names of colleagues are not kept on the device
    queryFn: async () =>
      (
        await ask<{ results: Told[] }>({
          method: 'GET',
          path: address('/api/v1/occurrences/{id}/announcements', { ids: { id } }),
        })
      ).data.results,
    staleTime: 10_000,
    refetchOnMount: 'always',
  });
  const { write, latest, dismiss } = useOutbox(`announcement:${id}`);
  return {
    told: read.data ?? [],
    latest,
    dismiss,
    tell: (kind: Kind, minutes: number | null, text: string) =>
      write({
        method: 'POST',
        path: `/api/v1/occurrences/${id}/announcements`,
        body: { kind, minutes, text, device_at: new Date().toISOString() },
        once: true,
        secret: true, // the answer has names in it
        touches: [key],
      }),
  };
}
