import { ComingUp } from '@/features/activities/components/coming-up';
import { TodayScreen } from '@/features/desk/screens/today-screen';

export default function DeskToday() {
  return <TodayScreen aside={<ComingUp />} />;
}
