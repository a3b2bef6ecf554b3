import { HomeScreen } from '@/features/home/screens/home-screen';
import { RecoveryAlert } from '@/features/me/components/recovery-alert';

export default function HomeRoute() {
  return <HomeScreen above={<RecoveryAlert />} />;
}
