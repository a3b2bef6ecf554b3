import { useQuery, useQueryClient } from '@tanstack/react-query';
import { address, ask, read, readText } from '@/api/client';
import { type Problem, slugOf } from '@/api/problems';
import type { FoundTimes, IdeaCard, Page } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import { useMe } from '@/session';
import { forgetReceipt, type Kept, keepReceipt, unsettleReceipt, useKept } from './kept';
import { newReceipt, receiptHash } from './receipt';
import { subjectOf, ticksOf } from './settling';
import type { Ballot, BallotCard, Outcome } from './types';

export const ballotKeys = {
  all: ['ballots'] as const,
  list: ['ballots', 'list'] as const,
  one: (id: string) => ['ballots', 'one', id] as const,
  outcome: (id: string) => ['ballots', 'outcome', id] as const,
};
const MINUTE = 60_000;
/** A vote closes at its minute: what is shown is asked again whenever the page opens. */
const SOON = 5_000;
export const useBallots = () =>
  useQuery({
    queryKey: ballotKeys.list,
    queryFn: async () => (await ask<Page<BallotCard>>({ method: 'GET', path: '/api/v1/ballots' })).data.results,
    staleTime: SOON,
  });
export const useBallot = (id: string) =>
  useQuery({
    queryKey: ballotKeys.one(id),
    queryFn: async () =>
      (await ask<Ballot>({ method: 'GET', path: address('/api/v1/ballots/{id}', { ids: { id } }) })).data,
    staleTime: SOON,
  });
export const useOutcome = (id: string) =>
  useQuery({
    queryKey: ballotKeys.outcome(id),
    queryFn: async () =>
      (await ask<Outcome>({ method: 'GET', path: address('/api/v1/ballots/{id}/outcome', { ids: { id } }) })).data,
    staleTime: 10 * MINUTE,
  });
export const listFile = (id: string): string => address('/api/v1/ballots/{id}/slips.pb', { ids: { id } });
/** The whole list as text, for a phone that saves or shares it. */
export const readListFile = (id: string): Promise<string> => readText(listFile(id));

export type VoteState = 'nothing' | 'queued' | 'in' | 'out' | 'elsewhere' | 'late' | 'refused';
/** One member's vote on this phone: what is on its way, what is in, and every way to change it. */
export function useVote(ballot: Ballot) {
  const me = useMe().member.id;
  const found = useKept(me, ballot.id);
  const reads = useQueryClient();
  const { write, latest, pending, dismiss } = useOutbox(subjectOf(ballot.id));
  const touches = [ballotKeys.all, ['home']] as const;
  const refused = latest?.state === 'refused' ? latest : undefined;
  const waiting = pending.at(-1);
  // The paper is used and nothing of ours is on its way: what was asked for first is in.
  const isIn = !found?.ticked && found?.wanted && ballot.my_paper === 'used' && !waiting && !refused;
  const kept: Kept | undefined = isIn ? { receipt: found.receipt, ticked: found.wanted } : found;
  const state: VoteState = refused
    ? slugOf(refused.problem as Problem) === 'ballot-closed'
      ? 'late'
      : 'refused'
    : waiting
      ? 'queued'
      : kept?.ticked
        ? kept.ticked.length
          ? 'in'
          : 'out'
        : ballot.my_paper === 'used'
          ? 'elsewhere'
          : 'nothing';
  const change = (receipt: string, options: readonly string[]) =>
    write({
      method: 'PUT',
      path: address('/api/v1/slips/{receipt}', { ids: { receipt } }),
      body: { ballot: ballot.id, options },
      nameless: true,
      touches,
    });
  return {
    state,
    latest,
    /** What is asked for now: not counted until the server has it. */
    asked: ticksOf((refused ?? waiting)?.body),
    wasFirst: (refused ?? waiting)?.method === 'POST',
    kept,
    /** Put in, or change with the receipt that is here. */
    async put(options: readonly string[]) {
      if (kept?.ticked) {
        keepReceipt(me, ballot.id, { ...kept, wanted: options });
        await change(kept.receipt, options);
        return;
      }
      const receipt = newReceipt();
      keepReceipt(me, ballot.id, { receipt, wanted: options }); // on the phone before anything is sent
      await write({
        method: 'POST',
        path: address('/api/v1/ballots/{id}/slips', { ids: { id: ballot.id } }),
        body: { options, receipt_hash: receiptHash(receipt) },
        touches,
      });
    },
    /** Change a vote whose receipt was made on another phone. */
    async putWithCode(receipt: string, options: readonly string[]) {
      keepReceipt(me, ballot.id, { receipt, wanted: options });
      await change(receipt, options);
    },
    async takeOut() {
      if (!kept?.ticked) return;
      keepReceipt(me, ballot.id, { ...kept, wanted: [] });
      await write({
        method: 'DELETE',
        path: address('/api/v1/slips/{receipt}', { ids: { receipt: kept.receipt } }),
        nameless: true,
        touches,
      });
    },
    forget: () => forgetReceipt(me, ballot.id),
    /** The refusal has been read. */
    dismiss() {
      unsettleReceipt(me, ballot.id);
      dismiss();
      void reads.invalidateQueries({ queryKey: ballotKeys.all }); // the refusal knows more than what was last seen
    },
  };
}

// The desk.
const mostPages = 20;
const canStand = ['open', 'being_checked', 'to_vote', 'small_try', 'not_this_time'];
/** Ideas that may stand in a vote, those that were promised one first. */
export const useIdeasForVote = () =>
  useQuery({
    queryKey: ['ideas', 'for-vote'],
    queryFn: async () => {
      const found: IdeaCard[] = [];
      let path: string | undefined = '/api/v1/ideas';
      for (let i = 0; path && i < mostPages; i++) {
        const page: Page<IdeaCard> = (await ask<Page<IdeaCard>>({ method: 'GET', path })).data;
        found.push(...page.results.filter((idea) => canStand.includes(idea.status)));
        path = page.next ? page.next.slice(page.next.indexOf('/api/')) : undefined;
      }
      const first = (idea: IdeaCard) => (idea.status === 'to_vote' ? 0 : 1);
      return found.sort((a, b) => first(a) - first(b) || b.interest - a.interest);
    },
    staleTime: MINUTE,
  });
/** Good times for those who said they would come. */
export const useTimesFor = (idea: string, minutes: number, wanted: boolean) =>
  useQuery({
    queryKey: ['times', idea, minutes],
    queryFn: (): Promise<FoundTimes> =>
      read('/api/v1/times', {
        query: { audience: `idea:${idea}`, minutes, place: 'on', from: '06:00', to: '22:00', repeat: 'weekly' },
      }),
    enabled: wanted,
    staleTime: 5 * MINUTE,
  });

export interface NewBallot {
  title: string;
  closes_date: string;
  closes_time: string;
  short_reason?: string;
  slots?: number;
  budget?: string;
  options: {
    idea_id: string;
    weekday: string;
    start: string;
    minutes: number;
    cost?: string;
    price?: string;
    helper_hours?: number;
  }[];
}
export function useOpenBallot() {
  const { write, latest, pending } = useOutbox('ballot-new');
  return {
    latest,
    sent: pending.length > 0,
    open: (ballot: NewBallot) =>
      write({
        method: 'POST',
        path: '/api/v1/ballots',
        body: ballot,
        once: true,
        touches: [ballotKeys.all, ['ideas'], ['home'], ['desk']],
      }),
  };
}
/** What a panel, or a talk of a few, agreed on. */
export function usePublish(id: string) {
  const { write, latest, pending } = useOutbox(`panel:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    /** chosen: none agreed on is an empty list; left out, what was counted stands. */
    publish: (reason: string, chosen?: readonly string[]) =>
      write({
        method: 'POST',
        path: address('/api/v1/ballots/{id}/publication', { ids: { id } }),
        body: { reason, ...(chosen && { chosen }) },
        once: true,
        touches: [ballotKeys.all, ['ideas'], ['home'], ['desk']],
      }),
  };
}
