import { JustUsScreen } from '@/features/just-us/screens/just-us-screen';
import { useMyShifts } from '@/features/shifts/queries';

const FORTNIGHT = 14;

export default function JustUs() {
  return <JustUsScreen days={useMyShifts('', FORTNIGHT).data?.days ?? []} />;
}
