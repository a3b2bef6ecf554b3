import { useQuery } from '@tanstack/react-query';
import { read } from '@/api/client';
import { useOutbox } from '@/outbox';

export const homeKey = ['home'] as const;
/** All of Home in one request. */
export const useHome = () =>
  useQuery({ queryKey: homeKey, queryFn: () => read('/api/v1/home'), staleTime: 30_000, refetchOnMount: 'always' });

/** Asking for a place: shown as asked until the server answers. */
export function useComing(occurrenceId: string) {
  const { write, latest, pending, dismiss } = useOutbox(`occurrence:${occurrenceId}`);
  return {
    latest,
    asked: pending.length > 0,
    dismiss,
    come: () =>
      write({
        method: 'POST',
        path: `/api/v1/occurrences/${occurrenceId}/sign-ups`,
        body: {},
        once: true,
        touches: [homeKey, ['occurrences'], ['my-shifts']],
      }),
  };
}
/** The shifts are still right: the member says so once a roster period. */
export function useStillRight() {
  const { write, latest, pending } = useOutbox('my-shifts');
  return {
    latest,
    said: pending.length > 0,
    yes: () =>
      write({ method: 'POST', path: '/api/v1/my-shifts/confirmations', once: true, touches: [homeKey, ['my-shifts']] }),
  };
}
/** Which times of a poll suit me. The last answer counts, so sending it twice is one answer. */
export function usePollAnswer(pollId: string) {
  const { write, latest, pending } = useOutbox(`time-poll:${pollId}`);
  return {
    latest,
    said: pending.length > 0,
    answer: (ticks: readonly string[]) =>
      write({
        method: 'PUT',
        path: `/api/v1/time-polls/${pollId}/answer`,
        body: { ticks },
        touches: [homeKey, ['time-polls']],
      }),
  };
}
