import { useQuery } from '@tanstack/react-query';
import { read } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

/** What the slides show, read anew while they are shown: somebody may put up an idea in the room. */
export const usePresentation = (may: boolean) =>
  useQuery({
    queryKey: ['presentation'],
    enabled: may,
    queryFn: () => read('/api/v1/presentation'),
    staleTime: 15_000,
    refetchInterval: 60_000,
  });

export type JoinCode = Schemas['JoinCodeOut'];
/** A way in for this meeting. Its secret is on the screen only, never on the device. */
export function useMeetingCode(kind: 'poster' | 'spoken') {
  const { write, latest, pending } = useOutbox(`meeting-code:${kind}`);
  return {
    latest,
    waits: pending.length > 0,
    made: latest?.state === 'received' ? (latest.reply as JoinCode | undefined) : undefined,
    make: (take_down_date?: string) =>
      write({
        method: 'POST',
        path: '/api/v1/join-codes',
        body: { kind, ...(take_down_date && { take_down_date }) },
        once: true,
        secret: true,
        touches: [['join-codes']],
      }),
  };
}
