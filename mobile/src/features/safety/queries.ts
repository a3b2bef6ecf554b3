import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address, ask } from '@/api/client';
import { persist, useOutbox } from '@/outbox';
import { asSeen, COUNT_AT_END, COUNT_AT_START, stateNow, type TickBody, withPressed } from './overlay';
import type { Checklist, LedDate } from './types';

export const checklistKey = (id: string) => ['checklist', id] as const;
const DAY = 864e5;
/** Kept on the phone once it was opened, and read again whenever there is signal. */
export const useChecklist = (id: string) =>
  useQuery({
    queryKey: checklistKey(id),
    queryFn: async () =>
      (await ask<Checklist>({ method: 'GET', path: address('/api/v1/occurrences/{id}/checklist', { ids: { id } }) }))
        .data,
    staleTime: 10_000,
    refetchOnMount: 'always', // the other lead may have ticked meanwhile
    gcTime: 7 * DAY,
  });
/** The same read as the activity's page, so that both are on the phone once one was opened. */
export const useLedDate = (id: string) =>
  useQuery({
    queryKey: ['occurrences', 'one', id],
    queryFn: async () =>
      (await ask<LedDate>({ method: 'GET', path: address('/api/v1/occurrences/{id}', { ids: { id } }) })).data,
    staleTime: 15_000,
    refetchOnMount: 'always',
    gcTime: 7 * DAY,
  });

/** Ask the browser to keep what is written here. False where it will not. */
export function useKept(): boolean {
  const [kept, setKept] = useState(true);
  useEffect(() => {
    let alive = true;
    void Promise.resolve(persist()).then((yes) => {
      if (alive) setKept(yes !== false);
    });
    return () => {
      alive = false;
    };
  }, []);
  return kept;
}

/** One date as its lead sees it: the list with this phone's ticks in it, and everything that can be pressed. */
export function useLeading(id: string) {
  const list = useChecklist(id);
  const date = useLedDate(id);
  const box = useOutbox(`checklist:${id}`);
  const path = `/api/v1/occurrences/${id}`;
  const all = [checklistKey(id), ['occurrences'], ['home'], ['desk']];
  // Ticks go together in one request, each with its own time and the version of the list that it was ticked on.
  const together = { path: `${path}/checklist/ticks`, as: 'ticks' } as const;
  const tick = (item: string, body: Omit<TickBody, 'device_at' | 'item_id'>) =>
    box.write({
      method: 'PUT',
      path: together.path,
      together,
      body: {
        item_id: item,
        ...body,
        ...asSeen(list.data, item),
        device_at: body.paper_at ?? new Date().toISOString(),
        paper_at: undefined,
      },
      touches: [checklistKey(id)],
    });
  const act = (verb: string, body?: unknown) =>
    box.write({ method: 'POST', path: `${path}/${verb}`, body, once: true, touches: all });
  return {
    list,
    date,
    now: list.data && withPressed(list.data, box.rows, list.dataUpdatedAt),
    state: list.data && stateNow(list.data, box.rows, list.dataUpdatedAt),
    latest: box.latest,
    unsent: box.pending.length,
    refused: box.rows.filter((r) => r.state === 'refused' && r.together),
    dismiss: box.dismiss,
    tick,
    count: (when: 'start' | 'end', number: number, note?: string) =>
      tick(when === 'start' ? COUNT_AT_START : COUNT_AT_END, { ticked: true, number, ...(note && { note }) }),
    publish: () => act('publication'),
    // Both counts go before these, as ticks with this phone's own time.
    start: () => act('start', {}),
    stop: (reason = '') => act('stop', { reason }),
    close: () => act('close', {}),
  };
}

export interface Answers {
  is_long: boolean;
  makes_food: boolean;
  has_children: boolean;
  is_wild: boolean;
  /** Of is_wild: hills or mountains. Null is not said. */
  is_hilly: boolean | null;
  is_new: boolean;
  takes_photos: boolean;
}
/** The five questions of an activity, and the tier they give. */
export function useAnswers(activityId: string) {
  const key = ['safety-answers', activityId] as const;
  const path = `/api/v1/activities/${activityId}/safety-answers`;
  const read = useQuery({
    queryKey: key,
    queryFn: async () =>
      (await ask<Answers & { is_answered: boolean; is_mountain_day: boolean; tier: string }>({ method: 'GET', path }))
        .data,
  });
  const box = useOutbox(`safety-answers:${activityId}`);
  return {
    read,
    latest: box.latest,
    keep: (body: Answers) => box.write({ method: 'PUT', path, body, touches: [key, ['checklist']] }),
  };
}
