import { useQuery } from '@tanstack/react-query';
import { address, ask, read } from '@/api/client';
import type { components } from '@/api/schema';
import { uuid7 } from '@/lib/uuid7';
import { useOutbox } from '@/outbox';
import type { Span } from './days';
import type { PickedFile } from './pick-file';

export const shiftKeys = {
  mine: ['my-shifts'] as const,
  days: (from: string, days: number) => ['my-shifts', from, days] as const,
  patterns: ['shift-patterns'] as const,
  times: (wanted: object) => ['times', wanted] as const,
};
const touches = [shiftKeys.mine, ['home'], ['occurrences']] as const;
const HOUR = 36e5;

/** The pictures: they hardly ever change. */
export const useShiftPatterns = () =>
  useQuery({ queryKey: shiftKeys.patterns, queryFn: () => read('/api/v1/shift-patterns'), staleTime: 24 * HOUR });
/** `from` empty is today as the server says it. */
export const useMyShifts = (from: string, days: number) =>
  useQuery({
    queryKey: shiftKeys.days(from, days),
    queryFn: () => read('/api/v1/my-shifts', { query: { from, days } }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });

/** Every change of one's own shifts, in the order it was pressed. */
export function useShiftWrites() {
  const { write, latest, pending } = useOutbox('my-shifts');
  const put = (path: string, body: unknown) => write({ method: 'PUT', path, body, touches });
  const remove = (path: string) => write({ method: 'DELETE', path, touches });
  return {
    latest,
    waiting: pending.length > 0,
    /** `today` is the day the member saw as today: sent a day later, the pattern must not move by a day. */
    savePattern: (days: readonly string[], todayIndex: number, today: string) =>
      put('/api/v1/my-shifts/pattern', { days, today_index: todayIndex, today }),
    saveDay: (date: string, spans: readonly Span[]) =>
      put(address('/api/v1/my-shifts/days/{date}', { ids: { date } }), { shifts: spans }),
    /** Several days in one write: all of them or none. */
    saveDays: (days: { date: string; shifts: readonly Span[] }[]) =>
      write({ method: 'POST', path: '/api/v1/my-shifts/days', body: { days }, once: true, touches }),
    putBack: (date: string) => remove(address('/api/v1/my-shifts/days/{date}', { ids: { date } })),
    saveFinish: (finish: string, weekdays: readonly string[]) => put('/api/v1/my-shifts/usual', { finish, weekdays }),
    stillRight: () => write({ method: 'POST', path: '/api/v1/my-shifts/confirmations', once: true, touches }),
    block: (body: { date: string; start: string; end: string }) =>
      write({ method: 'POST', path: '/api/v1/private-blocks', body, once: true, touches }),
    unblock: (id: string) => remove(address('/api/v1/private-blocks/{id}', { ids: { id } })),
    leaveRuleOut: (rule: string) => put(address('/api/v1/my-shifts/rules/{rule}', { ids: { rule } }), undefined),
    takeRuleBack: (rule: string) => remove(address('/api/v1/my-shifts/rules/{rule}', { ids: { rule } })),
    saveGroup: (group: string) => put('/api/v1/my-shifts/group', { group }),
    dropGroup: () => remove('/api/v1/my-shifts/group'),
    applyImport: (id: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/rota-imports/{id}/application', { ids: { id } }),
        once: true,
        touches,
      }),
  };
}

export type ImportDraft = components['schemas']['DraftOut'];
/** Reading a file needs signal: it gives a draft, and only applying the draft changes anything. */
export async function readRota(file: PickedFile): Promise<ImportDraft> {
  const form = new FormData();
  form.append('file', file.part as Blob, file.name);
  const { data } = await ask<ImportDraft>({ method: 'POST', path: '/api/v1/rota-imports', body: form, key: uuid7() });
  return data;
}

export interface Wanted {
  audience: string;
  minutes: number;
  place: 'on' | 'off';
  from: string;
  to: string;
  repeat: 'weekly' | 'once';
}
export const useFoundTimes = (wanted: Wanted | undefined) =>
  useQuery({
    queryKey: shiftKeys.times(wanted ?? {}),
    queryFn: () => read('/api/v1/times', { query: { ...(wanted as Wanted) } }),
    enabled: Boolean(wanted),
    staleTime: 5 * 60_000,
    gcTime: 10 * 60_000,
  });
