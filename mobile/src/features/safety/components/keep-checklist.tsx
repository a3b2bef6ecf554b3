import { useChecklist } from '../queries';

/** Keeps the list on the phone of whoever leads, once they have opened the page of the date. Draws nothing. */
export function KeepChecklist({ id }: { id: string }) {
  useChecklist(id);
  return null;
}
