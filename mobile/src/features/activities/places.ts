import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import { occurrencesKey } from './queries';

export type PlacesList = Schemas['PlacesList'];
export type OnList = Schemas['OnList'];
const placesKey = (id: string) => [...occurrencesKey, 'places', id] as const;

/** Who is on the list of one date, for those who run it. */
export const usePlacesList = (id: string) =>
  useQuery({
    queryKey: placesKey(id),
    queryFn: async () =>
      (
        await ask<PlacesList>({
          method: 'GET',
          path: address('/api/v1/occurrences/{id}/sign-up-list', { ids: { id } }),
        })
      ).data,
    staleTime: 5_000,
    refetchOnMount: 'always',
  });

/** Taking a party off with a reason, and back on. */
export function usePlacesDesk(id: string) {
  const box = useOutbox(`places:${id}`);
  const path = `/api/v1/occurrences/${id}`;
  const touches = [occurrencesKey, ['home'], ['desk'], ['checklist', id]];
  return {
    latest: box.latest,
    waits: box.pending.length > 0,
    dismiss: box.dismiss,
    takeOff: (signUp: string, reason: string) =>
      box.write({ method: 'PUT', path: `${path}/sign-ups/${signUp}/removal`, body: { reason }, touches }),
    putBack: (signUp: string) => box.write({ method: 'DELETE', path: `${path}/sign-ups/${signUp}/removal`, touches }),
  };
}
