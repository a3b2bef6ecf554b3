import { useLocalSearchParams } from 'expo-router';
import { PartyPicker } from '@/features/activities/components/party-picker';
import { SeriesScreen } from '@/features/series/screens/series-screen';

export default function Series() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <SeriesScreen id={id} guests={(props) => <PartyPicker {...props} />} />;
}
