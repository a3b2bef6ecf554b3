import { useLocalSearchParams } from 'expo-router';
import { Counts } from '@/features/day/components/counts';
import { RegisterScreen } from '@/features/day/screens/register-screen';
import { Counted } from '@/features/safety/components/counted';

export default function Register() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return (
    <RegisterScreen
      id={id}
      counts={(here) => <Counted id={id}>{(heads) => <Counts here={here} {...heads} />}</Counted>}
    />
  );
}
