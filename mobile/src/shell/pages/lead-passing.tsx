import { useLocalSearchParams } from 'expo-router';
import { PassingScreen } from '@/features/passing/screens/lead-passing-screen';

export default function PassingOn() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <PassingScreen id={id} />;
}
