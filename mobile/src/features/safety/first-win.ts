// The first activity of all: read as a template, changed on one screen, made in one press.
import { useQuery } from '@tanstack/react-query';
import { ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type FirstWin = Schemas['FirstWinOut'];
export type FirstWinMade = Schemas['FirstWinMadeOut'];
export const useFirstWin = () =>
  useQuery({
    queryKey: ['first-win'],
    queryFn: async () => (await ask<FirstWin>({ method: 'GET', path: '/api/v1/first-win' })).data,
    staleTime: 60_000,
  });

/** What the form holds: the template's words, which items are said to be so, and whether I lead. */
export interface Draft {
  title: string;
  place: string;
  date: string;
  time: string;
  said: ReadonlySet<string>;
  iLead: boolean;
}
export const draftOf = (t: FirstWin): Draft => ({
  title: t.title,
  place: t.meeting_place,
  date: t.starts_date,
  time: t.starts_time,
  said: new Set(),
  iLead: true,
});
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** What is missing before it can be made. Items that nobody said stay on the list, and keep it from opening. */
export const lacks = (d: Draft): ('title' | 'place' | 'date' | 'time')[] =>
  (
    [
      ['title', d.title.trim().length > 0],
      ['place', d.place.trim().length > 0],
      ['date', d.date.length === 10],
      ['time', TIME.test(d.time)],
    ] as const
  )
    .filter(([, is]) => !is)
    .map(([what]) => what);

export function useMakeFirstWin() {
  const { write, latest, pending } = useOutbox('first-win');
  return {
    latest,
    waits: pending.length > 0,
    made: latest?.state === 'received' ? (latest.reply as FirstWinMade | undefined) : undefined,
    make: (t: FirstWin, d: Draft) =>
      write({
        method: 'POST',
        path: '/api/v1/first-win',
        body: {
          title: d.title.trim(),
          meeting_place: d.place.trim(),
          site_id: t.site_id,
          starts_date: d.date,
          starts_time: d.time,
          how_hard: t.how_hard,
          cost: t.cost,
          what_to_bring: t.what_to_bring,
          i_lead: d.iLead,
          checks: t.checks.filter((c) => d.said.has(c.id)).map(({ id, note }) => ({ id, note })),
        },
        once: true,
        touches: [['occurrences'], ['home'], ['desk'], ['release-check'], ['first-win']],
      }),
  };
}
