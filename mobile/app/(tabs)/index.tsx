import { HomeScreen } from '@/features/home/screens/home-screen';
import { MergeQuestions } from '@/features/ideas/components/merge-lazy';
import { RecoveryAlert } from '@/features/me/components/recovery-alert';

export default function HomeRoute() {
  return <HomeScreen above={<RecoveryAlert />} questions={MergeQuestions} />;
}
