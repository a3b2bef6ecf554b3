import { useLocalSearchParams } from 'expo-router';
import { PlacesScreen } from '@/features/activities/screens/places-screen';

export default function Places() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <PlacesScreen id={id} />;
}
