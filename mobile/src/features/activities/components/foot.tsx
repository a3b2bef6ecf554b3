import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Note, OutboxLine, Sheet, Stepper, Text, TextLink } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { useMyPlace } from '../queries';
import { beforeMe } from '../say';
import { LARGEST_PARTY, mostGuests, stageOf } from '../stage';
import type { Page } from '../types';
import { ShiftChanged } from './shift-changed';

const party = (guests: number) => guests + 1;

/** How many guests: before the button, so that nobody has to come back for it. */
function Bringing({ value, onChange, max }: { value: number; onChange: (n: number) => void; max: number }) {
  const { say } = useWords();
  return (
    <View
      style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 8, alignItems: 'center', justifyContent: 'space-between' }}
    >
      <Text>{say('activities.bringing')}</Text>
      <Stepper label={say('activities.bringing')} value={value} onChange={onChange} max={max} />
    </View>
  );
}

/** What whoever has a place may still want: the calendar, or more or fewer guests. */
function WhileGoing({ page, place }: { page: Page; place: ReturnType<typeof useMyPlace> }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const mine = page.my_guests ?? 0;
  const [guests, setGuests] = useState(mine);
  const room = Math.min(LARGEST_PARTY, mine + Math.max(0, page.free));
  return (
    <>
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', columnGap: 16 }}>
        <TextLink href="/calendar">{say('activities.calendar')}</TextLink>
        {page.state === 'published' && (room > 0 || mine > 0) ? (
          <TextLink
            onPress={() => {
              setGuests(mine);
              setOpen(true);
            }}
          >
            {say('activities.change_guests')}
          </TextLink>
        ) : null}
      </View>
      <Sheet open={open} onClose={() => setOpen(false)} title={say('activities.change_guests_title')}>
        <Bringing value={guests} onChange={setGuests} max={room} />
        <BigButton
          onPress={() => {
            setOpen(false);
            if (guests !== mine) void place.changeGuests(guests);
          }}
        >
          {guests
            ? say('activities.change_guests_save', { count: party(guests) })
            : say('activities.change_guests_alone')}
        </BigButton>
      </Sheet>
    </>
  );
}

/** What giving it back is called, by what I have. No reason is asked for any of it. */
const GIVES_BACK = {
  asked: 'activities.cannot_come',
  placed: 'activities.cannot_come',
  waiting: 'activities.leave_list',
  offered: 'activities.refuse_offer',
} as const;

/** The foot of the page: guests, the one big button, and where the press is on its way. */
export function Foot({ page }: { page: Page }) {
  const { say } = useWords();
  const place = useMyPlace(page.id);
  const [guests, setGuests] = useState(0);
  // What the last press on this screen was about: there was room, or I waited.
  const [pressedAt, setPressedAt] = useState<'room' | 'queue'>();
  const stage = stageOf(page, place.pressed);
  const most = mostGuests(page, stage);
  const bring = Math.min(guests, most);
  const left = place.answered?.what === 'left' && !page.mine;
  const come = () => {
    setPressedAt(stage === 'open' ? 'room' : 'queue');
    void place.come(bring);
  };
  const leave = () => {
    setPressedAt(stage === 'waiting' ? 'queue' : 'room');
    setGuests(0);
    void place.leave();
  };
  return (
    <>
      {place.pressed === 'leaving' ? <Note tone="leaf">{say('activities.leaving')}</Note> : null}
      {left && !place.pressed ? (
        <Note tone="leaf">{say(pressedAt === 'queue' ? 'activities.thanks_waiting' : 'activities.thanks')}</Note>
      ) : null}
      {stage === 'placed' ? (
        <Note tone="leaf" title={say('activities.going')}>
          {page.my_guests ? say.count('activities.you_and', page.my_guests) : undefined}
        </Note>
      ) : null}
      {stage === 'waiting' ? (
        <>
          {place.answered?.what === 'waiting' && pressedAt === 'room' ? (
            <Note tone="clay">{say('activities.went_before')}</Note>
          ) : null}
          <Note tone="leaf" title={say('activities.waiting')}>
            {beforeMe(say, page)}
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
          {say(GIVES_BACK[stage as keyof typeof GIVES_BACK])}
        </Button>
      ) : null}
      {stage === 'placed' ? <ShiftChanged page={page} place={place} /> : null}
      {stage === 'placed' ? <WhileGoing page={page} place={place} /> : null}
      {stage === 'open' || stage === 'full' ? (
        <>
          {most > 0 ? <Bringing value={bring} onChange={setGuests} max={most} /> : null}
          <BigButton onPress={come}>
            {stage === 'open'
              ? bring
                ? say('activities.coming_many', { count: party(bring) })
                : say('activities.coming')
              : bring
                ? say('activities.put_us_on_list', { count: party(bring) })
                : say('activities.put_on_list')}
          </BigButton>
        </>
      ) : null}
      {stage === 'planned' ? <BigButton why={say('activities.not_open')}>{say('activities.coming')}</BigButton> : null}
      {stage === 'started' ? (
        <BigButton why={say('activities.already_started')}>{say('activities.coming')}</BigButton>
      ) : null}
      {stage === 'cancelled' || stage === 'over' ? (
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
