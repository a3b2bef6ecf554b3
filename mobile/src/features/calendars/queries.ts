import { useQuery } from '@tanstack/react-query';
import { ask } from '@/api/client';
import { useOutbox } from '@/outbox';

export type Purpose = 'mine' | 'programme';
export interface Feed {
  id: string;
  purpose: Purpose;
  /** My feed says "After work" unless this is true. */
  shows_titles: boolean;
  made_date: string;
  last_fetched_date: string | null;
}
/** What the reply to making one holds, once. */
export interface MadeFeed extends Feed {
  url: string;
  webcal_url: string;
}
export const feedsKey = ['feeds'] as const;
export const useFeeds = () =>
  useQuery({
    queryKey: feedsKey,
    queryFn: async () => (await ask<{ results: Feed[] }>({ method: 'GET', path: '/api/v1/feeds' })).data.results,
    staleTime: 30_000,
  });

/** Making an address of one purpose, and taking one back. The address itself stays in memory only. */
export function useFeed(purpose: Purpose) {
  const { write, latest, pending, dismiss } = useOutbox(`feed:${purpose}`);
  const last = pending.at(-1);
  return {
    latest,
    dismiss,
    making: last?.method === 'POST',
    made: latest?.state === 'received' && latest.method === 'POST' ? (latest.reply as MadeFeed | undefined) : undefined,
    takenBack: (id: string) => [...pending, latest].some((r) => r?.method === 'DELETE' && r.path.endsWith(id)),
    make: (shows_titles: boolean) =>
      write({
        method: 'POST',
        path: '/api/v1/feeds',
        body: { purpose, shows_titles },
        once: true,
        secret: true,
        touches: [feedsKey],
      }),
    takeBack: (id: string) => write({ method: 'DELETE', path: `/api/v1/feeds/${id}`, touches: [feedsKey] }),
  };
}
