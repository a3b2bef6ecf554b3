import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Moment, Site } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Purpose = 'mine' | 'leading' | 'programme' | 'site' | 'kind' | 'fits';
/** How much my own dates say: only that I am busy, something neutral, or what it is. */
export type Says = 'busy' | 'neutral' | 'titles';
export interface Feed {
  id: string;
  purpose: Purpose;
  /** Of what site, kind or shift group. */
  about: string;
  /** My feed says "After work" unless this is true. */
  shows_titles: boolean;
  is_busy_only: boolean;
  made_date: string;
  last_fetched: Moment | null;
}
/** What the reply to making one holds, once. */
export interface MadeFeed extends Feed {
  url: string;
  webcal_url: string;
  qr_svg: string;
}
export const saysOf = (feed: Feed): Says => (feed.is_busy_only ? 'busy' : feed.shows_titles ? 'titles' : 'neutral');
export const feedsKey = ['feeds'] as const;
export const useFeeds = () =>
  useQuery({
    queryKey: feedsKey,
    queryFn: async () => (await ask<{ results: Feed[] }>({ method: 'GET', path: '/api/v1/feeds' })).data.results,
    staleTime: 30_000,
  });

/** Making an address of one purpose, and taking one back. The address itself stays in memory only. */
export function useFeed(purpose: Purpose, about: string) {
  const { write, latest, pending, dismiss } = useOutbox(`feed:${purpose}${about}`);
  const last = pending.at(-1);
  return {
    latest,
    dismiss,
    making: last?.method === 'POST',
    made: latest?.state === 'received' && latest.method === 'POST' ? (latest.reply as MadeFeed | undefined) : undefined,
    takenBack: (id: string) => [...pending, latest].some((r) => r?.method === 'DELETE' && r.path.endsWith(id)),
    make: (says: Says) =>
      write({
        method: 'POST',
        path: '/api/v1/feeds',
        body: { purpose, about, shows_titles: says === 'titles', is_busy_only: says === 'busy' },
        once: true,
        secret: true,
        touches: [feedsKey],
      }),
    takeBack: (id: string) => write({ method: 'DELETE', path: `/api/v1/feeds/${id}`, touches: [feedsKey] }),
  };
}

export const useSites = () =>
  useQuery({
    queryKey: ['calendars', 'sites'],
    queryFn: async () =>
      (await ask<{ results: Site[] }>({ method: 'GET', path: '/api/v1/listening/sites' })).data.results,
    staleTime: 60 * 60_000,
  });

export interface Filters {
  first_date: string;
  last_date: string;
  site_id: string;
  kind: string;
  state: string;
}
export type Form = 'csv' | 'xlsx' | 'json' | 'ics';
export const programmeFile = (form: Form, filters: Filters): string =>
  address('/api/v1/programme-file', { query: { form, ...filters } });
