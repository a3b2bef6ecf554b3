import { useMutation, useQuery } from '@tanstack/react-query';
import { ask, read, readTagged, readText } from '@/api/client';
import { listed } from '@/api/lists';
import type { Vouched } from '@/api/shapes';
import { saveFile } from '@/lib/save-file';
import { uuid7 } from '@/lib/uuid7';
import { useOutbox } from '@/outbox';

export const meKey = ['me'] as const;
export const sessionsKey = ['sessions'] as const;
export const cardKey = ['card'] as const;
/** My own settings, with the tag that an edit names. */
export const useMySettings = () => useQuery({ queryKey: meKey, queryFn: () => readTagged('/api/v1/me') });
export function useChangeSettings(etag: string | undefined) {
  const { write, latest, pending, dismiss } = useOutbox('me');
  return {
    latest,
    pending,
    dismiss,
    change: (body: { called_name?: string; shows_name?: boolean }) =>
      write({ method: 'PATCH', path: '/api/v1/me', body, ifMatch: etag, touches: [meKey, ['home']] }),
  };
}
export const useSessions = () =>
  useQuery({ queryKey: sessionsKey, queryFn: async () => listed(await read('/api/v1/sessions')) });
export function useEndSession(id: string) {
  const { write, latest, pending } = useOutbox(`session:${id}`);
  return {
    latest,
    ending: pending.length > 0,
    end: () => write({ method: 'DELETE', path: `/api/v1/sessions/${id}`, touches: [sessionsKey] }),
  };
}

export const useCard = () =>
  useQuery({ queryKey: cardKey, queryFn: () => read('/api/v1/card'), staleTime: Number.POSITIVE_INFINITY });
/** The drawing of my card's picture code: kept, so that it opens without signal. */
export const useCardDrawing = (url: string | undefined) =>
  useQuery({
    queryKey: [...cardKey, 'drawing', url],
    enabled: Boolean(url),
    queryFn: () => readText(url ?? ''),
    staleTime: Number.POSITIVE_INFINITY,
  });
/** "I know this person", by the card that was scanned. */
export function useKnowByCard() {
  const { write, latest } = useOutbox('confirm-by-card');
  return {
    latest,
    know: (card: string) =>
      write({
        method: 'POST',
        path: '/api/v1/confirmations-by-card',
        body: { card },
        once: true,
        touches: [['members'], ['home']],
      }),
  };
}

/** The letters of a colleague beside me; repeated with the same key they count once. */
export function useVouch() {
  return useMutation({
    mutationFn: async ({ code, key }: { code: string; key: string }) =>
      (await ask<Vouched>({ method: 'POST', path: '/api/v1/recovery-vouches', body: { code }, key })).data,
  });
}
export const newKey = uuid7;
export function useStopRecovery(id: string) {
  const { write, latest } = useOutbox(`recovery:${id}`);
  return {
    latest,
    stop: () => write({ method: 'POST', path: `/api/v1/recoveries/${id}/stop`, touches: [['session']] }),
  };
}
export const useSaveMyData = () =>
  useMutation({
    mutationFn: async () => {
      const { data } = await ask<unknown>({ method: 'GET', path: '/api/v1/me/data' });
      await saveFile('aftershift.json', JSON.stringify(data, null, 2));
    },
  });
export const useForgetMe = () =>
  useMutation({ mutationFn: async () => void (await ask({ method: 'DELETE', path: '/api/v1/me', quiet: true })) });
