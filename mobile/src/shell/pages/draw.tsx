import { useLocalSearchParams } from 'expo-router';
import { DrawScreen } from '@/features/activities/screens/draw-screen';

export default function Draw() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <DrawScreen id={id} />;
}
