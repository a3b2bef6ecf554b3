import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Empty, ErrorNote, Fact, Loading, Note, Part, Text, useWide } from '@/design';
import { phoneTime } from '@/lib/when';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { SlipHandingBack, SlipHandingOut, SlipPrinting } from '../components/slip-handing';
import { SlipReading } from '../components/slip-reading';
import { usePrinted } from '../printed';
import type { NumberedSlip, Printed } from '../types';

/** A slip that waits: for a second pair of eyes, or for another look. Where readings differ would tell the other's ticks. */
function Waiting({ slip, onRead }: { slip: NumberedSlip; onRead: () => void }) {
  const { say } = useWords();
  const differs = slip.state === 'differs';
  const text = differs
    ? say(slip.can_read ? 'ballots.slips_differ' : 'ballots.slips_third')
    : say(slip.is_read_by_me ? 'ballots.slips_by_me' : 'ballots.slips_read_once');
  return (
    <Card>
      <Text bold heading={3}>
        {say('ballots.slips_one', { number: slip.number })}
      </Text>
      {differs ? <Note tone="amber">{text}</Note> : <Text tone="quiet">{text}</Text>}
      {slip.can_read && (differs || !slip.is_read_by_me) ? (
        <Button onPress={onRead}>{say(differs ? 'ballots.slips_read_again' : 'ballots.slips_read')}</Button>
      ) : null}
    </Card>
  );
}

function Slips({ printed, first }: { printed: Printed; first: string }) {
  const { say } = useWords();
  const wide = useWide();
  const [number, setNumber] = useState(first);
  const of = (state: NumberedSlip['state']) => printed.slips.filter((s) => s.state === state);
  const waiting = [...of('differs'), ...of('read_once')];
  const list = (
    <View style={{ gap: 12 }}>
      <Part>{say('ballots.slips_waiting')}</Part>
      {waiting.length ? (
        waiting.map((s) => <Waiting key={s.number} slip={s} onRead={() => setNumber(s.number)} />)
      ) : (
        <Empty drawing="tick" title={say('ballots.slips_none_wait')} text={say('ballots.slips_none_wait_text')} />
      )}
    </View>
  );
  return (
    <>
      <Card>
        <Text bold heading={2}>
          {printed.title}
        </Text>
        <Fact drawing="people">{say('ballots.slips_out_count', { count: printed.handed_out })}</Fact>
        <Fact drawing="tick">{say('ballots.slips_counted', { count: printed.counted })}</Fact>
      </Card>
      {printed.can_type_in ? (
        <View style={wide ? { flexDirection: 'row', gap: 20, alignItems: 'flex-start' } : { gap: 20 }}>
          <View style={wide ? { flex: 3 } : undefined}>
            <SlipReading printed={printed} number={number} onNumber={setNumber} />
          </View>
          <View style={wide ? { flex: 2 } : undefined}>{list}</View>
        </View>
      ) : (
        <Note drawing="vote">{say('ballots.slips_over')}</Note>
      )}
      {printed.can_hand_out ? (
        <>
          <SlipHandingOut id={printed.ballot_id} />
          <SlipHandingBack id={printed.ballot_id} />
          <SlipPrinting id={printed.ballot_id} ready={printed.to_print} />
        </>
      ) : null}
    </>
  );
}

/** Votes on paper: hand out, take back, type in. The QR code of a slip opens this page with its number. */
export function DeskSlipsScreen() {
  const { say } = useWords();
  const { ballot = '', number = '' } = useLocalSearchParams<{ ballot: string; number: string }>();
  const printed = usePrinted(ballot);
  return (
    <DeskPage
      here="votes"
      may={['organiser', 'connector', 'panellist']}
      title={say('ballots.slips_title')}
      lead={say('ballots.slips_lead')}
    >
      {ballot === '' ? (
        <Empty drawing="vote" title={say('ballots.slips_which')}>
          <Button href="/desk/ballot">{say('ballots.desk_list')}</Button>
        </Empty>
      ) : printed.data ? (
        <>
          {printed.isError ? (
            <Note drawing="time">
              {say('common.no_signal_seen', { time: phoneTime(new Date(printed.dataUpdatedAt).toISOString()) })}
            </Note>
          ) : null}
          <Slips key={ballot} printed={printed.data} first={/^\d{6}$/.test(number) ? number : ''} />
        </>
      ) : printed.isError ? (
        <ErrorNote error={printed.error} again={() => void printed.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
