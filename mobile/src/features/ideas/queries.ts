import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address, ask, read } from '@/api/client';
import type { Decided, IdeaCard, Page, RuleCard, SuitingTimes, ToJudge } from '@/api/shapes';
import { type Subject, useOutbox } from '@/outbox';
import type { FileBody } from '@/outbox/file';

export const ideaKeys = {
  all: ['ideas'] as const,
  list: ['ideas', 'list'] as const,
  one: (id: string) => ['ideas', 'one', id] as const,
  similar: (text: string) => ['ideas', 'similar', text] as const,
  desk: ['ideas', 'desk'] as const,
  log: ['ideas', 'log'] as const,
  rules: ['ideas', 'rules'] as const,
  times: (id: string) => ['ideas', 'times', id] as const,
  toJudge: ['ideas', 'to-judge'] as const,
};
const touches = [ideaKeys.all, ['home']] as const;
const MINUTE = 60_000;

/** The rest of a list, at the address the server named. */
const following = (next: string): string => next.slice(next.indexOf('/api/'));
const pageAt = async <T>(path: string): Promise<Page<T>> => (await ask<Page<T>>({ method: 'GET', path })).data;

/** The newest first, a page at a time. */
const usePages = <T>(queryKey: readonly string[], path: string) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => pageAt<T>(pageParam),
    initialPageParam: path,
    getNextPageParam: (page) => (page.next ? following(page.next) : undefined),
    staleTime: MINUTE,
  });
export const useIdeas = () => usePages<IdeaCard>(ideaKeys.list, address('/api/v1/ideas'));
export const useDecisions = () => usePages<Decided>(ideaKeys.log, address('/api/v1/decisions'));
export const useRules = () => usePages<RuleCard>(ideaKeys.rules, address('/api/v1/rules'));
export const useIdea = (id: string) =>
  useQuery({
    queryKey: ideaKeys.one(id),
    queryFn: () => read('/api/v1/ideas/{idea_id}', { ids: { idea_id: id } }),
    staleTime: MINUTE,
  });

const mostPages = 20;
/** Every idea, for the desk: those without an answer may be on any page. */
export const useAllIdeas = () =>
  useQuery({
    queryKey: ideaKeys.desk,
    queryFn: async () => {
      const found: IdeaCard[] = [];
      let path: string | undefined = address('/api/v1/ideas');
      for (let i = 0; path && i < mostPages; i++) {
        const page: Page<IdeaCard> = await pageAt(path);
        found.push(...page.results);
        path = page.next ? following(page.next) : undefined;
      }
      return found;
    },
    staleTime: MINUTE,
  });

const TYPING = 400;
/** Ideas like the line that is being typed, once the typing rests. */
export function useSimilar(text: string) {
  const line = text.trim();
  const [rested, setRested] = useState(line);
  useEffect(() => {
    const timer = setTimeout(() => setRested(line), TYPING);
    return () => clearTimeout(timer);
  }, [line]);
  const found = useQuery({
    queryKey: ideaKeys.similar(rested),
    queryFn: () => read('/api/v1/ideas/similar', { query: { text: rested } }),
    enabled: rested.length >= 4,
    staleTime: 5 * MINUTE,
    gcTime: 5 * MINUTE,
    retry: false,
    meta: { secret: true }, // what somebody typed and did not put up stays nowhere
  });
  return line.length >= 4 ? (found.data?.results ?? []) : [];
}

export interface NewIdea {
  text: string;
  kind: string;
  shown_as: IdeaCard['author']['shown_as'];
}
/** A photo and a recording that go with the words; what is left out changes nothing. */
export interface Added {
  photo?: FileBody;
  /** What the photo shows, for who cannot see it. */
  alt?: string;
  voice?: FileBody & { seconds: number };
  /** One that runs: ends it and gives what was said. */
  recording?: (() => Promise<Added['voice']>) | undefined;
  dropsPhoto?: boolean;
  dropsVoice?: boolean;
}
const PHOTOS = '/api/v1/photos';
const VOICE_NOTES = '/api/v1/voice-notes';
const isAdded = (path: string) => path === PHOTOS || path === VOICE_NOTES;
/** Files go into the outbox before the words, as rows of their own; the words take their ids when the server has them. */
async function writeAdded(
  write: Subject['write'],
  { photo, alt, voice: kept, recording, dropsPhoto, dropsVoice }: Added,
) {
  const voice = (await recording?.()) ?? kept;
  const fills: Record<string, string> = {};
  const file = async (path: string, { file, base64 }: FileBody) =>
    (await write({ method: 'POST', path, body: { file, base64 }, once: true })).key;
  if (photo) fills.photo_id = await file(PHOTOS, photo);
  if (voice) fills.voice_note_id = await file(VOICE_NOTES, voice);
  const said = {
    ...(dropsPhoto && !photo && { photo_id: null }),
    ...(dropsVoice && !voice && { voice_note_id: null }),
    ...(alt !== undefined && !dropsPhoto && { photo_alt: alt.trim() }),
  };
  return { fills, said };
}
/** Shown as put up but not sent until the server has it. */
export function usePutUp() {
  const { write, rows, latest, pending, dismiss } = useOutbox('ideas:new');
  return {
    latest,
    dismiss,
    waiting: pending
      .filter((r) => !isAdded(r.path))
      .map((r) => ({ key: r.key, row: r, idea: r.body as NewIdea, files: Object.keys(r.fills ?? {}).length })),
    refused: rows
      .filter((r) => r.state === 'refused' && !isAdded(r.path))
      .map((r) => ({ row: r, idea: r.body as NewIdea }))[0],
    /** Files of it, where each is on its way. */
    files: rows.filter((r) => isAdded(r.path)),
    putUp: async (idea: NewIdea, added: Added = {}) => {
      const { fills, said } = await writeAdded(write, added);
      return write({ method: 'POST', path: '/api/v1/ideas', body: { ...idea, ...said }, once: true, fills, touches });
    },
  };
}

/** The author's own presses, as the phone knows them: what was pressed counts here before the server has it. */
export function useMyIdea(id: string) {
  const { write, latest, pending, rows } = useOutbox(`idea:${id}`);
  const path = address('/api/v1/ideas/{id}', { ids: { id } });
  const pressed = pending.filter((r) => r.path.endsWith('/withdrawal')).at(-1)?.method;
  return {
    latest,
    isWithdrawn: pressed ? pressed === 'PUT' : undefined,
    files: rows.filter((r) => isAdded(r.path)),
    change: async (idea: NewIdea, added: Added = {}) => {
      const { fills, said } = await writeAdded(write, added);
      return write({ method: 'PUT', path, body: { ...idea, ...said }, fills, touches });
    },
    withdraw: () => write({ method: 'PUT', path: `${path}/withdrawal`, touches }),
    bringBack: () => write({ method: 'DELETE', path: `${path}/withdrawal`, touches }),
  };
}

/** "I'd come", as the phone knows it: a press counts here before the server has it. */
export function useInterest(idea: IdeaCard) {
  const { write, latest, pending } = useOutbox(`interest:${idea.id}`);
  const pressed = pending.at(-1)?.method;
  const come = pressed ? pressed === 'PUT' : idea.is_mine_interest;
  return {
    come,
    count: idea.interest + Number(come) - Number(idea.is_mine_interest),
    latest,
    press: () =>
      write({
        method: come ? 'DELETE' : 'PUT',
        path: address('/api/v1/ideas/{id}/interest', { ids: { id: idea.id } }),
        touches,
      }),
  };
}

export type AnswerStatus = 'being_checked' | 'to_vote' | 'small_try' | 'rule_in_our_way' | 'not_now' | 'already_exists';
/** The organiser's public answer. */
export function useAnswer(id: string) {
  const { write, latest, pending } = useOutbox(`answer:${id}`);
  return {
    latest,
    sent: pending.length > 0,
    answer: (status: AnswerStatus, text: string) =>
      write({
        method: 'POST',
        path: address('/api/v1/ideas/{id}/answers', { ids: { id } }),
        body: { status, text },
        once: true,
        touches: [...touches, ['desk']],
      }),
  };
}

export function useRaiseRule(ideaId: string) {
  const { write, latest } = useOutbox(`rule:${ideaId}`);
  const path = address('/api/v1/ideas/{id}/rules', { ids: { id: ideaId } });
  return { latest, raise: (text: string) => write({ method: 'POST', path, body: { text }, once: true, touches }) };
}
export type RuleReply = 'changed' | 'way_round' | 'stays';
/** The organiser's public reply about a rule. */
export function useReplyToRule(id: string) {
  const { write, latest, pending } = useOutbox(`rule-reply:${id}`);
  const path = address('/api/v1/rules/{id}/replies', { ids: { id } });
  return {
    latest,
    sent: pending.length > 0,
    reply: (state: RuleReply, text: string) =>
      write({ method: 'POST', path, body: { state, text }, once: true, touches }),
  };
}

export const reportReasons = ['unkind', 'about_somebody', 'unsafe', 'selling', 'other'] as const;
/** "An organiser should look at this." */
export function useReport(id: string) {
  const { write, latest, pending } = useOutbox(`report:${id}`);
  const path = address('/api/v1/ideas/{id}/reports', { ids: { id } });
  return {
    latest,
    sent: pending.length > 0,
    report: (reason: (typeof reportReasons)[number]) =>
      write({ method: 'POST', path, body: { reason }, once: true, touches }),
  };
}
/** "This should not be hidden." */
export function useObject(id: string) {
  const { write, latest } = useOutbox(`objection:${id}`);
  const path = address('/api/v1/ideas/{id}/objections', { ids: { id } });
  return { latest, object: (text: string) => write({ method: 'POST', path, body: { text }, once: true, touches }) };
}
export const useToJudge = () =>
  useQuery({
    queryKey: ideaKeys.toJudge,
    queryFn: () => pageAt<ToJudge>(address('/api/v1/ideas/to-judge')),
    staleTime: MINUTE,
  });
/** The organiser's verdict, with a reason that is read. */
export function useJudge(id: string) {
  const { write, latest, pending } = useOutbox(`verdict:${id}`);
  const path = address('/api/v1/ideas/{id}/verdicts', { ids: { id } });
  return {
    latest,
    sent: pending.length > 0,
    judge: (what: 'hidden' | 'kept' | 'shown_again', reason: string) =>
      write({ method: 'POST', path, body: { what, reason }, once: true, touches }),
  };
}

export type SuitingTime = SuitingTimes['mine'][number];
/** Times that suit: one's own, those of one's own free map, and at the desk how many in all. */
export const useTimes = (id: string) =>
  useQuery({
    queryKey: ideaKeys.times(id),
    queryFn: () => read('/api/v1/ideas/{idea_id}/times', { ids: { idea_id: id } }),
    staleTime: MINUTE,
  });
export function useSayTimes(id: string) {
  const { write, latest, pending } = useOutbox(`times:${id}`);
  const path = address('/api/v1/ideas/{id}/times', { ids: { id } });
  return {
    latest,
    /** What was pressed and is not with the server yet. */
    waiting: (pending.at(-1)?.body as { times: SuitingTime[] } | undefined)?.times,
    sayTimes: (times: readonly SuitingTime[]) =>
      write({ method: 'PUT', path, body: { times }, touches: [ideaKeys.times(id)] }),
  };
}
