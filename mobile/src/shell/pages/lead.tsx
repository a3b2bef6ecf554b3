import { useLocalSearchParams } from 'expo-router';
import { RegisterRow } from '@/features/day/components/register-row';
import { LeadScreen } from '@/features/safety/screens/lead-screen';

export default function Lead() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <LeadScreen id={id} register={<RegisterRow id={id} />} />;
}
