import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { address, ask, read } from '@/api/client';
import type { ConversationCard, Page } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import type { FileBody } from '@/outbox/file';

export const conversationKeys = {
  all: ['conversations'] as const,
  list: ['conversations', 'list'] as const,
  one: (id: string) => ['conversations', 'one', id] as const,
};
const touches = [conversationKeys.all, ['presentation']] as const;
const MINUTE = 60_000;
const PATH = '/api/v1/conversations';

/** The last planned first, a page at a time. */
export const useConversations = () =>
  useInfiniteQuery({
    queryKey: conversationKeys.list,
    queryFn: async ({ pageParam }) => (await ask<Page<ConversationCard>>({ method: 'GET', path: pageParam })).data,
    initialPageParam: PATH,
    getNextPageParam: ({ next }) => (next ? next.slice(next.indexOf('/api/')) : undefined),
    staleTime: MINUTE,
  });
export const useConversation = (id: string) =>
  useQuery({
    queryKey: conversationKeys.one(id),
    queryFn: () => read('/api/v1/conversations/{conversation_id}', { ids: { conversation_id: id } }),
    staleTime: MINUTE,
  });

export interface Plan {
  question: string;
  template: ConversationCard['template'];
  place: string;
  site_id: string | null;
  held_date: string;
  start: string;
  minutes: number;
}
export function usePlan() {
  const { write, latest, pending } = useOutbox('conversations:new');
  return {
    latest,
    waiting: pending.map((r) => ({ key: r.key, row: r, plan: r.body as Plan })),
    plan: (plan: Plan) => write({ method: 'POST', path: PATH, body: plan, once: true, touches }),
  };
}

export type Tables = 'one' | 'some' | 'most' | 'all';
/**
 * Everything that is pressed about one conversation goes out in order: what was said waits for "it was held".
 * `waiting` is what this phone has and the server has not yet.
 */
export function useRun(id: string) {
  const { write, latest, pending } = useOutbox(`conversation:${id}`);
  const path = address('/api/v1/conversations/{id}', { ids: { id } });
  const put = (where: string) => write({ method: 'PUT', path: where, touches });
  const drop = (where: string) => write({ method: 'DELETE', path: where, touches });
  const post = (where: string, body: unknown) => write({ method: 'POST', path: where, body, once: true, touches });
  const posted = (last: string) =>
    pending
      .filter((r) => r.method === 'POST' && r.path.endsWith(last))
      .map((r) => ({ key: r.key, ...(r.body as { text: string }) }));
  return {
    latest,
    saysHeld: pending.some((r) => r.path.endsWith('/held')),
    isPublished: pending.some((r) => r.path.endsWith('/write-up')),
    /** Pressed here and not with the server yet: "PUT" or "DELETE". */
    pressed: (where: string) => pending.filter((r) => r.path.endsWith(where)).at(-1)?.method,
    waiting: { topics: posted('/topics'), themes: posted('/themes'), steps: posted('/steps') },
    change: (plan: Plan) => write({ method: 'PUT', path, body: plan, touches }),
    markHeld: () => put(`${path}/held`),
    callOff: () => put(`${path}/calling-off`),
    publish: () => put(`${path}/write-up`),
    postTopic: (text: string) => post(`${path}/topics`, { text }),
    /** The file goes first, as a row of its own; the record takes its id when the server has it. */
    addPhoto: async (photo: FileBody, alt: string) => {
      const { key } = await write({ method: 'POST', path: '/api/v1/photos', body: photo, once: true });
      return write({
        method: 'POST',
        path: `${path}/photos`,
        body: { alt: alt.trim() },
        once: true,
        fills: { photo_id: key },
        touches,
      });
    },
    photosWaiting: pending.filter((r) => r.path.endsWith('/photos') && r.path !== '/api/v1/photos').length,
    removePhoto: (photo: string) => drop(`${path}/photos/${photo}`),
    noteTheme: (text: string, tables: Tables) => post(`${path}/themes`, { text, tables }),
    noteStep: (text: string, due_date: string, is_mine: boolean) => post(`${path}/steps`, { text, due_date, is_mine }),
    removeTopic: (topic: string) => drop(`${path}/topics/${topic}`),
    removeTheme: (theme: string) => drop(`${path}/themes/${theme}`),
    removeStep: (step: string) => drop(`${path}/steps/${step}`),
    takeStep: (step: string) => put(`/api/v1/conversation-steps/${step}/owner`),
    handBack: (step: string) => drop(`/api/v1/conversation-steps/${step}/owner`),
    finish: (step: string) => put(`/api/v1/conversation-steps/${step}/done`),
    reopen: (step: string) => drop(`/api/v1/conversation-steps/${step}/done`),
    makeIdea: (theme: string) =>
      write({
        method: 'PUT',
        path: `/api/v1/conversation-themes/${theme}/idea`,
        touches: [...touches, ['ideas'], ['home']],
      }),
  };
}
