import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Standing = Schemas['StandingOut'];
export type Kind = Standing['kind'];
export type SignOff = Schemas['SignOffOut'];
export type About = SignOff['what'];
export type Asked = Schemas['AskedOut'];
export type Certificate = Schemas['CertificateOut'];
export type CertificateWhat = Certificate['what'];
export type Did = Schemas['PartOut'];
type MySteps = Schemas['MyStepsOut'];

const key = ['steps'] as const;
const touches = [key];
const get = async <T>(path: string) => (await ask<T>({ method: 'GET', path })).data;
const stepPath = (kind: Kind) => `/api/v1/my-steps/${kind}`;

/** My own, and nobody else's. */
export const useMySteps = () =>
  useQuery({
    queryKey: [...key, 'mine'],
    queryFn: () => get<MySteps>('/api/v1/my-steps'),
    staleTime: 15_000,
    refetchOnMount: 'always',
  });
/** Yes, not now, back, and back again: each my own tap about myself. */
export function useStep(kind: Kind) {
  const { write, latest, pending } = useOutbox(`step:${kind}`);
  const last = pending.at(-1) ?? (latest?.state === 'received' ? latest : undefined);
  return {
    latest,
    waits: pending.length > 0,
    pressed: last
      ? last.method === 'DELETE'
        ? ('back' as const)
        : last.path.endsWith('/not-now')
          ? ('not_now' as const)
          : ('take' as const)
      : undefined,
    take: (number: number) => write({ method: 'PUT', path: stepPath(kind), body: { number }, touches }),
    notNow: () => write({ method: 'PUT', path: `${stepPath(kind)}/not-now`, touches }),
    back: () => write({ method: 'DELETE', path: stepPath(kind), touches }),
  };
}
export function useCard(card: string) {
  const { write, latest, pending } = useOutbox(`role-card:${card}`);
  return {
    latest,
    isRead: pending.length > 0 || latest?.state === 'received',
    read: () => write({ method: 'PUT', path: `/api/v1/role-cards/${card}/reading`, touches }),
  };
}

/** Whom I can ask by name: people whose leading everybody knows of. */
export const useSigners = (kind: Kind, what: About, wanted: boolean) =>
  useQuery({
    queryKey: [...key, 'signers', kind, what],
    enabled: wanted,
    meta: { secret: true }, // names of colleagues are not kept on the device
    queryFn: () =>
      get<Schemas['SignersOut']>(address('/api/v1/my-steps/{kind}/signers', { ids: { kind }, query: { what } })),
  });
export function useAsking(kind: Kind, what: About) {
  const { write, latest, pending } = useOutbox(`sign-off:${kind}:${what}`);
  return {
    latest,
    waits: pending.length > 0,
    ask: (asked_of: string | null) =>
      write({ method: 'POST', path: '/api/v1/sign-offs', body: { kind, what, asked_of }, once: true, touches }),
  };
}
export function useMyWord(id: string) {
  const { write, latest, pending } = useOutbox(`my-word:${id}`);
  return {
    latest,
    waits: pending.length > 0,
    takeBack: () => write({ method: 'DELETE', path: `/api/v1/sign-offs/${id}`, touches }),
    pause: (is_paused: boolean) =>
      write({ method: 'PUT', path: `/api/v1/sign-offs/${id}/pause`, body: { is_paused }, touches }),
  };
}
/** What I am asked now; a question goes once anybody has answered it. */
export const useAskedOfMe = () =>
  useQuery({
    queryKey: [...key, 'asked'],
    meta: { secret: true },
    queryFn: async () => (await get<Schemas['AskedListOut']>('/api/v1/sign-off-requests')).results,
    staleTime: 15_000,
    refetchOnMount: 'always',
  });
export function useAnswer(id: string) {
  const { write, latest, pending } = useOutbox(`sign-off-answer:${id}`);
  return {
    latest,
    said: pending.length > 0 || latest?.state === 'received',
    answer: (is_given: boolean, conditions: string[] = []) =>
      write({ method: 'PUT', path: `/api/v1/sign-offs/${id}/answer`, body: { is_given, conditions }, touches }),
  };
}

/** Until when I am away: mine alone, as this phone has pressed it. */
export function useAway() {
  const { write, latest, pending } = useOutbox('away:mine');
  const read = useQuery({
    queryKey: [...key, 'away'],
    queryFn: () => get<Schemas['AwayOut']>('/api/v1/my-away'),
    staleTime: 15_000,
    refetchOnMount: 'always',
  });
  const pressed = pending.at(-1);
  const until = pressed
    ? ((pressed.body as { until_date?: string } | undefined)?.until_date ?? null)
    : read.data?.until_date;
  return {
    latest,
    isAsked: read.data?.is_asked ?? false,
    until: until ?? undefined,
    beAway: (until_date: string) =>
      write({ method: 'PUT', path: '/api/v1/my-away', body: { until_date }, touches: [[...key, 'away']] }),
    beBack: () => write({ method: 'DELETE', path: '/api/v1/my-away', touches: [[...key, 'away']] }),
  };
}

/** Mine, and of people who watch me. */
export const useShadowings = () =>
  useQuery({
    queryKey: [...key, 'shadowings'],
    meta: { secret: true },
    queryFn: async () => (await get<Schemas['ShadowingsOut']>('/api/v1/shadowings')).results,
    staleTime: 15_000,
    refetchOnMount: 'always',
  });
export function useShadowing(id: string) {
  const { write, latest, pending } = useOutbox(`shadowing:${id}`);
  return {
    latest,
    said: pending.length > 0,
    say: () => write({ method: 'PUT', path: `/api/v1/shadowings/${id}/word`, touches }),
  };
}
export function useShadow(occurrenceId: string) {
  const { write, latest, pending } = useOutbox(`shadow:${occurrenceId}`);
  const path = address('/api/v1/occurrences/{id}/shadowing', { ids: { id: occurrenceId } });
  return {
    latest,
    wants: (pending.at(-1) ?? (latest?.state === 'received' ? latest : undefined))?.method,
    shadow: () => write({ method: 'PUT', path, touches }),
    not: () => write({ method: 'DELETE', path, touches }),
  };
}

export const useRecord = () =>
  useQuery({ queryKey: [...key, 'record-by-date'], queryFn: () => get<Schemas['RecordOut']>('/api/v1/my-record') });

export function useCertificates() {
  const { write, latest, pending } = useOutbox('certificates:mine');
  return {
    latest,
    waits: pending.length > 0,
    tell: (what: CertificateWhat, last_date: string | null) =>
      write({ method: 'POST', path: '/api/v1/certificates', body: { what, last_date }, once: true, touches }),
    drop: (id: string) => write({ method: 'DELETE', path: `/api/v1/certificates/${id}`, touches }),
  };
}
/** For organisers: what nobody has seen yet. */
export const useToSee = (wanted: boolean) =>
  useQuery({
    queryKey: [...key, 'to-see'],
    enabled: wanted,
    meta: { secret: true },
    queryFn: async () => (await get<Schemas['ToSeeListOut']>('/api/v1/certificates-to-see')).results,
  });
export function useSeen(id: string) {
  const { write, latest, pending } = useOutbox(`certificate-seen:${id}`);
  return {
    latest,
    said: pending.length > 0 || latest?.state === 'received',
    see: () => write({ method: 'PUT', path: `/api/v1/certificates/${id}/seen`, touches }),
  };
}

export const useCircle = (wanted: boolean) =>
  useQuery({
    queryKey: [...key, 'circle'],
    enabled: wanted,
    queryFn: () => get<Schemas['CircleOut']>('/api/v1/circle'),
    refetchOnMount: 'always',
  });
export function useNotebook() {
  const { write, latest, pending } = useOutbox('circle:notes');
  return {
    latest,
    waits: pending.length > 0,
    write: (text: string, shows_name: boolean) =>
      write({ method: 'POST', path: '/api/v1/circle/notes', body: { text, shows_name }, once: true, touches }),
    takeOut: (id: string) => write({ method: 'DELETE', path: `/api/v1/circle/notes/${id}`, touches }),
  };
}

/** Asking a colleague into the circle, and leaving it again. */
export function useCircleDoor() {
  const { write, latest, pending } = useOutbox('circle:door');
  const path = (id: string) => `/api/v1/circle/invitations/${id}`;
  return {
    latest,
    waits: pending.length > 0,
    ask: (id: string) => write({ method: 'PUT', path: path(id), touches }),
    leave: (me: string) => write({ method: 'DELETE', path: path(me), touches }),
  };
}
export const useCalled = (name: string) =>
  useQuery({
    queryKey: ['members', 'named', name.trim().toLowerCase()],
    enabled: name.trim().length >= 2,
    meta: { secret: true }, // names of colleagues are not kept on the device
    retry: false,
    queryFn: async () =>
      (
        await get<{ results: { id: string; called_name: string }[] }>(
          address('/api/v1/members', { query: { name: name.trim() } }),
        )
      ).results,
  });

/** Does it need somebody qualified for the mountains? The server knows: by its kind, or by what was answered of its plan. */
export const useIsHill = (activityId: string, kind: string): boolean => {
  const read = useQuery({
    queryKey: ['safety-answers', activityId],
    enabled: kind !== 'hill',
    queryFn: () => get<Schemas['AnswersOut']>(`/api/v1/activities/${activityId}/safety-answers`),
  });
  return kind === 'hill' || read.data?.is_mountain_day === true;
};

/** For organisers: whether an activity is the circle's or a training, and what was seen of a hired guide. */
export const useMarks = (activityId: string, isHill: boolean) =>
  useQuery({
    queryKey: [...key, 'marks', activityId, isHill],
    queryFn: async () => {
      const path = `/api/v1/activities/${activityId}`;
      const [what, guide] = await Promise.all([
        get<Schemas['CircleActivityOut']>(`${path}/circle`),
        isHill ? get<Schemas['GuideEvidenceShown']>(`${path}/guide-evidence`) : undefined,
      ]);
      return { what: what.what ?? null, guide: guide?.evidence ?? null };
    },
    staleTime: 15_000,
  });
export function useMarking(activityId: string) {
  const { write, latest, pending } = useOutbox(`marks:${activityId}`);
  const path = `/api/v1/activities/${activityId}`;
  return {
    latest,
    waits: pending.length > 0,
    say: (what: Schemas['CircleActivityOut']['what'] | null) =>
      write({ method: 'PUT', path: `${path}/circle`, body: { what }, touches }),
    seen: (guide: string, what: CertificateWhat, last_date: string | null) =>
      write({ method: 'PUT', path: `${path}/guide-evidence`, body: { guide, what, last_date }, touches }),
  };
}

/** For whoever runs a date: what its kind asks for, and whether somebody who leads holds it that day. */
export const useOnTheDay = (occurrenceId: string) =>
  useQuery({
    queryKey: [...key, 'on-the-day', occurrenceId],
    queryFn: async () =>
      (
        await get<Schemas['OnTheDayListOut']>(
          address('/api/v1/occurrences/{id}/certificates-on-the-day', { ids: { id: occurrenceId } }),
        )
      ).results,
    staleTime: 60_000,
  });
