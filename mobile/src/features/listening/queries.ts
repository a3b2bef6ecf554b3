import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { address, ask, read } from '@/api/client';
import type { BarrierTag, FieldNote, IdeaCard, Page, Site, Tally } from '@/api/shapes';
import { randomBytes } from '@/lib/random';
import { useOutbox } from '@/outbox';
import { asDraft, asNote, type Draft, dropDrafts, type SentNote, saveDraft } from './drafts';
import type { Kind } from './tags';

export const listeningKeys = {
  barriers: ['listening', 'barriers'] as const,
  notes: ['listening', 'notes'] as const,
  sites: ['listening', 'sites'] as const,
  ideas: ['listening', 'ideas'] as const,
  tallies: ['listening', 'tallies'] as const,
  ofIdea: (id: string) => ['listening', 'tallies', id] as const,
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const following = (next: string): string => next.slice(next.indexOf('/api/'));
const pageAt = async <T>(path: string): Promise<Page<T>> => (await ask<Page<T>>({ method: 'GET', path })).data;
/** The newest first, a page at a time. */
const usePages = <T>(queryKey: readonly string[], path: string) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => pageAt<T>(pageParam),
    initialPageParam: path,
    getNextPageParam: (page) => (page.next ? following(page.next) : undefined),
    staleTime: MINUTE,
  });

/** Counts of whole months, and what was done about them. */
export const useBarriers = () =>
  useQuery({ queryKey: listeningKeys.barriers, queryFn: () => read('/api/v1/barriers'), staleTime: HOUR });

/** Known by this press alone: a repeat counts nothing, and it leads to nobody. */
const newRandom = (): string => [...randomBytes(16)].map((b) => b.toString(16).padStart(2, '0')).join('');
export function useSayBarriers() {
  const { write, latest } = useOutbox('barriers');
  return {
    latest,
    sayIt: (said: readonly { tag: BarrierTag; people?: number }[], about: Kind | null) =>
      write({ method: 'POST', path: '/api/v1/barriers', body: { random: newRandom(), about, said } }),
  };
}
export function useAnswerBarrier() {
  const { write, latest, pending } = useOutbox('barrier-answer');
  return {
    latest,
    sent: pending.length > 0,
    answer: (tag: BarrierTag, text: string, idea: string | null) =>
      write({
        method: 'POST',
        path: '/api/v1/barriers/answers',
        body: { tag, text, idea },
        once: true,
        touches: [listeningKeys.barriers],
      }),
  };
}

/** For a room without signal: read whenever there is some. */
export const useSites = () =>
  useQuery({
    queryKey: listeningKeys.sites,
    queryFn: async () => (await pageAt<Site>(address('/api/v1/listening/sites'))).results,
    staleTime: HOUR,
  });
/** The newest ideas, to choose from. */
export const useIdeasToChoose = () =>
  useQuery({
    queryKey: listeningKeys.ideas,
    queryFn: async () =>
      (await pageAt<IdeaCard>(address('/api/v1/ideas', { query: { size: 100 } }))).results
        .filter((idea) => !idea.hidden_reason)
        .map(({ id, text, kind, language }) => ({ id, text, kind, language })),
    staleTime: HOUR,
  });
export type IdeaToChoose = NonNullable<ReturnType<typeof useIdeasToChoose>['data']>[number];

export const useFieldNotes = () => usePages<FieldNote>(listeningKeys.notes, address('/api/v1/field-notes'));
/** The server takes so many at once. */
export const MOST_NOTES = 20;
/** Many notes go in one row: on the way they belong together, and each keeps its own key. */
export function useSendNotes(member: string) {
  const { write, rows, dismiss } = useOutbox('field-notes');
  const notesOf = (body: unknown) => (body as { notes: SentNote[] }).notes;
  return {
    rows: rows.map((row) => ({ row, notes: notesOf(row.body) })),
    async send(drafts: readonly Draft[]) {
      for (let i = 0; i < drafts.length; i += MOST_NOTES) {
        const some = drafts.slice(i, i + MOST_NOTES);
        const body = { notes: some.map(asNote) };
        await write({
          method: 'POST',
          path: '/api/v1/field-notes',
          body,
          once: true,
          touches: [listeningKeys.notes],
        });
        // On the device twice for a moment rather than not at all: their keys make them one.
        dropDrafts(
          member,
          some.map((d) => d.id),
        );
      }
    },
    /** What the server could not keep is a note on this phone again. */
    takeBack() {
      for (const row of rows)
        if (row.state === 'refused') for (const note of notesOf(row.body)) saveDraft(member, asDraft(note));
      dismiss();
    },
  };
}
export function usePutUpLine(noteId: string, lineId: string) {
  const { write, latest, pending } = useOutbox(`field-line:${lineId}`);
  const path = address('/api/v1/field-notes/{note}/lines/{line}/idea', { ids: { note: noteId, line: lineId } });
  return {
    latest,
    sent: pending.length > 0,
    putUp: (kind: Kind, shown_as: 'team' | 'anonymous') =>
      write({
        method: 'POST',
        path,
        body: { kind, shown_as },
        once: true,
        touches: [listeningKeys.notes, ['ideas']],
      }),
  };
}
export function useDeleteNote(id: string) {
  const { write, latest, pending } = useOutbox(`field-note:${id}`);
  const path = address('/api/v1/field-notes/{id}', { ids: { id } });
  return {
    latest,
    isGoing: pending.length > 0,
    deleteIt: () => write({ method: 'DELETE', path, touches: [listeningKeys.notes] }),
  };
}

export const useTallies = () => usePages<Tally>(listeningKeys.tallies, address('/api/v1/tallies'));
export const useTalliesOfIdea = (id: string) =>
  usePages<Tally>(listeningKeys.ofIdea(id), address('/api/v1/ideas/{id}/tallies', { ids: { id } }));
export interface NewTally {
  question: string;
  date: string;
  site: string | null;
  in_the_room: number;
  choices: { idea: string | null; text: string | null; hands: number }[];
}
export function useEnterTally() {
  const { write, latest, rows, dismiss } = useOutbox('tally:new');
  return {
    latest,
    refused: rows.filter((r) => r.state === 'refused').map((r) => r.body as NewTally)[0],
    dismiss,
    enter: (tally: NewTally) =>
      write({ method: 'POST', path: '/api/v1/tallies', body: tally, once: true, touches: [listeningKeys.tallies] }),
  };
}
export function useDeleteTally(id: string) {
  const { write, latest, pending } = useOutbox(`tally:${id}`);
  const path = address('/api/v1/tallies/{id}', { ids: { id } });
  return {
    latest,
    isGoing: pending.length > 0,
    deleteIt: () => write({ method: 'DELETE', path, touches: [listeningKeys.tallies] }),
  };
}
