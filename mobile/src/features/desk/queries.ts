import { useQuery } from '@tanstack/react-query';
import { ask } from '@/api/client';

export interface Thing {
  kind: string;
  /** Of the idea, activity, occurrence, conversation or ballot; null for the new people as a whole. */
  id: string | null;
  title: string;
  due_date: string | null;
  is_late: boolean;
  /** Lines of a list exactly; people rounded. */
  count: number | { about: number } | { fewer_than: number } | null;
}
export interface Met {
  group: string;
  share: string;
}
export interface Desk {
  things: Thing[];
  not_met?: Met[] | null;
}
export const deskKey = ['desk'] as const;
/** What waits for an organiser, in order of due date. */
export const useDesk = () =>
  useQuery({
    queryKey: deskKey,
    queryFn: async () => (await ask<Desk>({ method: 'GET', path: '/api/v1/desk' })).data,
    staleTime: 20_000,
  });
