import type { ReactNode } from 'react';
import { COUNT_AT_END, COUNT_AT_START, itemNamed } from '../overlay';
import { useLeading } from '../queries';

export interface Heads {
  out: number | undefined;
  back: number | undefined;
}
/** The heads counted out and back, for whoever shows them beside something else. */
export function Counted({ id, children }: { id: string; children: (heads: Heads) => ReactNode }) {
  const list = useLeading(id).now;
  const counted = (item: string): number | undefined => {
    const tick = list && itemNamed(list, item)?.tick;
    return tick?.ticked ? (tick.number ?? undefined) : undefined;
  };
  return children({ out: counted(COUNT_AT_START), back: counted(COUNT_AT_END) });
}
