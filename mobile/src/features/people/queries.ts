import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '@/api/client';
import type { Moment, Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export interface NewMember {
  id: string;
  called_name: string;
  joined_date: string;
}
export const newMembersKey = ['members', 'new'] as const;
/** Who has joined and is not known yet: for connectors, organisers and people who lead. */
export const useNewMembers = (may: boolean) =>
  useQuery({
    queryKey: newMembersKey,
    enabled: may,
    meta: { secret: true }, // names of colleagues are not kept on the device
    queryFn: async () =>
      (await ask<{ results: NewMember[] }>({ method: 'GET', path: '/api/v1/members/new' })).data.results,
    staleTime: 15_000,
  });
const touches = [newMembersKey, ['desk'], ['home']];
/** "I know this person." */
export function useConfirm(memberId: string) {
  const { write, latest, pending, dismiss } = useOutbox(`confirm:${memberId}`);
  return {
    latest,
    dismiss,
    said: pending.length > 0 || latest?.state === 'received',
    confirm: () => write({ method: 'POST', path: `/api/v1/members/${memberId}/confirmations`, once: true, touches }),
  };
}
/** The same by the code on their card, face to face. */
export function useConfirmByCard() {
  const { write, latest, pending, dismiss } = useOutbox('confirm-by-card');
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    done: latest?.state === 'received',
    confirm: (card: string) =>
      write({
        method: 'POST',
        path: '/api/v1/confirmations-by-card',
        body: { card },
        once: true,
        secret: true,
        touches,
      }),
  };
}

export interface JoinCode {
  id: string;
  kind: 'poster' | 'spoken';
  /** Only in the reply that made it. */
  link: string | null;
  spoken: string | null;
  short_name: string;
  is_live: boolean;
  ends: Moment;
  take_down_date: string;
  daily_limit: number;
  joined_today: number;
  /** Who came in by it and is here now. */
  joined: number;
  /** How many of them nobody has said yet that they know. */
  waiting: number;
}
/** May a poster or a code go out? Something must be there to join first. */
export const useReleaseCheck = () =>
  useQuery({
    queryKey: ['release-check'],
    queryFn: async () => (await ask<Schemas['ReleaseCheckOut']>({ method: 'GET', path: '/api/v1/release-check' })).data,
    staleTime: 10_000,
    refetchOnMount: 'always', // the walk may just have been opened
  });
export const joinCodesKey = ['join-codes'] as const;
/** The live counts: read again every half minute while they are looked at. */
export const useJoinCodes = () =>
  useQuery({
    queryKey: joinCodesKey,
    queryFn: async () =>
      (await ask<{ results: JoinCode[] }>({ method: 'GET', path: '/api/v1/join-codes' })).data.results,
    staleTime: 10_000,
    refetchInterval: 30_000,
  });
/** One of each kind at a time: making a spoken code does not take a new poster's secret off the screen. */
export function useMakeCode(kind: 'poster' | 'spoken') {
  const { write, latest, pending, dismiss } = useOutbox(`join-code-new:${kind}`);
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    made: latest?.state === 'received' ? (latest.reply as JoinCode | undefined) : undefined,
    make: (take_down_date?: string) =>
      write({
        method: 'POST',
        path: '/api/v1/join-codes',
        body: { kind, ...(take_down_date && { take_down_date }) },
        once: true,
        secret: true,
        touches: [joinCodesKey, ['desk']],
      }),
  };
}
export function useEndCode(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`join-code:${id}`);
  const act = (verb: 'revocation' | 'undo') =>
    write({
      method: 'POST',
      path: `/api/v1/join-codes/${id}/${verb}`,
      once: true,
      touches: [joinCodesKey, newMembersKey, ['desk']],
    });
  return { latest, dismiss, waits: pending.length > 0, takeDown: () => act('revocation'), undo: () => act('undo') };
}

/** Both cards of one person, who stands there. */
export interface TwoCards {
  kept_card: string;
  gone_card: string;
}
/** What would follow. Nothing is written, so nothing waits in the outbox. */
export const useMergePreview = () =>
  useMutation({
    mutationFn: async (body: TwoCards) =>
      (await ask<Schemas['MemberMergePreviewOut']>({ method: 'POST', path: '/api/v1/member-merges/preview', body }))
        .data,
  });
export function useMerge() {
  const { write, latest, pending, dismiss } = useOutbox('member-merge');
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    done: latest?.state === 'received' ? (latest.reply as Schemas['MemberMergeOut'] | undefined) : undefined,
    merge: (body: TwoCards) =>
      write({ method: 'POST', path: '/api/v1/member-merges', body, once: true, secret: true, touches }),
  };
}
