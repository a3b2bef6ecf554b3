import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address, ask, read } from '@/api/client';
import type { IdeaCard, Page } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export const ideaKeys = {
  all: ['ideas'] as const,
  list: ['ideas', 'list'] as const,
  one: (id: string) => ['ideas', 'one', id] as const,
  similar: (text: string) => ['ideas', 'similar', text] as const,
  desk: ['ideas', 'desk'] as const,
};
const touches = [ideaKeys.all, ['home']] as const;
const MINUTE = 60_000;

/** The rest of a list, at the address the server named. */
const following = (next: string): string => next.slice(next.indexOf('/api/'));
const pageAt = async (path: string): Promise<Page<IdeaCard>> =>
  (await ask<Page<IdeaCard>>({ method: 'GET', path })).data;

/** The newest first, a page at a time. */
export const useIdeas = () =>
  useInfiniteQuery({
    queryKey: ideaKeys.list,
    queryFn: ({ pageParam }) => pageAt(pageParam),
    initialPageParam: address('/api/v1/ideas'),
    getNextPageParam: (page) => (page.next ? following(page.next) : undefined),
    staleTime: MINUTE,
  });
export const useIdea = (id: string) =>
  useQuery({
    queryKey: ideaKeys.one(id),
    queryFn: () => read('/api/v1/ideas/{idea_id}', { ids: { idea_id: id } }),
    staleTime: MINUTE,
  });

const mostPages = 20;
/** Every idea, for the desk: those without an answer may be on any page. */
export const useAllIdeas = () =>
  useQuery({
    queryKey: ideaKeys.desk,
    queryFn: async () => {
      const found: IdeaCard[] = [];
      let path: string | undefined = address('/api/v1/ideas');
      for (let i = 0; path && i < mostPages; i++) {
        const page: Page<IdeaCard> = await pageAt(path);
        found.push(...page.results);
        path = page.next ? following(page.next) : undefined;
      }
      return found;
    },
    staleTime: MINUTE,
  });

const TYPING = 400;
/** Ideas like the line that is being typed, once the typing rests. */
export function useSimilar(text: string) {
  const line = text.trim();
  const [rested, setRested] = useState(line);
  useEffect(() => {
    const timer = setTimeout(() => setRested(line), TYPING);
    return () => clearTimeout(timer);
  }, [line]);
  const found = useQuery({
    queryKey: ideaKeys.similar(rested),
    queryFn: () => read('/api/v1/ideas/similar', { query: { text: rested } }),
    enabled: rested.length >= 4,
    staleTime: 5 * MINUTE,
    gcTime: 5 * MINUTE,
    retry: false,
    meta: { secret: true }, // what somebody typed and did not put up stays nowhere
  });
  return line.length >= 4 ? (found.data?.results ?? []) : [];
}

export interface NewIdea {
  text: string;
  kind: string;
  shown_as: IdeaCard['author']['shown_as'];
}
/** Shown as put up but not sent until the server has it. */
export function usePutUp() {
  const { write, rows, latest, pending, dismiss } = useOutbox('ideas:new');
  return {
    latest,
    dismiss,
    waiting: pending.map((r) => ({ key: r.key, row: r, idea: r.body as NewIdea })),
    refused: rows.filter((r) => r.state === 'refused').map((r) => ({ row: r, idea: r.body as NewIdea }))[0],
    putUp: (idea: NewIdea) => write({ method: 'POST', path: '/api/v1/ideas', body: idea, once: true, touches }),
  };
}

/** "I'd come", as the phone knows it: a press counts here before the server has it. */
export function useInterest(idea: IdeaCard) {
  const { write, latest, pending } = useOutbox(`interest:${idea.id}`);
  const pressed = pending.at(-1)?.method;
  const come = pressed ? pressed === 'PUT' : idea.is_mine_interest;
  return {
    come,
    count: idea.interest + Number(come) - Number(idea.is_mine_interest),
    latest,
    press: () =>
      write({
        method: come ? 'DELETE' : 'PUT',
        path: address('/api/v1/ideas/{id}/interest', { ids: { id: idea.id } }),
        touches,
      }),
  };
}

export type AnswerStatus = 'to_vote' | 'small_try' | 'rule_in_our_way' | 'not_now';
/** The organiser's public answer. */
export function useAnswer(id: string) {
  const { write, latest, pending } = useOutbox(`answer:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    answer: (status: AnswerStatus, text: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/ideas/{id}/answers', { ids: { id } }),
        body: { status, text },
        once: true,
        touches: [...touches, ['desk']],
      }),
  };
}
