import { later, momentOf } from '@/lib/when';
import type { Card, Row } from './types';

/** A list's row as the card that every screen shows: a long list leaves out what is empty and what can be worked out. */
export function cardOf(row: Row): Card {
  const { minutes, ends: told, ...rest } = row;
  const ends = momentOf(told ?? later(row.starts, minutes ?? 0));
  return {
    ...rest,
    starts: momentOf(row.starts),
    ends,
    back_by: ends.time,
    on_site: row.on_site ?? true,
    free: row.free ?? row.places - row.taken,
    waiting: row.waiting ?? 0,
    state: row.state ?? 'published',
    mine: row.mine ?? null,
    my_party: row.my_party ?? null,
    my_position: row.my_position ?? null,
    my_offer_ends: row.my_offer_ends === undefined ? null : momentOf(row.my_offer_ends),
    i_lead: row.i_lead ?? false,
    is_quiet: row.is_quiet ?? false,
    fits: row.fits ?? null,
    why: row.why ?? null,
    why_time: row.why_time ?? null,
    why_not: row.why_not ?? null,
  };
}
