import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, drawingOf, Note, Pictogram, Screen, space, Text, TickRow } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { closing, optionDetail, roomWords } from '../said';
import type { Ballot } from '../types';

const enough = 3;
/** The paper: the whole row is the box, the button counts the ticks. */
export function Paper({
  ballot,
  first,
  note,
  isFirst,
  isShared,
  onPut,
  seenAt,
}: {
  ballot: Ballot;
  /** Ticks it opens with: what is in already. */
  first: readonly string[];
  note?: string;
  /** No receipt yet: what losing one means is said before the first ticks go in. */
  isFirst: boolean;
  /** On a tablet that many use: no way back into it, and the receipt is not kept. */
  isShared?: boolean;
  onPut: (options: readonly string[]) => void;
  seenAt?: string;
}) {
  const { say } = useWords();
  const { today } = useMe();
  const [ticked, setTicked] = useState<readonly string[]>(first);
  const count = ticked.length;
  const isMoney = ballot.slots === null;
  return (
    <Screen
      title={say('ballots.tick_all')}
      back={!isShared}
      help={say('ballots.help')}
      seenAt={seenAt}
      lead={
        <Text>{`${roomWords(say, ballot)} ${say('ballots.closes', { date: closing(say, ballot.closes, today) })}`}</Text>
      }
      foot={
        <>
          <BigButton
            drawing="vote"
            why={count ? undefined : say('ballots.tick_first')}
            onPress={() => onPut(ballot.options.map((o) => o.id).filter((id) => ticked.includes(id)))}
          >
            {say.count('ballots.put_in', count)}
          </BigButton>
          <View style={{ flexDirection: 'row', gap: space.s, alignItems: 'center' }}>
            <Pictogram name="lock" />
            <Text tone="quiet" style={{ flex: 1 }}>
              {say('ballots.secret')}
            </Text>
          </View>
        </>
      }
    >
      {note ? <Note>{note}</Note> : null}
      {ballot.short_reason ? <Note drawing="time">{ballot.short_reason}</Note> : null}
      <View role="group" aria-label={say('ballots.tick_all')} style={{ gap: 12 }}>
        {ballot.options.map((o) => (
          <TickRow
            key={o.id}
            framed
            ticked={ticked.includes(o.id)}
            drawing={o.kind === 'other' ? 'idea' : drawingOf(o.kind)}
            detail={optionDetail(say, o, isMoney)}
            onPress={() => setTicked(ticked.includes(o.id) ? ticked.filter((id) => id !== o.id) : [...ticked, o.id])}
          >
            {o.title}
          </TickRow>
        ))}
      </View>
      <View aria-live="polite">
        {count > 0 && count < enough && ballot.options.length > enough ? (
          <Note tone="amber">{say('ballots.nudge')}</Note>
        ) : null}
      </View>
      <Text tone="quiet">{say('ballots.different_order')}</Text>
      {isFirst ? (
        <Note drawing="lock">{say(isShared ? 'ballots.kiosk_receipt_first' : 'ballots.receipt_first')}</Note>
      ) : null}
      <Note drawing="vote" title={say('ballots.how_counted')}>
        {say('ballots.desk_counted')}
      </Note>
    </Screen>
  );
}
