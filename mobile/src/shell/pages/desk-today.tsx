import { ComingUp } from '@/features/activities/components/coming-up';
import { TodayScreen } from '@/features/desk/screens/today-screen';
import { PushIsOff } from '@/features/messages/components/push-is-off';
import { DeskLeaders } from '@/features/passing/components/desk-leaders';
import { MeetingLinks } from '@/features/presenting/components/meeting-links';
import { lazyPart } from '@/shell/lazy-page';

const WaitingRow = lazyPart(async () => ({ default: (await import('@/shell/pages/safety-plans')).WaitingRow }), 'plan');

export default function DeskToday() {
  return (
    <TodayScreen
      aside={
        <>
          <ComingUp />
          <WaitingRow />
          <DeskLeaders />
          <MeetingLinks />
          <PushIsOff />
        </>
      }
    />
  );
}
