import { useQuery } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { useOutbox, useOutboxes } from '@/outbox';
import type { Party } from '@/shell/party-steppers';

export type PaperSheet = Schemas['PaperSheetOut'];
export type PaperLine = Schemas['PaperLineOut'];
const sheetsKey = (occurrence: string) => ['paper-sheets', occurrence] as const;
const sheetKey = (id: string) => ['paper-sheet', id] as const;

/** The sheets of one date, and hanging another one up. */
export function useSheets(occurrence: string) {
  const { write, latest, dismiss } = useOutbox(`papers:${occurrence}`);
  const read = useQuery({
    queryKey: sheetsKey(occurrence),
    queryFn: async () =>
      (
        await ask<Schemas['PaperSheetsOut']>({
          method: 'GET',
          path: address('/api/v1/occurrences/{id}/paper-sheets', { ids: { id: occurrence } }),
        })
      ).data,
    staleTime: 10_000,
    refetchOnMount: 'always',
  });
  return {
    read,
    latest,
    dismiss,
    hang: () =>
      write({
        method: 'POST',
        path: `/api/v1/occurrences/${occurrence}/paper-sheets`,
        once: true,
        touches: [sheetsKey(occurrence)],
      }),
  };
}

/** One sheet, and typing its lines in: each goes out in its turn, and what is refused stays in sight until it is read. */
export function useSheet(id: string) {
  const box = useOutboxes(`paper:${id}:`);
  const read = useQuery({
    queryKey: sheetKey(id),
    queryFn: async () =>
      (await ask<PaperSheet>({ method: 'GET', path: address('/api/v1/paper-sheets/{id}', { ids: { id } }) })).data,
    staleTime: 10_000,
    refetchOnMount: 'always',
  });
  return {
    read,
    underWay: box.rows.filter((row) => row.state !== 'received'),
    dismiss: box.dismiss,
    type: (line: number, card: string, party: Party) =>
      box.write(`${line}`, {
        method: 'POST',
        path: `/api/v1/paper-sheets/${id}/lines`,
        body: { line, card, ...party },
        once: true,
        touches: [sheetKey(id), ['paper-sheets'], ['occurrences']],
      }),
  };
}
