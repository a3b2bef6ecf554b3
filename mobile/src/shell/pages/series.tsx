import { useLocalSearchParams } from 'expo-router';
import { PartyPicker } from '@/features/activities/components/party-picker';
import { SeriesScreen } from '@/features/series/screens/series-screen';
import { lazyPart } from '@/shell/lazy-page';

const SeriesWaits = lazyPart(() => import('@/features/passing/components/series-waits'), 'passing');

export default function Series() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return (
    <SeriesScreen
      id={id}
      guests={(props) => <PartyPicker {...props} />}
      above={<SeriesWaits activityId={id} links />}
    />
  );
}
