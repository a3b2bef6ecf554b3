// Loaded when somebody says that they can drive.
import { useState } from 'react';
import { BigButton, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import type { DriverTicks as Ticks } from '../queries';

const NAMES = ['licence', 'insurance', 'mot'] as const;
/** Three ticks of the driver's own. They stand nowhere before all three are there, and on no screen afterwards. */
export default function DriverTicks({ onDone }: { onDone: (ticks: Ticks) => void }) {
  const { say } = useWords();
  const [ticks, setTicks] = useState<Ticks>({ licence: false, insurance: false, mot: false });
  const all = NAMES.every((name) => ticks[name]);
  return (
    <>
      <Text>{say('activities.drive_ask')}</Text>
      {NAMES.map((name, i) => (
        <TickRow
          key={name}
          first={i === 0}
          ticked={ticks[name]}
          onPress={() => setTicks({ ...ticks, [name]: !ticks[name] })}
        >
          {say(`activities.drive_${name}`)}
        </TickRow>
      ))}
      <BigButton why={all ? undefined : say('activities.drive_all')} onPress={() => onDone(ticks)}>
        {say('activities.drive_yes')}
      </BigButton>
    </>
  );
}
