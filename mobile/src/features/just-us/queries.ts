import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type JustUs = Schemas['JustUsInRequest'];

/** Planning it: made once, however often it is pressed or sent. */
export function usePlanning() {
  const { write, latest, pending, dismiss } = useOutbox('just-us');
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    made: latest?.state === 'received' ? (latest.reply as { id: string } | undefined) : undefined,
    plan: (body: JustUs) =>
      write({ method: 'POST', path: '/api/v1/just-us', body, once: true, touches: [['occurrences'], ['home']] }),
  };
}
