import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox } from '@/outbox';
import { occurrencesKey } from './queries';

export type PlacesList = Schemas['PlacesList'];
export type Draw = Schemas['DrawOut'];
export type OnList = Schemas['OnList'];
const placesKey = (id: string) => [...occurrencesKey, 'places', id] as const;

/** Who is on the list of one date, for those who run it, with its ETag: an edit names what it saw. */
export const usePlacesList = (id: string) =>
  useQuery({
    queryKey: placesKey(id),
    queryFn: () =>
      ask<PlacesList>({ method: 'GET', path: address('/api/v1/occurrences/{id}/sign-up-list', { ids: { id } }) }),
    staleTime: 5_000,
    refetchOnMount: 'always',
  });

/** How places go by lot; once drawn, all that it was drawn from. */
export const useDraw = (id: string) =>
  useQuery({
    queryKey: [...occurrencesKey, 'draw', id],
    queryFn: async () =>
      (await ask<Draw>({ method: 'GET', path: address('/api/v1/occurrences/{id}/draw', { ids: { id } }) })).data,
    staleTime: 15_000,
    refetchOnMount: 'always',
  });

/** Taking a party off with a reason, and back on; what is kept, and the draw. `ifMatch`: of the list that was read. */
export function usePlacesDesk(id: string, ifMatch: string | undefined) {
  const box = useOutbox(`places:${id}`);
  const path = `/api/v1/occurrences/${id}`;
  const touches = [occurrencesKey, ['home'], ['desk'], ['checklist', id]];
  const seen = { ...(ifMatch && { ifMatch }), touches };
  return {
    latest: box.latest,
    waits: box.pending.length > 0,
    dismiss: box.dismiss,
    takeOff: (signUp: string, reason: string) =>
      box.write({ method: 'PUT', path: `${path}/sign-ups/${signUp}/removal`, body: { reason }, ...seen }),
    /** All of what is kept, at once. */
    keep: (body: { first_timers: number; jobs: string[]; facilities_until: string | null }) =>
      box.write({ method: 'PUT', path: `${path}/kept-places`, body, ...seen }),
    drawOn: (closes_date: string) => box.write({ method: 'PUT', path: `${path}/draw`, body: { closes_date }, ...seen }),
    noDraw: () => box.write({ method: 'DELETE', path: `${path}/draw`, ...seen }),
    putBack: (signUp: string) => box.write({ method: 'DELETE', path: `${path}/sign-ups/${signUp}/removal`, ...seen }),
  };
}

const teamsKey = ['facilities-teams'] as const;
/** Which teams are facilities staff: what was ticked last is shown at once. */
export function useFacilitiesTeams() {
  const path = '/api/v1/facilities-teams';
  const read = useQuery({
    queryKey: teamsKey,
    queryFn: async () => (await ask<Schemas['TeamRows']>({ method: 'GET', path })).data.teams,
    staleTime: 60_000,
  });
  const { write, pending, latest } = useOutbox('facilities-teams');
  const said = (pending.at(-1)?.body as { team_ids: string[] } | undefined)?.team_ids;
  const rows = (read.data ?? []).map((team) => ({
    ...team,
    is_facilities: said?.includes(team.id) ?? team.is_facilities,
  }));
  return {
    rows,
    latest,
    toggle: (id: string) => {
      const team_ids = rows.filter((team) => team.is_facilities !== (team.id === id)).map((team) => team.id);
      return write({ method: 'PUT', path, body: { team_ids }, touches: [teamsKey, occurrencesKey] });
    },
  };
}
