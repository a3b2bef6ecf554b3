import { MeScreen } from '@/features/me/screens/me-screen';
import { lazyPart } from '@/shell/lazy-page';

const SafetyRows = lazyPart(
  async () => ({ default: (await import('@/shell/pages/lead-out')).SafetyRows }),
  'out',
  'safety',
);

export default function MeRoute() {
  return <MeScreen safe={<SafetyRows />} />;
}
