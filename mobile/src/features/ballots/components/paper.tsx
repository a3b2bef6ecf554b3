import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Card, drawingOf, Note, Pictogram, Screen, space, Text, TickRow } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { closing, optionDetail, roomWords, titleOf } from '../said';
import type { Ballot, Option } from '../types';

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
  const [ticked, setTicked] = useState<readonly string[]>(
    first.filter((id) => ballot.options.some((o) => o.id === id && o.hidden_reason === null)),
  );
  const tick = (o: Option) => {
    if (o.hidden_reason !== null) return;
    setTicked(ticked.includes(o.id) ? ticked.filter((id) => id !== o.id) : [...ticked, o.id]);
  };
  const floor = ballot.floor ? say('ballots.floor', { ...ballot.floor }) : '';
  const counted = [say('ballots.desk_counted'), floor].filter(Boolean).join(' ');
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
      {ballot.first_closed ? (
        <Note drawing="time" title={say('ballots.extended')}>
          {say('ballots.extended_text', { date: closing(say, ballot.first_closed, today) })}
        </Note>
      ) : null}
      {ballot.short_reason ? <Note drawing="time">{ballot.short_reason}</Note> : null}
      <View role="group" aria-label={say('ballots.tick_all')} style={{ gap: 12 }}>
        {ballot.options.map((o) => (
          <TickRow
            key={o.id}
            framed
            ticked={ticked.includes(o.id)}
            drawing={o.kind === 'other' ? 'idea' : drawingOf(o.kind)}
            disabled={o.hidden_reason !== null}
            detail={
              o.hidden_reason === null
                ? optionDetail(say, o, isMoney)
                : say('ballots.hidden_why', { reason: o.hidden_reason })
            }
            onPress={() => tick(o)}
          >
            {titleOf(say, o)}
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
        {counted}
      </Note>
      {ballot.left_out.length ? (
        <Card>
          <Text bold heading={2}>
            {say('ballots.left_out')}
          </Text>
          <Text tone="quiet">{say('ballots.left_out_text')}</Text>
          {ballot.left_out.map((idea) => (
            <View key={idea.idea_id} style={{ gap: 2 }}>
              <Text bold lang={idea.language}>
                {idea.text}
              </Text>
              <Text>{idea.reason}</Text>
            </View>
          ))}
        </Card>
      ) : null}
    </Screen>
  );
}
