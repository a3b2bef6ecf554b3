// What the page says beside the plan: read after the page itself, told by whoever may change the activity.
import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import type { FileBody } from '@/outbox/file';
import { occurrencesKey } from './queries';

export type About = Schemas['AboutOut'];
export type Facts = Pick<About, 'steps' | 'toilets' | 'stops' | 'what_is_free' | 'time' | 'is_quiet'>;
export const STEPS = ['not_said', 'none', 'few', 'many'] as const;
export const TOILETS = ['not_said', 'there', 'on_the_way', 'none'] as const;
export const TIMES = ['not_said', 'own', 'paid'] as const;
const path = (id: string) => address('/api/v1/occurrences/{id}/about', { ids: { id } });

/** With its ETag: telling names what it saw. */
export const useAbout = (id: string) =>
  useQuery({
    queryKey: [...occurrencesKey, 'about', id],
    queryFn: () => ask<About>({ method: 'GET', path: path(id) }),
    staleTime: 15_000,
  });
export interface Picture {
  photo?: FileBody;
  /** What it shows, for who cannot see it. */
  alt?: string;
  drops?: boolean;
}
/** The photo goes before the facts, as a row of its own; the facts take its id when the server has it. */
export function useTellAbout(id: string) {
  const { write, latest } = useOutbox(`about:${id}`);
  return {
    latest,
    tell: async (facts: Facts, { photo, alt, drops }: Picture, ifMatch: string) => {
      const sent = photo && (await write({ method: 'POST', path: '/api/v1/photos', body: photo, once: true }));
      return write({
        method: 'PUT',
        path: path(id),
        body: {
          ...facts,
          ...(drops && !photo && { photo_id: null }),
          ...(alt !== undefined && !drops && { photo_alt: alt.trim() }),
        },
        ifMatch,
        fills: sent ? { photo_id: sent.key } : {},
        touches: [occurrencesKey],
      });
    },
  };
}
