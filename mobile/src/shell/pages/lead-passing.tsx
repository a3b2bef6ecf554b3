import { useLocalSearchParams } from 'expo-router';
import { PassingScreen } from '@/features/passing/screens/lead-passing-screen';
import DateRoles from '@/features/roles/components/date-roles';

export default function PassingOn() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <PassingScreen id={id} roles={(nextId) => <DateRoles id={nextId} compact />} />;
}
