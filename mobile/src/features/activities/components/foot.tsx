import { useState } from 'react';
import { BigButton, Button, Note, OutboxLine } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { useMyPlace } from '../queries';
import { beforeMe, youAnd } from '../say';
import { alone, fitted, guestsOf, mostGuests, stageOf } from '../stage';
import type { Page } from '../types';
import { AfterLeaving, TakenOff } from './after-leaving';
import { Jobs } from './kept';
import { PartyPicker } from './party-picker';
import { StraightIn } from './straight-in';

/** What giving it back is called, by what I have. No reason is asked for any of it. */
const GIVES_BACK = {
  asked: 'activities.cannot_come',
  placed: 'activities.cannot_come',
  waiting: 'activities.leave_list',
  offered: 'activities.refuse_offer',
} as const;

/** The foot of the page: guests, the one big button, and where the press is on its way. It stands over the page on every
 * screen, so whatever else a place is good for is said in the page (`YourPlace`). */
export function Foot({ page }: { page: Page }) {
  const { say } = useWords();
  const place = useMyPlace(page.id);
  const [guests, setGuests] = useState(alone);
  const [job, setJob] = useState<string>();
  const [straightIn, setStraightIn] = useState(false);
  // What the last press on this screen was about: there was room, or I waited.
  const [pressedAt, setPressedAt] = useState<'room' | 'queue'>();
  const stage = stageOf(page, place.pressed);
  const most = mostGuests(page, stage);
  const party = fitted(guests, most);
  const bring = guestsOf(party);
  const isOff = page.my_last?.status === 'removed';
  const left = place.answered?.what === 'left' && !page.mine;
  const come = () => {
    setPressedAt(stage === 'open' ? 'room' : 'queue');
    // Who presses where there is room has said that they come: they are not asked again should others press before them.
    void place.come(party, stage === 'open' || straightIn, job);
  };
  const leave = () => {
    setPressedAt(stage === 'waiting' ? 'queue' : 'room');
    setGuests(alone);
    void place.leave();
  };
  return (
    <>
      {place.pressed === 'leaving' ? <Note tone="leaf">{say('activities.leaving')}</Note> : null}
      {left && !place.pressed ? (
        <Note tone="leaf">{say(pressedAt === 'queue' ? 'activities.thanks_waiting' : 'activities.thanks')}</Note>
      ) : null}
      {place.pressed || page.mine ? null : <AfterLeaving page={page} place={place} />}
      {stage === 'placed' ? (
        <Note tone="leaf" title={say('activities.going')}>
          {page.my_party && guestsOf(page.my_party) ? youAnd(say, page.my_party) : undefined}
        </Note>
      ) : null}
      {stage === 'waiting' ? (
        <>
          {place.answered?.what === 'waiting' && pressedAt === 'room' && !page.draws_at ? (
            <Note tone="clay">{say('activities.went_before')}</Note>
          ) : null}
          <Note tone="leaf" title={say(page.draws_at ? 'activities.draw_in' : 'activities.waiting')}>
            {[
              page.draws_at ? say('activities.draw_in_text') : beforeMe(say, page),
              page.my_moved_because ? say('activities.moved_because', { reason: page.my_moved_because }) : '',
              page.my_offer_lapsed
                ? say('activities.offer_lapsed', { when: momentWords(say, page.my_offer_lapsed) })
                : '',
            ]
              .filter(Boolean)
              .join(' ')}
          </Note>
        </>
      ) : null}
      {stage === 'offered' ? (
        <>
          <Note tone="amber">
            {say('activities.offer_until', {
              time: page.my_offer_ends ? momentWords(say, page.my_offer_ends) : page.starts.time,
            })}
          </Note>
          <BigButton onPress={() => void place.takeOffer()}>{say('activities.take_offer')}</BigButton>
        </>
      ) : null}
      {stage === 'asked' ? (
        <Note tone="leaf" title={say(page.free > 0 || page.mine ? 'activities.asked' : 'activities.asked_waiting')} />
      ) : null}
      {stage in GIVES_BACK ? (
        // One button through all these stages: an answer that comes while the thumb is down must not take it away.
        <Button grow onPress={leave}>
          {say(
            stage === 'waiting' && page.draws_at ? 'activities.draw_out' : GIVES_BACK[stage as keyof typeof GIVES_BACK],
          )}
        </Button>
      ) : null}
      {(stage === 'open' || stage === 'full') && isOff ? <TakenOff page={page} /> : null}
      {(stage === 'open' || stage === 'full') && !isOff ? (
        <>
          <Jobs page={page} value={job} onChange={setJob} />
          {most > 0 ? <PartyPicker value={party} onChange={setGuests} most={most} /> : null}
          {stage === 'full' && !page.draws_at ? (
            <StraightIn ticked={straightIn} onPress={() => setStraightIn(!straightIn)} />
          ) : null}
          <BigButton onPress={come}>
            {page.draws_at
              ? say('activities.draw_join')
              : stage === 'open'
                ? bring
                  ? say('activities.coming_many', { count: bring + 1 })
                  : say('activities.coming')
                : bring
                  ? say('activities.put_us_on_list', { count: bring + 1 })
                  : say('activities.put_on_list')}
          </BigButton>
        </>
      ) : null}
      {stage === 'early' && page.opens_to_me ? (
        <BigButton why={say('activities.opens_to_you', { when: momentWords(say, page.opens_to_me) })}>
          {say('activities.coming')}
        </BigButton>
      ) : null}
      {stage === 'planned' ? <BigButton why={say('activities.not_open')}>{say('activities.coming')}</BigButton> : null}
      {stage === 'started' ? <Note drawing="time">{say('activities.already_started')}</Note> : null}
      {stage === 'cancelled' || stage === 'started' || stage === 'over' ? (
        <Button href="/activities" grow>
          {say('activities.see_on')}
        </Button>
      ) : null}
      <OutboxLine row={place.latest} />
      {place.latest?.state === 'refused' ? (
        <Button grow onPress={place.dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
    </>
  );
}
