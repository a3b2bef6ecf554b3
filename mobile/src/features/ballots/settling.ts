// Loaded with the app, not with a screen: a vote may go out while its member looks at something else.
import { whenReceived } from '@/outbox';
import { settleReceipt } from './kept';

export const subjectOf = (ballot: string): string => `ballot:${ballot}`;
export const ticksOf = (body: unknown): readonly string[] =>
  (body as { options?: string[] } | undefined)?.options ?? [];
whenReceived((row) => {
  const [what, ballot] = row.subject.split(':');
  if (what === 'ballot' && ballot) settleReceipt(row.member, ballot, ticksOf(row.body));
});
