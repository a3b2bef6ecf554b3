import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import type { FileBody } from '@/outbox/file';

export type Track = Schemas['TrackOut'];
const keyOf = (activity: string) => ['tracks', activity] as const;
const pathOf = (activity: string) => address('/api/v1/activities/{id}/track', { ids: { id: activity } });

/** The way of an activity; null where nobody brought one. */
export const useTrack = (activity: string) =>
  useQuery({
    queryKey: keyOf(activity),
    queryFn: async () => (await ask<{ track: Track | null }>({ method: 'GET', path: pathOf(activity) })).data.track,
    staleTime: 60_000,
  });
export function useBringing(activity: string) {
  const { write, latest, pending } = useOutbox(`track:${activity}`);
  const touches = [keyOf(activity)];
  return {
    latest,
    waits: pending.length > 0,
    bring: (file: FileBody) => write({ method: 'PUT', path: pathOf(activity), body: file, touches }),
    takeAway: () => write({ method: 'DELETE', path: pathOf(activity), touches }),
  };
}
