import { useLocalSearchParams } from 'expo-router';
import { ChangeDateScreen } from '@/features/series/screens/change-date-screen';

export default function ChangeDate() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <ChangeDateScreen id={id} />;
}
