// Many small presses in one request: what was ticked on a hill arrives in a few, not in two hundred.
import type { Answer, Call } from '@/api/client';
import type { Problem } from '@/api/problems';
import type { Intent } from './types';

/** No more than this in one request, whatever waits. */
export const MOST_TOGETHER = 200;

/** Rows that may go with `first`: of the same subject, next in order, to the same address. */
export function withIt(first: Intent, rows: readonly Intent[], now: number): Intent[] {
  if (!first.together) return [first];
  const found: Intent[] = [];
  for (const r of rows) {
    if (r.member !== first.member || r.subject !== first.subject || r.state !== 'saved' || r.key < first.key) continue;
    // A row of another kind keeps its turn, and one that waits for its time does too.
    if (r.together?.path !== first.together.path || r.next > now || found.length === MOST_TOGETHER) break;
    found.push(r);
  }
  return found;
}
/** Each body with its row's key, which makes a repeat safe, and this phone's own clock beside them all. */
export const callOf = (rows: readonly Intent[], path: string, as: string, now: number): Call => ({
  method: 'PUT',
  path,
  body: {
    sent_at: new Date(now).toISOString(),
    [as]: rows.map((r) => ({ ...(r.body as object), tap: r.key })),
  },
});
interface Result {
  tap: string;
  problem?: Problem | null;
}
/** What one row of many was answered with. Not named in the answer means not answered: it goes again. */
export function answerOf(row: Intent, whole: Answer): Answer {
  if (whole.status >= 300) return whole;
  const { results = [], ...rest } = (whole.data ?? {}) as { results?: Result[] };
  const mine = results.find((r) => r.tap === row.key);
  if (!mine) return { status: 503 };
  return mine.problem ? { status: mine.problem.status, problem: mine.problem } : { status: whole.status, data: rest };
}
