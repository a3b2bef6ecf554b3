import { useQuery, useQueryClient } from '@tanstack/react-query';
import { address, ask, read } from '@/api/client';
import type { components } from '@/api/schema';
import type { MyShifts } from '@/api/shapes';
import { uuid7 } from '@/lib/uuid7';
import { useOutbox } from '@/outbox';
import type { Span } from './days';
import type { PickedFile } from './pick-file';
import { keepUndo, type Told, type Undo, undoOf } from './undo';

export const shiftKeys = {
  mine: ['my-shifts'] as const,
  days: (from: string, days: number) => ['my-shifts', from, days] as const,
  patterns: ['shift-patterns'] as const,
  times: (wanted: object) => ['times', wanted] as const,
  audiences: ['times', 'audiences'] as const,
  polls: ['time-polls'] as const,
  askedPolls: ['time-polls', 'asked'] as const,
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
  const client = useQueryClient();
  /** The days as this phone last read them. */
  const before = () =>
    client
      .getQueriesData<MyShifts>({ queryKey: shiftKeys.mine })
      .flatMap(([, mine]) => mine?.days ?? [])
      .reverse();
  const put = (path: string, body: unknown) => write({ method: 'PUT', path, body, touches });
  const remove = (path: string) => write({ method: 'DELETE', path, touches });
  return {
    latest,
    waiting: pending.length > 0,
    /** `today` is the day the member saw as today: sent a day later, the pattern must not move by a day. */
    savePattern: (days: readonly string[], todayIndex: number, today: string) =>
      put('/api/v1/my-shifts/pattern', { days, today_index: todayIndex, today }),
    saveDay: (date: string, spans: readonly Span[]) => {
      keepUndo(undoOf([{ date, shifts: spans }], before()));
      return put(address('/api/v1/my-shifts/days/{date}', { ids: { date } }), { shifts: spans });
    },
    /** Back to no pattern: what a sheet gave goes too, and the same sheet does not bring it back. */
    dropPattern: () => remove('/api/v1/my-shifts/pattern'),
    /** Several days in one write: all of them or none. */
    saveDays: (days: Told[]) => {
      keepUndo(undoOf(days, before()));
      return write({ method: 'POST', path: '/api/v1/my-shifts/days', body: { days }, once: true, touches });
    },
    undo: (body: Undo) => {
      keepUndo(undefined);
      return write({ method: 'POST', path: '/api/v1/my-shifts/days', body, once: true, touches });
    },
    putBack: (date: string) => {
      keepUndo(undoOf([{ date, shifts: [] }], before()));
      return remove(address('/api/v1/my-shifts/days/{date}', { ids: { date } }));
    },
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

export type SheetDraft = components['schemas']['SheetOut'];
/** A sheet of many people's shifts, read back; nobody's shifts change yet. */
export async function readSheet(file: PickedFile): Promise<SheetDraft> {
  const form = new FormData();
  form.append('file', file.part as Blob, file.name);
  const { data } = await ask<SheetDraft>({ method: 'POST', path: '/api/v1/rota-sheets', body: form, key: uuid7() });
  return data;
}
/** The uploader may stand in the sheet, so their own shifts are read again. */
export function useSheetWrites() {
  const { write, latest } = useOutbox('rota-sheet');
  return {
    latest,
    applySheet: (id: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/rota-sheets/{id}/application', { ids: { id } }),
        once: true,
        touches,
      }),
  };
}

export interface Wanted {
  audience: string;
  minutes: number;
  place: 'on' | 'off';
  from: string;
  to: string;
  repeat: 'weekly' | 'monthly' | 'once';
  /** Weeks from one to the next, for what is weekly. */
  every: number;
  demanding: boolean;
  /** The activity whose recent times are remembered. */
  series?: string;
}
export const useFoundTimes = (wanted: Wanted | undefined) =>
  useQuery({
    queryKey: shiftKeys.times(wanted ?? {}),
    queryFn: () => read('/api/v1/times', { query: { ...(wanted as Wanted) } }),
    enabled: Boolean(wanted),
    staleTime: 5 * 60_000,
    gcTime: 10 * 60_000,
  });

/** Whom a time may be sought for. */
export const useAudiences = () =>
  useQuery({ queryKey: shiftKeys.audiences, queryFn: () => read('/api/v1/times/audiences'), staleTime: 5 * 60_000 });

/** The time polls that this member opened. */
export const useAskedPolls = () =>
  useQuery({
    queryKey: shiftKeys.askedPolls,
    queryFn: () => read('/api/v1/time-polls/asked'),
    staleTime: 60_000,
  });
export type NewPoll = components['schemas']['PollInRequest'];
/** Opening a time poll, and ending one before its day. */
export function usePollWrites(pollId = 'new') {
  const { write, latest, pending } = useOutbox(`time-poll:${pollId}`);
  const post = (path: string, body?: NewPoll) =>
    write({ method: 'POST', path, body, once: true, touches: [shiftKeys.polls, ['home']] });
  return {
    latest,
    waiting: pending.length > 0,
    open: (body: NewPoll) => post('/api/v1/time-polls', body),
    close: () => post(address('/api/v1/time-polls/{poll_id}/closing', { ids: { poll_id: pollId } })),
  };
}
