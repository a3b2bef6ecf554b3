// The plan of an activity and the notes of a date: read here, written through the outbox.
import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';

export type Plan = Schemas['PlanOut'];
export type Hazard = Schemas['HazardOut'];
export type Notes = Schemas['NotesOut'];
type Allergen = keyof Schemas['DishInRequest']['allergens'];
/** A dish as it is typed: what nobody answered yet is not there, and counts as not known. */
export interface Dish {
  name: string;
  allergens: Partial<Record<Allergen, Schemas['AllergenAnswer']>>;
}
export type Waiting = Schemas['WaitingOut'];
export type OpenUnasked = Schemas['OpenUnaskedOut'];
export type Comparison = Schemas['ComparisonOut'];
export type Role = Schemas['AgreesAs'];
const planKey = (id: string) => ['safety-plan', id] as const;
const queueKey = ['agreement-queue'] as const;
const notesKey = (id: string) => ['safety-notes', id] as const;

export const usePlan = (id: string) =>
  useQuery({
    queryKey: planKey(id),
    queryFn: async () =>
      (await ask<Plan>({ method: 'GET', path: address('/api/v1/activities/{id}/safety-plan', { ids: { id } }) })).data,
    refetchOnMount: 'always', // what is agreed to has to be what stands now
  });
export const useQueue = (enabled = true) =>
  useQuery({
    queryKey: queueKey,
    queryFn: async () => (await ask<Schemas['QueueOut']>({ method: 'GET', path: '/api/v1/agreement-queue' })).data,
    staleTime: 15_000,
    enabled,
  });
export type Nation = Schemas['NationOut']['nation'];
const nationKey = ['nation'] as const;
/** Whose bank holidays are no working days. What waits is due by other days then. */
export function useNation() {
  const read = useQuery({
    queryKey: nationKey,
    queryFn: async () => (await ask<Schemas['NationOut']>({ method: 'GET', path: '/api/v1/organisation/nation' })).data,
    staleTime: 3_600_000,
  });
  const { write, latest, pending } = useOutbox('nation');
  const pressed = pending.at(-1)?.body as Schemas['NationOut'] | undefined;
  return {
    nation: pressed?.nation ?? read.data?.nation,
    latest,
    set: (nation: Nation) =>
      write({
        method: 'PUT',
        path: '/api/v1/organisation/nation',
        body: { nation },
        touches: [nationKey, queueKey],
      }),
  };
}
export const useComparison = (id: string, before: number, number: number) =>
  useQuery({
    queryKey: ['comparison', id, before, number],
    queryFn: async () =>
      (
        await ask<Comparison>({
          method: 'GET',
          path: address('/api/v1/activities/{id}/assessment/comparison', { ids: { id }, query: { before, number } }),
        })
      ).data,
    staleTime: Number.POSITIVE_INFINITY, // a version never changes
  });
export const useNotes = (id: string) =>
  useQuery({
    queryKey: notesKey(id),
    queryFn: async () =>
      (await ask<Notes>({ method: 'GET', path: address('/api/v1/occurrences/{id}/safety-notes', { ids: { id } }) }))
        .data,
    staleTime: 15_000,
  });

/** Everything that can be written about one plan. */
export function usePlanning(id: string) {
  const { write, latest, pending, dismiss } = useOutbox(`safety-plan:${id}`);
  const path = `/api/v1/activities/${id}`;
  const touches = [planKey(id), queueKey, ['checklist'], ['desk']];
  const isYes = latest?.path.endsWith('/agreements');
  return {
    latest: isYes ? undefined : latest,
    /** What became of the last yes: it stands beside its button. */
    yes: isYes ? latest : undefined,
    waits: pending.length > 0,
    dismiss,
    keep: (based_on: number, route: string, lines: readonly Hazard[]) =>
      write({ method: 'PUT', path: `${path}/assessment`, body: { based_on, route, lines }, touches }),
    ask: () => write({ method: 'POST', path: `${path}/agreement-request`, once: true, touches }),
    agree: (body: Schemas['AgreeInRequest']) =>
      write({ method: 'POST', path: `${path}/agreements`, body, once: true, touches }),
    keepList: (body: Schemas['OwnListInRequest']) => write({ method: 'PUT', path: `${path}/own-list`, body, touches }),
    keepPoint: (site: string, latitude: number, longitude: number) =>
      write({ method: 'PUT', path: `/api/v1/sites/${site}/point`, body: { latitude, longitude }, touches }),
  };
}
/** What is said of one date to everybody who comes. */
export function useNoting(id: string) {
  const { write, latest, pending } = useOutbox(`safety-notes:${id}`);
  const path = `/api/v1/occurrences/${id}`;
  const touches = [notesKey(id), ['checklist', id]];
  return {
    latest,
    waits: pending.length > 0,
    photos: (photo_rule: Schemas['PhotoRuleInRequest']['photo_rule']) =>
      write({ method: 'PUT', path: `${path}/photo-rule`, body: { photo_rule }, touches }),
    /** was: what stood there when this phone began to change them, so that another's changes since are kept. */
    dishes: (dishes: readonly Dish[], was: readonly Dish[]) =>
      write({ method: 'PUT', path: `${path}/dishes`, body: { dishes, was }, touches }),
    weather: (body: Schemas['WeatherInRequest']) =>
      write({ method: 'POST', path: `${path}/weather-checks`, body, once: true, touches }),
  };
}
