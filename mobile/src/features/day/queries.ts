import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { uuid7 } from '@/lib/uuid7';
import { type Intent, useOutbox } from '@/outbox';
import { forgotten, type Line, type Nameless, type Register, withPressed } from './overlay';

export const registerKey = (id: string) => ['register', id] as const;
const DAY = 864e5;
/** Kept on the phone once the lead's screen was opened, for as long as names may be, and read again whenever there is signal. */
export const useRegister = (id: string) =>
  useQuery({
    queryKey: registerKey(id),
    queryFn: async () =>
      (await ask<Register>({ method: 'GET', path: address('/api/v1/occurrences/{id}/register', { ids: { id } }) }))
        .data,
    staleTime: 10_000,
    refetchOnMount: 'always', // the other lead may have ticked meanwhile
    gcTime: 2 * DAY,
  });

/** The register with this phone's ticks in it. They go out before "finish" does: one subject with the lead's list. */
export function useTicking(id: string) {
  const read = useRegister(id);
  const box = useOutbox(`checklist:${id}`);
  const path = `/api/v1/occurrences/${id}`;
  const touches = [registerKey(id), ['occurrences'], ['checklist', id]];
  const at = () => new Date().toISOString();
  // The clock goes along, so that of two phones the later press wins; what is refused stays until somebody has read it.
  const press = { touches, clocked: true, stays: true };
  return {
    read,
    now: read.data && withPressed(forgotten(read.data, Date.now()), box.rows, read.dataUpdatedAt),
    latest: box.latest,
    /** Presses that the server said no to, until they are read. */
    refused: box.rows.filter((row) => row.state === 'refused' && !row.together),
    dismiss: box.dismiss,
    tick: (line: Line, is_here: boolean, guests = 0, adds_places = false) =>
      box.write({
        method: 'PUT',
        path: `${path}/register/${line.member_id}`,
        body: { is_here, guests, adds_places, device_at: at() },
        ...press,
      }),
    walkIn: (card: string, guests: number, adds_places: boolean) =>
      box.write({
        method: 'POST',
        path: `${path}/walk-ins`,
        body: { card, guests, adds_places, device_at: at() },
        once: true,
        ...press,
      }),
    /** People who have no card. The key is made here: a press that is sent again is the same press. */
    countNameless: (people: number, adds_places: boolean) =>
      box.write({
        method: 'PUT',
        path: `${path}/without-card/${uuid7()}`,
        body: { people, is_here: true, adds_places, device_at: at() },
        ...press,
      }),
    takeBack: ({ key, people }: Nameless) =>
      box.write({
        method: 'PUT',
        path: `${path}/without-card/${key}`,
        body: { people, is_here: false, device_at: at() },
        ...press,
      }),
    /** The same press once more, as of when it was pressed: what stood in its way may be out of it by now. */
    again: async (row: Intent) => {
      await box.write({ method: row.method, path: row.path, body: row.body, once: row.once, ...press });
      box.dismissOne(row.key);
    },
    /** The second press about somebody who was taken off: the same one, and on purpose. */
    letIn: async (row: Intent) => {
      box.dismissOne(row.key);
      await box.write({
        method: row.method,
        path: row.path,
        body: { ...(row.body as object), although_removed: true, device_at: at() },
        once: row.once,
        ...press,
      });
    },
  };
}

/** Where I was lately, until I have said how it was: Home asks. */
export type ToFace = Pick<Schemas['ToFaceOut'], 'id' | 'title'>;
/** One of three faces. The server keeps a count, and no key of this press. */
export function useFace(id: string) {
  const { write, latest } = useOutbox(`face:${id}`);
  return {
    latest,
    say: (face: 'good' | 'fine' | 'poor') =>
      write({ method: 'PUT', path: `/api/v1/occurrences/${id}/face`, body: { face }, touches: [['home']] }),
  };
}
