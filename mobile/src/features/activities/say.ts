// How one date is said.
import { momentWords } from '@/lib/when';
import type { Say } from '@/words';
import { guestsOf } from './stage';
import type { Card, Page, Party } from './types';

/** Why it fits: the words after "Fits you:". */
export function whyFits(say: Say, card: Card, withBack = true): string {
  const why =
    card.why === 'finish' && card.why_time
      ? say('activities.why_finish', { time: card.why_time })
      : card.why === 'before' && card.why_time
        ? say('activities.why_before', { time: card.why_time })
        : card.why === 'off'
          ? say('activities.why_off')
          : say(card.why === 'fine' ? 'activities.why_fine' : 'activities.why_fits');
  return withBack && card.why !== 'off' ? `${why} ${say('activities.back_by', { time: card.back_by })}` : why;
}
const whyNots = {
  at_work: 'activities.why_not_at_work',
  after_night: 'activities.why_not_after_night',
  before_early: 'activities.why_not_before_early',
  short_rest: 'activities.why_not_short_rest',
  not_free: 'activities.why_not_not_free',
} as const;
export const whyNot = (say: Say, card: Card & Pick<Page, 'my_work'>): string =>
  say(card.my_work === 'soft' ? 'activities.why_not_near_work' : whyNots[card.why_not ?? 'not_free']);

/** What my own rest says to a date, each in a sentence. */
export const restWords = (say: Say, page: Page, today: string): string[] =>
  page.rest.map(({ code, at }) =>
    code === 'only_day_off' || !at
      ? say('activities.rest_only_day_off')
      : say(code === 'first_night' ? 'activities.rest_first_night' : 'activities.rest_two_sleeps', {
          when: momentWords(say, at, undefined, today),
        }),
  );

/** "11 people are going. 9 places left." */
export function howMany(say: Say, card: Card): string {
  const going = card.taken ? say.count('activities.going', card.taken) : say('activities.going_none');
  const room =
    card.free > 0
      ? say.count('activities.places_left', card.free)
      : [say('activities.full'), card.waiting ? say.count('activities.waiting_people', card.waiting) : '']
          .filter(Boolean)
          .join(' ');
  return card.state === 'published' ? `${going} ${room}` : going;
}
/** Of a date that is over: who came, where a register was kept, and who had a place otherwise. */
export function howManyCame(say: Say, page: Pick<Page, 'came' | 'taken'>): string {
  if (typeof page.came === 'number') return say.count('activities.came', page.came);
  return page.taken ? say.count('activities.had_place', page.taken) : say('activities.had_place_none');
}
/** The short line of a card in the list: how it stands for me, or how full it is. */
export function standing(say: Say, card: Card): string {
  if (card.state === 'cancelled') return say('activities.cancelled');
  if (card.mine === 'placed') return say('activities.going');
  if (card.mine === 'waiting') return say('activities.waiting');
  if (card.mine === 'offered') return say('activities.offered');
  if (card.state === 'started') return say('activities.started');
  if (card.state === 'planned') return say('activities.planned');
  if (card.state === 'closed' || card.state === 'stopped') return say('activities.over');
  return card.free > 0
    ? say.count('activities.places_left', card.free)
    : [say('activities.full'), card.waiting ? say.count('activities.waiting_people', card.waiting) : '']
        .filter(Boolean)
        .join(' ');
}
/** "Rosa leads, Bashir helps." */
export function whoLeads(say: Say, { lead, second }: Pick<Page, 'lead' | 'second'>): string {
  if (!lead) return say('activities.no_lead');
  if (lead.is_me)
    return second ? say('activities.you_lead_helps', { second: second.name }) : say('activities.you_lead');
  if (!second) return say('activities.leads', { lead: lead.name });
  if (second.is_me) return say('activities.you_help', { lead: lead.name });
  return say('activities.leads_helps', { lead: lead.name, second: second.name });
}
/** How many wait before me. */
export function beforeMe(say: Say, card: Card): string {
  const before = Math.max(0, (card.my_position ?? 1) - 1);
  return before ? say.count('activities.before_you', before) : say('activities.before_you_none');
}
/** "You, 1 adult and 2 children." is said in two short lines, so that no language has to join them. */
export function youAnd(say: Say, party: Party): string {
  const children = guestsOf(party) - party.adults;
  return [
    party.adults ? say.count('activities.you_and', party.adults) : '',
    children ? say.count('activities.you_and_children', children) : '',
  ]
    .filter(Boolean)
    .join(' ');
}
