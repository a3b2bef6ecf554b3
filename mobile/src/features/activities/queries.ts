import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { address, ask, readText } from '@/api/client';
import type { Moment } from '@/api/shapes';
import { base } from '@/api/where';
import { type Intent, useOutbox } from '@/outbox';
import { cardOf } from './row';
import type { Named, Page, Party, Row } from './types';

export const occurrencesKey = ['occurrences'] as const;
const listKey = [...occurrencesKey, 'list'] as const;
export const occurrenceKey = (id: string) => [...occurrencesKey, 'one', id] as const;
interface Rows {
  results: Row[];
  next: string | null;
}
const cursorOf = (next: string | null): string | undefined => {
  const found = next?.match(/[?&]cursor=([^&]+)/)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
};

/** What is to come, soonest first, page by page. */
export function useOccurrences() {
  const list = useInfiniteQuery({
    queryKey: listKey,
    queryFn: async ({ pageParam }) =>
      (await ask<Rows>({ method: 'GET', path: address('/api/v1/occurrences', { query: { cursor: pageParam } }) })).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
    staleTime: 30_000,
  });
  return { ...list, cards: list.data?.pages.flatMap((p) => p.results.map(cardOf)) };
}
/** Everything about one date. */
export const useOccurrence = (id: string) =>
  useQuery({
    queryKey: occurrenceKey(id),
    queryFn: async () =>
      (await ask<Page>({ method: 'GET', path: address('/api/v1/occurrences/{id}', { ids: { id } }) })).data,
    staleTime: 15_000,
    refetchOnMount: 'always', // somebody else may just have left: what was kept is shown, and asked again
  });

const givesBack = (row: Intent): boolean => row.method === 'DELETE' || /\/shift-(change|overran)$/.test(row.path);
/** What a press that is still on its way makes of my state. */
export type Pressed = 'asked' | 'leaving' | 'party' | null;
export const pressed = (rows: readonly Intent[]): Pressed => {
  const last = rows.filter((r) => r.state === 'saved' || r.state === 'sending').at(-1);
  if (!last) return null;
  return givesBack(last) ? 'leaving' : last.method === 'PUT' ? 'party' : 'asked';
};
/** What the server answered to the newest press, once it has. */
export interface Answered {
  what: 'placed' | 'waiting' | 'left';
}
export const answered = (latest: Intent | undefined): Answered | null => {
  if (latest?.state !== 'received') return null;
  if (givesBack(latest)) return { what: 'left' };
  const status = (latest.reply as { status?: string } | undefined)?.status;
  return status === 'placed' || status === 'waiting' ? { what: status } : null;
};

/** Asking for a place, giving it back, changing the party: shown as asked until the server answers. */
export function useMyPlace(id: string) {
  const box = useOutbox(`occurrence:${id}`);
  const path = `/api/v1/occurrences/${id}/sign-ups`;
  const touches = [['home'], occurrencesKey, ['my-shifts'], ['checklist', id], ['date-roles']];
  return {
    latest: box.latest,
    pressed: pressed(box.pending),
    answered: answered(box.latest),
    dismiss: box.dismiss,
    /** straightIn: what becomes of a place that comes free while I wait. Who waits may say it anew and keeps the turn. */
    come: (party: Party, straightIn: boolean, job?: string) =>
      box.write({
        method: 'POST',
        path,
        body: { ...party, straight_in: straightIn, ...(job && { job_id: job }) },
        once: true,
        touches,
      }),
    leave: () => box.write({ method: 'DELETE', path: `${path}/mine`, touches }),
    /** Some minutes long: I come after all. */
    undo: () => box.write({ method: 'POST', path: `${path}/mine/undo`, once: true, touches }),
    /** The place back, and what is worked that day instead: no times are a day off. */
    shiftChanged: (shifts: { start: string; end: string }[]) =>
      box.write({
        method: 'POST',
        path: `/api/v1/occurrences/${id}/shift-change`,
        body: { shifts },
        once: true,
        touches,
      }),
    takeOffer: () => box.write({ method: 'POST', path: `${path}/mine/acceptance`, once: true, touches }),
    changeGuests: (party: Party) => box.write({ method: 'PUT', path: `${path}/mine`, body: { ...party }, touches }),
  };
}

/** All that I want to be told about one date: shown as asked at once. */
export function useTellMe(page: Page) {
  const { write, latest, pending } = useOutbox(`tell-me:${page.id}`);
  const body = pending.at(-1)?.body as { whats: Page['tell_me'] } | undefined;
  return {
    latest,
    said: body?.whats ?? page.tell_me,
    ask: (whats: Page['tell_me']) =>
      write({
        method: 'PUT',
        path: `/api/v1/occurrences/${page.id}/tell-me`,
        body: { whats },
        touches: [occurrenceKey(page.id)],
      }),
  };
}

/** All three, or nobody drives. The server keeps none of them. */
export interface DriverTicks {
  licence: boolean;
  insurance: boolean;
  mot: boolean;
}
/** What I say of myself about one date, until I take it back: shown as said at once. */
function useOwnWord(id: string, what: 'fine-for-me' | 'sign-ups/mine/driving') {
  const { write, latest, pending, dismiss } = useOutbox(`${what}:${id}`);
  const path = `/api/v1/occurrences/${id}/${what}`;
  const last = pending.at(-1);
  return {
    latest,
    dismiss,
    pressed: last ? (last.method === 'PUT' ? ('said' as const) : ('back' as const)) : undefined,
    say: (body?: DriverTicks) =>
      write({ method: 'PUT', path, ...(body && { body }), touches: [['home'], occurrencesKey] }),
    takeBack: () => write({ method: 'DELETE', path, touches: [['home'], occurrencesKey] }),
  };
}
/** "This time is fine for me", whatever my shifts say. */
export const useFineForMe = (id: string) => useOwnWord(id, 'fine-for-me');
export const useDriving = (id: string) => useOwnWord(id, 'sign-ups/mine/driving');

/** One date with its ETag: an edit names what it saw. */
export const useTagged = (id: string) =>
  useQuery({
    queryKey: [...occurrencesKey, 'tagged', id],
    queryFn: () => ask<Page>({ method: 'GET', path: address('/api/v1/occurrences/{id}', { ids: { id } }) }),
    staleTime: 5_000,
  });
const shownIn = [occurrencesKey, ['home'], ['desk'], ['checklist']];
/** What an organiser or lead changes about one date. */
export function useRunning(id: string) {
  const box = useOutbox(`running:${id}`);
  const path = `/api/v1/occurrences/${id}`;
  return {
    latest: box.latest,
    waits: box.pending.length > 0,
    dismiss: box.dismiss,
    /** Also with whom that moves to the queue and why, or with another end of the waiting list, in hours before the start. */
    setPlaces: (
      places: number,
      ifMatch: string,
      more?: { to_queue: string[]; reason: string } | { cut_off_hours: number },
    ) => box.write({ method: 'PUT', path: `${path}/places`, body: { places, ...more }, ifMatch, touches: shownIn }),
    callOff: (reason: string) =>
      box.write({ method: 'POST', path: `${path}/cancellation`, body: { reason }, once: true, touches: shownIn }),
    bringBack: () => box.write({ method: 'POST', path: `${path}/bringing-back`, once: true, touches: shownIn }),
  };
}

/** What the desk sends to make an activity, once or on several dates. */
export interface NewActivity {
  option_id: string | null;
  title: string;
  kind: string;
  on_site: boolean;
  meeting_place: string;
  how_hard: string;
  effort: Page['effort'];
  travel: Page['travel'];
  drive_minutes: number | null;
  cost: string;
  what_to_bring: string;
  starts_date: string;
  starts_time: string;
  minutes: number;
  places: number;
  repeat: { every_weeks: number; count: number } | null;
  is_quiet: boolean;
}
export interface MadeActivity {
  id: string;
  title: string;
  kind: string;
  meeting_place: string;
  how_hard: string;
  cost: string;
  what_to_bring: string;
  lead: Named | null;
  second: Named | null;
  occurrences: { id: string; starts: Moment; state: string }[];
}
export function useMaking() {
  const { write, latest, pending, dismiss } = useOutbox('activity-new');
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    made: latest?.state === 'received' ? (latest.reply as MadeActivity | undefined) : undefined,
    make: (body: NewActivity) =>
      write({ method: 'POST', path: '/api/v1/activities', body, once: true, touches: [...shownIn, ['ballots']] }),
  };
}
/** One activity with its ETag: a change names what it saw. */
export const useActivity = (id: string) =>
  useQuery({
    queryKey: [...occurrencesKey, 'activity', id],
    queryFn: () => ask<MadeActivity>({ method: 'GET', path: address('/api/v1/activities/{id}', { ids: { id } }) }),
    staleTime: 5_000,
  });
/** An option that a vote chose, as far as it fills the form. */
export interface ChosenOption {
  id: string;
  title: string;
  kind: string | null;
  pattern: { weekday: string; start: string; minutes: number };
  /** What people pay, in words. */
  price?: string | null;
}
interface BallotRow {
  id: string;
  state: string;
}
/** Looked for in the newest settled votes; in one vote only when it is named. */
export const useChosenOption = (option: string | undefined, ballot: string | undefined) =>
  useQuery({
    queryKey: ['ballots', 'option', option],
    enabled: option !== undefined,
    staleTime: 60_000,
    queryFn: async (): Promise<ChosenOption | null> => {
      const rows = ballot
        ? [{ id: ballot, state: 'settled' }]
        : (await ask<{ results: BallotRow[] }>({ method: 'GET', path: '/api/v1/ballots' })).data.results;
      for (const row of rows.filter((r) => r.state === 'settled').slice(0, 8)) {
        const path = address('/api/v1/ballots/{id}', { ids: { id: row.id } });
        const found = (await ask<{ options: ChosenOption[] }>({ method: 'GET', path })).data.options.find(
          (o) => o.id === option,
        );
        if (found) return found;
      }
      return null;
    },
  });

/** One date as a calendar file: a link on the web, its text on a phone. */
export const dateFile = (id: string): string => address('/api/v1/occurrences/{id}/calendar-file', { ids: { id } });
/** The same file without sign-in, of a date that everybody may see: what another program can open by itself. */
export const openDateFile = (id: string): string => `${base}/a/${id}.ics`;
export const readDateFile = (id: string): Promise<string> => readText(dateFile(id));
