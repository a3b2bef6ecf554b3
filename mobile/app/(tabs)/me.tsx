import { MeScreen } from '@/features/me/screens/me-screen';
import { lazyPart } from '@/shell/lazy-page';

const MyInbox = lazyPart(() => import('@/features/day/components/my-inbox'), 'day');

export default function MeRoute() {
  return <MeScreen told={<MyInbox />} />;
}
