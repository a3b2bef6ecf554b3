import { useState } from 'react';
import { View } from 'react-native';
import { Stepper, Text, TextLink } from '@/design';
import { useWords } from '@/words';
import { bands, guestsOf } from '../stage';
import type { Party } from '../types';

/** Adults and children, before the button, so that nobody has to come back for it. Together never more than `most`. */
export function PartyPicker({
  value,
  onChange,
  most,
}: {
  value: Party;
  onChange: (party: Party) => void;
  most: number;
}) {
  const { say } = useWords();
  const [shown, setShown] = useState(false);
  const left = most - guestsOf(value);
  const rows = shown || guestsOf(value) > value.adults ? (['adults', ...bands] as const) : (['adults'] as const);
  return (
    <>
      {rows.map((who) => (
        <View
          key={who}
          style={{
            flexDirection: 'row',
            flexWrap: 'wrap',
            gap: 8,
            alignItems: 'center',
            justifyContent: 'space-between',
          }}
        >
          <Text>{say(`activities.bring_${who}`)}</Text>
          <Stepper
            label={say(`activities.bring_${who}`)}
            value={value[who]}
            onChange={(count) => onChange({ ...value, [who]: count })}
            max={value[who] + left}
          />
        </View>
      ))}
      {guestsOf(value) > value.adults ? <Text tone="quiet">{say('activities.bring_children_text')}</Text> : null}
      {rows.length === 1 ? (
        <TextLink onPress={() => setShown(true)}>{say('activities.bring_children')}</TextLink>
      ) : null}
    </>
  );
}
