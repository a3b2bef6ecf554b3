import { useState } from 'react';
import { BigButton, Button, Card, ErrorNote, Fact, Note, Screen, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { ALONE, guestsOf, PartySteppers } from '@/shell/party-steppers';
import { type Say, useWords } from '@/words';
import type { TabletDate, useDates } from '../queries';

export function standsOf(say: Say, date: TabletDate): string {
  if (date.mine === 'placed') return say('tablet.placed');
  if (date.mine === 'waiting') return say('tablet.waiting', { position: date.my_position ?? 1 });
  if (date.mine === 'offered')
    return date.my_offer_ends ? say('tablet.offered', { when: momentWords(say, date.my_offer_ends) }) : '';
  return date.free > 0 ? say.count('tablet.free', date.free) : say('tablet.full');
}

/** One date: come with whom, or leave. What was pressed is answered at once or said not to be known. */
export function OneDate({
  date,
  tablet,
  onBack,
  onDone,
}: {
  date: TabletDate;
  tablet: ReturnType<typeof useDates>;
  onBack: () => void;
  onDone: () => void;
}) {
  const { say } = useWords();
  const [party, setParty] = useState(date.my_party ?? ALONE);
  const come = () => void tablet.come(date.id, party);
  const isMine = date.mine !== null;
  const changed = JSON.stringify(party) !== JSON.stringify(date.my_party ?? ALONE);
  // After the queue has ended a free place goes to whoever presses first, also of those who wait.
  const asksAgain = date.mine === 'waiting' && date.free > guestsOf(party);
  const press =
    isMine && date.mine !== 'offered' && !asksAgain
      ? changed
        ? say('tablet.change')
        : undefined
      : say(date.free > 0 || date.mine === 'offered' ? 'tablet.join' : 'tablet.wait');
  return (
    <Screen
      title={date.title}
      help={say('tablet.help')}
      lead={<Text>{momentWords(say, date.starts, date.ends)}</Text>}
      foot={<BigButton onPress={onDone}>{say('tablet.done')}</BigButton>}
    >
      <Card>
        <Fact drawing="place">{date.place}</Fact>
        <Text bold>{standsOf(say, date)}</Text>
        {date.my_party && guestsOf(date.my_party) ? (
          <Text tone="quiet">{say.count('tablet.with_you', guestsOf(date.my_party))}</Text>
        ) : null}
      </Card>
      {tablet.error ? (
        <>
          <ErrorNote error={tablet.error} />
          {tablet.error instanceof TypeError ? <Note tone="amber">{say('tablet.not_in')}</Note> : null}
        </>
      ) : null}
      {date.may_join ? (
        <Card>
          <PartySteppers value={party} onChange={setParty} />
          {press ? (
            <BigButton onPress={come} busy={tablet.busy}>
              {press}
            </BigButton>
          ) : null}
        </Card>
      ) : null}
      {isMine ? (
        <Button grow tone="stop" onPress={() => void tablet.giveUp(date.id)}>
          {say('tablet.leave')}
        </Button>
      ) : null}
      <Button grow onPress={onBack}>
        {say('tablet.back')}
      </Button>
    </Screen>
  );
}
