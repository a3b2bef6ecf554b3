import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Sent = Schemas['InvitationSentOut'];
export type Received = Schemas['InvitationReceivedOut'];
const key = ['invitations'] as const;
const changes = [key, ['occurrences'], ['home']];
const pathOf = (occurrence: string) => address('/api/v1/occurrences/{id}/invitations', { ids: { id: occurrence } });

/** What I sent for one date, the newest first, and whether I may hold several places at once. */
export const useSent = (occurrence: string) =>
  useQuery({
    queryKey: [...key, 'sent', occurrence],
    queryFn: async () => (await ask<Schemas['InvitationsSentOut']>({ method: 'GET', path: pathOf(occurrence) })).data,
    staleTime: 5_000,
    refetchOnMount: 'always',
  });
/** Holding a place for one colleague, and giving it back. */
export function useInviting(occurrence: string) {
  const { write, latest, pending, dismiss } = useOutbox(`invite:${occurrence}`);
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    hold: (card: string) =>
      write({ method: 'POST', path: pathOf(occurrence), body: { card }, once: true, touches: changes }),
    takeBack: (id: string) => write({ method: 'DELETE', path: `/api/v1/invitations/${id}`, touches: changes }),
  };
}

/** What colleagues asked me by my card. */
export const useReceived = () =>
  useQuery({
    queryKey: [...key, 'received'],
    queryFn: async () =>
      (await ask<{ results: Received[] }>({ method: 'GET', path: '/api/v1/invitations' })).data.results,
    staleTime: 15_000,
  });
/** What a code is for. Nothing changes by looking. */
export const useByCode = (code: string | undefined) =>
  useQuery({
    queryKey: [...key, 'code', code],
    enabled: Boolean(code),
    queryFn: async () =>
      (await ask<Received>({ method: 'POST', path: '/api/v1/invitations/by-code', body: { code } })).data,
    staleTime: 5_000,
    retry: false,
  });
/** Yes or no. `code` is empty for what was sent to my card. */
export function useAnswer(id: string, code: string) {
  const { write, latest, pending, dismiss } = useOutbox(`invitation:${id}`);
  const send = (what: 'acceptance' | 'refusal') =>
    write({ method: 'POST', path: `/api/v1/invitations/${id}/${what}`, body: { code }, once: true, touches: changes });
  return {
    latest,
    dismiss,
    said: pending.at(-1)?.path.split('/').at(-1),
    yes: () => send('acceptance'),
    no: () => send('refusal'),
  };
}
