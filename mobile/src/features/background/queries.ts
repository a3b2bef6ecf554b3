import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Work = Schemas['WorkOut'];
export type Failed = Schemas['FailedOut'];
export type Task = Schemas['TaskOut'];

const workKey = ['work'] as const;
export const useWork = () =>
  useQuery({
    queryKey: workKey,
    queryFn: async () => (await ask<Work>({ method: 'GET', path: '/api/v1/background-work' })).data,
    staleTime: 15_000,
    refetchOnMount: 'always',
  });
/** Asked for at most once per failure: what fails again later is another one, with another time. */
export function useRetry(item: Failed) {
  const { write, pending, latest } = useOutbox(`work:${item.id}:${item.failed.at}`);
  return {
    isAsked: pending.length > 0 || latest?.state === 'received',
    latest,
    retry: () =>
      write({
        method: 'POST',
        path: address('/api/v1/background-work/{item_id}/retries', { ids: { item_id: item.id } }),
        touches: [workKey],
      }),
  };
}
