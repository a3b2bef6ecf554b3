// Whether an idea can be done, and the money that its author asks for.
import { useQuery } from '@tanstack/react-query';
import { address, ask, read } from '@/api/client';
import type { Page } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import type { Check } from './types';

export const checkKeys = {
  all: ['checks'] as const,
  desk: ['checks', 'desk'] as const,
  one: (id: string) => ['checks', 'one', id] as const,
};
const MINUTE = 60_000;
const mostPages = 20;
export const useCheck = (id: string) =>
  useQuery({
    queryKey: checkKeys.one(id),
    queryFn: () => read('/api/v1/ideas/{idea_id}/feasibility', { ids: { idea_id: id } }),
    staleTime: MINUTE,
  });
/** What is known of every idea that could stand in a vote, by idea. */
export const useChecks = () =>
  useQuery({
    queryKey: checkKeys.desk,
    queryFn: async () => {
      const found: Record<string, Check> = {};
      let path: string | undefined = address('/api/v1/feasibility');
      for (let i = 0; path && i < mostPages; i++) {
        const page: Page<Check> = (await ask<Page<Check>>({ method: 'GET', path })).data;
        for (const check of page.results) found[check.idea_id] = check;
        path = page.next ? page.next.slice(page.next.indexOf('/api/')) : undefined;
      }
      return found;
    },
    staleTime: MINUTE,
  });
/** It can stand in a vote: checked, in the words it has now, and not refused. */
export const isSettled = (check: Check | undefined): boolean =>
  (check?.is_current && (check.verdict === 'yes' || check.verdict === 'yes_if')) ?? false;

const touches = [checkKeys.all] as const;
export interface Found {
  verdict: 'yes' | 'yes_if' | 'no';
  reason?: string;
  cost?: string;
  helper_hours?: number;
}
export function useSaveCheck(id: string) {
  const { write, latest, pending } = useOutbox(`check:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    save: (found: Found) =>
      write({
        method: 'PUT',
        path: address('/api/v1/ideas/{idea_id}/feasibility', { ids: { idea_id: id } }),
        body: found,
        once: false,
        touches,
      }),
  };
}
export function useAskForMoney(id: string) {
  const { write, latest, pending } = useOutbox(`money:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    /** Without a sum nothing is asked for. */
    askFor: (pounds: string | null, whatFor = '') =>
      write({
        method: 'PUT',
        path: address('/api/v1/ideas/{idea_id}/cost-asked', { ids: { idea_id: id } }),
        body: { pounds, what_for: whatFor },
        once: false,
        touches,
      }),
  };
}
