import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Card, Note, Part, Sheet, Text, TextLink } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useMyPlace } from '../queries';
import { alone, fitted, guestsOf, LARGEST_PARTY, mostGuests, sameParty, stageOf, waitsInVain } from '../stage';
import type { Page } from '../types';
import { DateFile } from './date-file';
import { PartyPicker } from './party-picker';
import { ShiftChanged } from './shift-changed';
import { StraightIn } from './straight-in';
import { TellMe } from './tell-me';

/** More or fewer guests: up to so many. */
function ChangeGuests({ page, place, most }: { page: Page; place: ReturnType<typeof useMyPlace>; most: number }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const mine = page.my_party ?? alone;
  const [guests, setGuests] = useState(mine);
  return (
    <>
      <TextLink
        onPress={() => {
          setGuests(fitted(mine, most));
          setOpen(true);
        }}
      >
        {say('activities.change_guests')}
      </TextLink>
      <Sheet open={open} onClose={() => setOpen(false)} title={say('activities.change_guests_title')}>
        <PartyPicker value={guests} onChange={setGuests} most={most} />
        <BigButton
          onPress={() => {
            setOpen(false);
            if (!sameParty(guests, mine)) void place.changeGuests(guests);
          }}
        >
          {guestsOf(guests)
            ? say('activities.change_guests_save', { count: guestsOf(guests) + 1 })
            : say('activities.change_guests_alone')}
        </BigButton>
      </Sheet>
    </>
  );
}

/** What whoever has a place may still want: the calendar, or more or fewer guests. */
function WhileGoing({ page, place }: { page: Page; place: ReturnType<typeof useMyPlace> }) {
  const { say } = useWords();
  const mine = page.my_party ?? alone;
  const room = Math.min(LARGEST_PARTY, guestsOf(mine) + Math.max(0, page.free));
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', columnGap: 16 }}>
      <DateFile id={page.id} isOpen={page.is_programme} />
      <TextLink href="/calendar">{say('activities.calendar')}</TextLink>
      {page.state === 'published' && (room > 0 || guestsOf(mine) > 0) ? (
        <ChangeGuests page={page} place={place} most={room} />
      ) : null}
    </View>
  );
}

/** What my place, my turn or the lack of one is good for beside the big button: in the page, so that the foot stays small. */
export function YourPlace({ page }: { page: Page }) {
  const { say } = useWords();
  const { today } = useMe();
  const place = useMyPlace(page.id);
  const stage = stageOf(page, place.pressed);
  if (stage === 'placed')
    return (
      <Card>
        <Part>{say('activities.your_place')}</Part>
        <WhileGoing page={page} place={place} />
        <ShiftChanged page={page} place={place} />
      </Card>
    );
  const inVain = waitsInVain(page);
  if (stage === 'waiting' && (!page.draws_at || inVain))
    return (
      <Card>
        <Part>{say('activities.your_turn')}</Part>
        {inVain ? (
          <>
            <Note tone="clay">{say.count('activities.too_many_of_you', page.places)}</Note>
            <ChangeGuests page={page} place={place} most={mostGuests(page, stage)} />
          </>
        ) : null}
        {!page.draws_at && page.cut_off && new Date(page.cut_off.at).getTime() > Date.now() ? (
          <Text>{say('activities.queue_ends', { when: momentWords(say, page.cut_off, undefined, today) })}</Text>
        ) : null}
        {!page.draws_at && typeof page.my_straight_in === 'boolean' ? (
          <StraightIn
            ticked={page.my_straight_in}
            onPress={() => void place.come(page.my_party ?? alone, !page.my_straight_in)}
          />
        ) : null}
      </Card>
    );
  return page.mine || place.pressed ? null : <TellMe page={page} stage={stage} />;
}
