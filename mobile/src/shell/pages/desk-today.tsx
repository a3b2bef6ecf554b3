import { ComingUp } from '@/features/activities/components/coming-up';
import { TodayScreen } from '@/features/desk/screens/today-screen';
import { DeskLeaders } from '@/features/passing/components/desk-leaders';
import { MeetingLinks } from '@/features/presenting/components/meeting-links';

export default function DeskToday() {
  return (
    <TodayScreen
      aside={
        <>
          <ComingUp />
          <DeskLeaders />
          <MeetingLinks />
        </>
      }
    />
  );
}
