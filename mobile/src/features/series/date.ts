// One date, for who may change it: its words, its time, and the same again on another day.
import { useMutation, useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type DatePage = Schemas['OccurrencePage'];
export type Reach = Schemas['WordsInRequest']['reach'];
export type WordsSeen = Schemas['WordsPreview'];
export const TEXTS = ['title', 'meeting_place', 'how_hard', 'cost', 'what_to_bring'] as const;
export type Texts = Record<(typeof TEXTS)[number], string>;
export interface Wish {
  texts: Partial<Texts>;
  reach: Reach;
  takes_own: boolean;
  reason: string;
}
const shownIn = [['occurrences'], ['home'], ['desk'], ['checklist'], ['my-shifts']];
const path = (id: string) => `/api/v1/occurrences/${id}`;

export const textsOf = (page: DatePage): Texts => ({
  title: page.title,
  meeting_place: page.place,
  how_hard: page.how_hard,
  cost: page.cost,
  what_to_bring: page.what_to_bring,
});
/** What was written anew; what people read already is not sent. */
export const changedTexts = (now: Texts, draft: Texts): Partial<Texts> =>
  Object.fromEntries(TEXTS.filter((t) => draft[t].trim() !== now[t]).map((t) => [t, draft[t].trim()]));
const bodyOf = ({ texts, ...rest }: Wish) => ({ ...texts, ...rest, reason: rest.reason.trim() });

/** One date with its ETag: an edit names what it saw. */
export const useDate = (id: string) =>
  useQuery({
    queryKey: ['occurrences', 'tagged', id],
    queryFn: () => ask<DatePage>({ method: 'GET', path: address('/api/v1/occurrences/{id}', { ids: { id } }) }),
    staleTime: 5_000,
  });

/** Whom other words touch. Nothing is written, so nothing waits in the outbox. */
export const useWordsSeen = (id: string) =>
  useMutation({
    mutationFn: async (wish: Wish) =>
      (await ask<WordsSeen>({ method: 'POST', path: `${path(id)}/words/preview`, body: bodyOf(wish) })).data,
  });

export function useSayingOtherwise(id: string) {
  const { write, latest, pending } = useOutbox(`date-words:${id}`);
  return {
    latest,
    waits: pending.length > 0,
    save: (wish: Wish, ifMatch: string) =>
      write({ method: 'PUT', path: `${path(id)}/words`, body: bodyOf(wish), ifMatch, touches: shownIn }),
  };
}

export function useMoving(id: string) {
  const { write, latest, pending } = useOutbox(`date-time:${id}`);
  return {
    latest,
    waits: pending.length > 0,
    move: (to: { date: string; time: string }, reason: string, ifMatch: string) =>
      write({
        method: 'PUT',
        path: `${path(id)}/time`,
        body: { starts_date: to.date, starts_time: to.time, reason: reason.trim() },
        ifMatch,
        touches: shownIn,
      }),
  };
}

/** The same activity again, on another day. */
export function useCopying(activity: string) {
  const { write, latest, pending } = useOutbox(`copy:${activity}`);
  return {
    latest,
    waits: pending.length > 0,
    copy: (to: { date: string; time: string }, places: number) =>
      write({
        method: 'POST',
        path: `/api/v1/activities/${activity}/copies`,
        body: { starts_date: to.date, starts_time: to.time, places },
        once: true,
        touches: shownIn,
      }),
  };
}
