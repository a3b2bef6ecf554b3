import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type DateRoles = Schemas['DateRolesOut'];
export type DateRole = Schemas['DateRoleOut'];
export type SmallRole = DateRole['role'];
export type RoleQuestion = Schemas['RoleQuestionOut'];
const key = ['date-roles'] as const;
const rolesPath = (id: string) => address('/api/v1/occurrences/{id}/roles', { ids: { id } });

/** The small roles of one date, as far as I am told who has them. */
export const useDateRoles = (id: string) =>
  useQuery({
    queryKey: [...key, 'date', id],
    queryFn: async () => (await ask<DateRoles>({ method: 'GET', path: rolesPath(id) })).data,
    staleTime: 5_000,
    refetchOnMount: 'always',
  });
/** Taking, giving back and asking. All of it is safe to repeat. */
export function useTakingRoles(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`date-roles:${id}`);
  const path = (role: SmallRole) => `${rolesPath(id)}/${role}`;
  const touches = [key];
  return {
    latest,
    dismiss,
    waits: pending.length > 0,
    take: (role: SmallRole) => write({ method: 'PUT', path: path(role), touches }),
    giveBack: (role: SmallRole) => write({ method: 'DELETE', path: path(role), touches }),
    /** Without a sign-up the app offers it around whoever comes. */
    askFor: (role: SmallRole, sign_up_id: string | null) =>
      write({ method: 'PUT', path: `${path(role)}/question`, body: { sign_up_id }, touches }),
    askNobody: (role: SmallRole) => write({ method: 'DELETE', path: `${path(role)}/question`, touches }),
  };
}
/** Whom I may ask: those with a place. */
export const usePlaced = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: [...key, 'placed', id],
    enabled: wanted,
    meta: { secret: true }, // names of colleagues are not kept on the device
    queryFn: async () =>
      (
        await ask<Schemas['PlacesList']>({
          method: 'GET',
          path: address('/api/v1/occurrences/{id}/sign-up-list', { ids: { id } }),
        })
      ).data.sign_ups.filter((row) => row.status === 'placed'),
  });
/** Of a date that is over: who leads the next one, and what is free there. */
export const useWhoNext = (id: string) =>
  useQuery({
    queryKey: [...key, 'next', id],
    queryFn: async () =>
      (
        await ask<Schemas['WhoNextOut']>({
          method: 'GET',
          path: address('/api/v1/occurrences/{id}/who-next', { ids: { id } }),
        })
      ).data,
    staleTime: 30_000,
  });
/** Small roles that I am asked to take. */
export const useRoleQuestions = () =>
  useQuery({
    queryKey: [...key, 'questions'],
    queryFn: async () =>
      (await ask<{ results: RoleQuestion[] }>({ method: 'GET', path: '/api/v1/role-questions' })).data.results,
    staleTime: 15_000,
  });
