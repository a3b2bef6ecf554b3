import { useLocalSearchParams } from 'expo-router';
import { RegisterRow } from '@/features/day/components/register-row';
import { TellEveryone } from '@/features/day/components/tell-everyone';
import { LeadScreen } from '@/features/safety/screens/lead-screen';

export default function Lead() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return (
    <LeadScreen
      id={id}
      register={(state) => (
        <>
          <RegisterRow id={id} />
          {state === 'closed' ? null : <TellEveryone id={id} cancelled={state === 'cancelled'} />}
        </>
      )}
    />
  );
}
