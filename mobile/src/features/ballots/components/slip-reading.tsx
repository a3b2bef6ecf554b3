import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Card, Field, Note, OutboxLine, Part, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import { useReading } from '../printed';
import { optionDetail, titleOf } from '../said';
import type { NumberedSlip, Printed } from '../types';

const whole = /^\d{6}$/;
/** Why this number cannot be typed in just now, as a word; undefined when it can. */
function whyNot(slips: readonly NumberedSlip[], number: string) {
  if (!whole.test(number)) return 'ballots.slips_number_first' as const;
  const slip = slips.find((s) => s.number === number);
  if (!slip) return 'ballots.slips_unknown' as const;
  if (slip.state === 'counted' || slip.state === 'dead') return 'ballots.slips_done_with' as const;
  return slip.can_read ? undefined : ('ballots.slips_third' as const);
}

/** One slip from the box: its number, and what is ticked on it. */
export function SlipReading({
  printed,
  number,
  onNumber,
}: {
  printed: Printed;
  number: string;
  onNumber: (number: string) => void;
}) {
  const { say } = useWords();
  const { save, sent, latest } = useReading(printed.ballot_id);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [isBlank, setBlank] = useState(false);
  const wrong = whyNot(printed.slips, number);
  const slip = printed.slips.find((s) => s.number === number);
  const why = wrong ?? (ticked.length || isBlank ? undefined : ('ballots.slips_tick_first' as const));
  const send = async () => {
    await save(
      number,
      printed.options.map((o) => o.id).filter((id) => ticked.includes(id)),
    );
    setTicked([]);
    setBlank(false);
    onNumber('');
  };
  return (
    <Card>
      <Part>{say('ballots.slips_type_in')}</Part>
      <Text tone="quiet">{say('ballots.slips_type_in_text')}</Text>
      <Field
        label={say('ballots.slips_number')}
        value={number}
        onChangeText={(text) => onNumber(text.replace(/\D/g, ''))}
        inputMode="numeric"
        maxLength={6}
        wrong={number.length === 6 && wrong ? say(wrong) : undefined}
      />
      {slip?.state === 'differs' ? <Note tone="amber">{say('ballots.slips_look_again')}</Note> : null}
      <View role="group" aria-label={say('ballots.slips_ticked')}>
        {printed.options.map((o, i) => (
          <TickRow
            key={o.id}
            first={i === 0}
            ticked={ticked.includes(o.id)}
            detail={optionDetail(say, o, false)}
            onPress={() => {
              setBlank(false);
              setTicked(ticked.includes(o.id) ? ticked.filter((id) => id !== o.id) : [...ticked, o.id]);
            }}
          >
            {say('ballots.slips_line', { place: i + 1, title: titleOf(say, o) })}
          </TickRow>
        ))}
        <TickRow
          ticked={isBlank}
          onPress={() => {
            setTicked([]);
            setBlank(!isBlank);
          }}
        >
          {say('ballots.slips_blank')}
        </TickRow>
      </View>
      <BigButton drawing="vote" busy={sent} why={why ? say(why) : undefined} onPress={() => void send()}>
        {say('ballots.slips_save')}
      </BigButton>
      <OutboxLine row={latest} />
    </Card>
  );
}
