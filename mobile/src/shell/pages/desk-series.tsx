import { useLocalSearchParams } from 'expo-router';
import { DeskSeriesScreen } from '@/features/series/screens/desk-series-screen';

export default function DeskSeries() {
  const { activity } = useLocalSearchParams<{ activity: string }>();
  return <DeskSeriesScreen id={activity} />;
}
