import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Sheet, Stepper, Text, TextLink, TickRow } from '@/design';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';
import type { Line, Now } from '../overlay';
import type { useTicking } from '../queries';

const MOST = 8;
/** One person and who came along with them. */
export function RegisterLine({
  line,
  number,
  now,
  tick,
}: {
  line: Line;
  number: number;
  now: Now;
  tick: ReturnType<typeof useTicking>['tick'];
}) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [guests, setGuests] = useState(0);
  const name = line.name || say('day.person', { number });
  const here = line.state === 'here';
  const along = line.party - 1;
  const detail = here
    ? [
        line.guests ? say.count('day.here_with', line.guests) : say('day.here'),
        line.ticked_by && line.device_at
          ? say('day.by', { name: line.ticked_by, time: phoneTime(line.device_at) })
          : '',
      ]
    : [line.state === 'overran' ? say('day.overran') : '', along ? say.count('day.party', along) : ''];
  const short = guests - along > now.free;
  return (
    <View>
      <TickRow
        first={number === 1}
        ticked={here}
        disabled={!now.may_tick}
        detail={detail.filter(Boolean).join('\n') || undefined}
        onPress={() => void tick(line, !here, here ? 0 : along)}
      >
        {name}
      </TickRow>
      {here && now.may_tick ? (
        <TextLink
          label={say('day.came_with', { name })}
          onPress={() => {
            setGuests(line.guests);
            setOpen(true);
          }}
          style={{ marginStart: 48 }}
        >
          {say('day.came_with_short')}
        </TextLink>
      ) : null}
      <Sheet open={open} onClose={() => setOpen(false)} title={say('day.came_with', { name })}>
        <Stepper label={say('day.came_with', { name })} value={guests} onChange={setGuests} max={MOST} />
        {short && !now.may_add_places ? <Text>{say('day.full')}</Text> : null}
        <BigButton
          why={short && !now.may_add_places ? say('day.full') : undefined}
          onPress={() => {
            setOpen(false);
            void tick(line, true, guests, short);
          }}
        >
          {say(short ? 'day.add_and_write' : 'day.write')}
        </BigButton>
      </Sheet>
    </View>
  );
}
