import { ComingUp } from '@/features/activities/components/coming-up';
import { TodayScreen } from '@/features/desk/screens/today-screen';
import { MeetingLinks } from '@/features/presenting/components/meeting-links';
import { WaitingRow } from '@/features/safety/components/waiting-row';

export default function DeskToday() {
  return (
    <TodayScreen
      aside={
        <>
          <ComingUp />
          <WaitingRow />
          <MeetingLinks />
        </>
      }
    />
  );
}
