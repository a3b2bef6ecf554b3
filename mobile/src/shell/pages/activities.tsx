import { WhatsOnScreen } from '@/features/activities/screens/whats-on-screen';
import { ComingConversations } from '@/features/conversations/components/coming';
import AskedToHost from '@/features/hosting/components/asked';
import ReceivedInvitations from '@/features/inviting/components/received';
import { MyOffers } from '@/features/leading/components/offers';
import { HandoversAsked, LeaderCalls } from '@/features/passing/components/asked';
import AskedForRoles from '@/features/roles/components/asked';

export default function WhatsOn() {
  return (
    <WhatsOnScreen
      above={
        <>
          <MyOffers />
          <AskedToHost />
          <AskedForRoles />
          <HandoversAsked />
          <ReceivedInvitations />
          <ComingConversations />
          <LeaderCalls />
        </>
      }
    />
  );
}
