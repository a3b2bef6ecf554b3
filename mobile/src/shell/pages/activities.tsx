import { WhatsOnScreen } from '@/features/activities/screens/whats-on-screen';
import { MyOffers } from '@/features/leading/components/offers';

export default function WhatsOn() {
  return <WhatsOnScreen above={<MyOffers />} />;
}
