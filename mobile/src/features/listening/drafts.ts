// Field notes that were not sent yet: on this phone alone, under their writer's key, and kept with every letter.
import { useMemo, useSyncExternalStore } from 'react';
import type { BarrierTag, FieldLine } from '@/api/shapes';
import { keep } from '@/lib/keep';
import { uuid7 } from '@/lib/uuid7';

export interface DraftLine {
  mark: FieldLine['mark'];
  tag?: BarrierTag;
  text: string;
}
export interface Draft {
  /** Goes to the server with the note: sent twice, it is one note. */
  id: string;
  date: string;
  site: string | null;
  lines: DraftLine[];
  /** The line under the pen. */
  typing: DraftLine;
}
const LEAST = 3;
export const emptyLine: DraftLine = { mark: 'idea', text: '' };
/** A line that the server can keep. */
export const isWhole = (line: DraftLine): boolean =>
  line.text.trim().length >= LEAST && (line.mark !== 'barrier' || line.tag !== undefined);
/** All lines of a note, the one under the pen too when it is whole. */
export const linesOf = (draft: Draft): DraftLine[] =>
  isWhole(draft.typing) ? [...draft.lines, { ...draft.typing, text: draft.typing.text.trim() }] : draft.lines;
/** As the server takes it. */
export const asNote = (draft: Draft) => ({
  id: draft.id,
  date: draft.date,
  site: draft.site,
  lines: linesOf(draft).map(({ mark, tag, text }) => ({ mark, text, tag: mark === 'barrier' ? (tag ?? null) : null })),
});
export type SentNote = ReturnType<typeof asNote>;
/** And back again, when the server could not keep it. */
export const asDraft = (note: SentNote): Draft => ({
  ...note,
  lines: note.lines.map(({ tag, ...line }) => ({ ...line, ...(tag && { tag }) })),
  typing: emptyLine,
});

const nameOf = (member: string) => `field-notes.${member}`;
const told = new Set<() => void>();
const subscribe = (then: () => void) => {
  told.add(then);
  return () => told.delete(then);
};
const parse = (text: string | null): Draft[] => {
  try {
    return text ? (JSON.parse(text) as Draft[]) : [];
  } catch {
    return [];
  }
};
export const readDrafts = (member: string): Draft[] => parse(keep.get(nameOf(member)));
function write(member: string, drafts: readonly Draft[]): void {
  if (drafts.length) keep.set(nameOf(member), JSON.stringify(drafts));
  else keep.drop(nameOf(member));
  for (const t of told) t();
}
export const saveDraft = (member: string, draft: Draft): void => {
  const all = readDrafts(member);
  write(member, all.some((d) => d.id === draft.id) ? all.map((d) => (d.id === draft.id ? draft : d)) : [draft, ...all]);
};
export const dropDrafts = (member: string, ids: readonly string[]): void =>
  write(
    member,
    readDrafts(member).filter((d) => !ids.includes(d.id)),
  );
export function newDraft(member: string, today: string): Draft {
  const draft: Draft = { id: uuid7(), date: today, site: null, lines: [], typing: emptyLine };
  saveDraft(member, draft);
  return draft;
}
export function useDrafts(member: string): Draft[] {
  const read = () => keep.get(nameOf(member));
  const text = useSyncExternalStore(subscribe, read, () => null);
  return useMemo(() => parse(text), [text]);
}
