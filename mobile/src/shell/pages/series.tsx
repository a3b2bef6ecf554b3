import { useLocalSearchParams } from 'expo-router';
import { SeriesScreen } from '@/features/series/screens/series-screen';

export default function Series() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <SeriesScreen id={id} />;
}
