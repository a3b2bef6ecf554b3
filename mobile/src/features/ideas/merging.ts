import { useQuery } from '@tanstack/react-query';
import { address, read } from '@/api/client';
import { useOutbox } from '@/outbox';
import { ideaKeys } from './queries';

const touches = [ideaKeys.all, ['home'], ['desk']] as const;
const MINUTE = 60_000;

/** What was suggested about an idea, and what became of it; the newest first. */
export const useMerges = (ideaId: string) =>
  useQuery({
    queryKey: [...ideaKeys.all, 'merges', ideaId],
    queryFn: () => read('/api/v1/ideas/{idea_id}/merges', { ids: { idea_id: ideaId } }),
    staleTime: MINUTE,
  });
/** For the desk: what waits for an answer, the oldest first. */
export const useOpenMerges = () =>
  useQuery({ queryKey: [...ideaKeys.all, 'open-merges'], queryFn: () => read('/api/v1/merges'), staleTime: MINUTE });

export function useSuggestMerge(ideaId: string) {
  const { write, latest, pending } = useOutbox(`merge-of:${ideaId}`);
  return {
    latest,
    sent: pending.length > 0,
    /** ends, into: which of the two would end, and which would go on. */
    suggest: (ends: string, into: string, line: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/ideas/{id}/merges', { ids: { id: ends } }),
        body: line ? { into_id: into, line } : { into_id: into },
        once: true,
        touches,
      }),
  };
}

/** All that can be pressed about one merge. The last press counts, so sending it twice is one. */
export function useMerge(id: string) {
  const { write, latest, pending } = useOutbox(`merge:${id}`);
  const put = (what: string, body: object) =>
    write({ method: 'PUT', path: `${address('/api/v1/merges/{id}', { ids: { id } })}/${what}`, body, touches });
  return {
    latest,
    sent: pending.length > 0,
    answer: (agrees: boolean) => put('answer', { agrees }),
    answerInPlace: (agrees: boolean, reason: string) => put('answer-in-place', { agrees, reason }),
    undo: (reason: string) => put('undoing', reason ? { reason } : {}),
    reply: (comes: boolean) => put('reply', { comes }),
    takeBack: () => put('taking-back', {}),
  };
}
