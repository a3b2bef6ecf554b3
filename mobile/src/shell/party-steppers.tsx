import { View } from 'react-native';
import type { Schemas } from '@/api/shapes';
import { Stepper, Text } from '@/design';
import { useWords } from '@/words';

export type Party = Schemas['PartyOut'];
export const ALONE: Party = { adults: 0, children_0_4: 0, children_5_10: 0, children_11_17: 0 };
/** The server takes no more (LARGEST_PARTY_GUESTS). */
const MOST = 8;
const rows = ['adults', 'children_0_4', 'children_5_10', 'children_11_17'] as const;
export const guestsOf = (party: Party): number => rows.reduce((sum, who) => sum + party[who], 0);

/** Who comes along: adults, and children by age. */
export function PartySteppers({ value, onChange }: { value: Party; onChange: (party: Party) => void }) {
  const { say } = useWords();
  const left = MOST - guestsOf(value);
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
    </>
  );
}
