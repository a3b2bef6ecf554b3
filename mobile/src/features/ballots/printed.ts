// Printed slips: made, handed out, handed back, typed in. No write names a number beside a person but the one that ends both.
import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import { useOutbox } from '@/outbox';
import { ballotKeys } from './queries';
import type { Printed } from './types';

const path = '/api/v1/ballots/{ballot_id}/printed-slips' as const;
const SOON = 5_000;
export const printedKey = (id: string) => ['ballots', 'printed', id] as const;
export const usePrinted = (id: string) =>
  useQuery({
    queryKey: printedKey(id),
    queryFn: async () => (await ask<Printed>({ method: 'GET', path: address(path, { ids: { ballot_id: id } }) })).data,
    staleTime: SOON,
    enabled: id !== '',
  });

export function usePrinting(id: string) {
  const { write, latest, pending } = useOutbox(`slips-print:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    print: (count: number) =>
      write({
        method: 'POST',
        path: address(path, { ids: { ballot_id: id } }),
        body: { count },
        once: true,
        touches: [printedKey(id)],
      }),
  };
}
export function useHandOut(id: string) {
  const { write, latest, pending } = useOutbox(`slips-out:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    done: latest?.state === 'received',
    handOut: (card: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/ballots/{ballot_id}/handed-out', { ids: { ballot_id: id } }),
        body: { card },
        once: true,
        touches: [ballotKeys.all],
      }),
  };
}
export function useHandBack(id: string) {
  const { write, latest, pending } = useOutbox(`slips-back:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    done: latest?.state === 'received',
    handBack: (card: string, number: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/ballots/{ballot_id}/handed-back', { ids: { ballot_id: id } }),
        body: { card, number },
        once: true,
        touches: [ballotKeys.all],
      }),
  };
}
export function useReading(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`slips-read:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    dismiss,
    save: (number: string, options: readonly string[]) =>
      write({
        method: 'PUT',
        path: address('/api/v1/ballots/{ballot_id}/printed-slips/{number}/reading', {
          ids: { ballot_id: id, number },
        }),
        body: { options },
        once: false,
        touches: [printedKey(id)],
      }),
  };
}
