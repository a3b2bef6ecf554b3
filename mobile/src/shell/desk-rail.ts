import type { Drawing, RailItem } from '@/design';
import { useMe } from '@/session';
import { type Key, useWords } from '@/words';

const places = [
  { key: 'today', drawing: 'home', href: '/desk' },
  { key: 'ideas', drawing: 'idea', href: '/desk/ideas' },
  { key: 'votes', drawing: 'vote', href: '/desk/ballot' },
  { key: 'times', drawing: 'time', href: '/desk/times' },
  { key: 'sheet', drawing: 'file', href: '/desk/sheet' },
  { key: 'activities', drawing: 'walk', href: '/desk/programme' },
  { key: 'people', drawing: 'people', href: '/desk/people' },
  { key: 'listening', drawing: 'say', href: '/desk/listening' },
] as const satisfies readonly { key: string; drawing: Drawing; href: string }[];
export type DeskPlace = (typeof places)[number]['key'];

/** The same rail on every page of the desk; `here` is the page it stands on. */
export function useDeskRail(here: DeskPlace): { rail: RailItem[]; organisation: string } {
  const { say } = useWords();
  const { organisation } = useMe();
  const rail = places.map(({ key, drawing, href }) => ({
    drawing,
    href,
    word: say(`rail.${key}` as Key & 'rail.today'),
    chosen: key === here,
  }));
  return {
    rail: [...rail, { drawing: 'phone', href: '/', word: say('rail.member') }],
    organisation: organisation.name,
  };
}
