import { HomeScreen } from '@/features/home/screens/home-screen';
import { RecoveryAlert } from '@/features/me/components/recovery-alert';
import { lazyPart } from '@/shell/lazy-page';

const MergeQuestions = lazyPart(async () => ({
  default: (await import('@/features/ideas/components/merge-question')).MergeQuestions,
}));

export default function HomeRoute() {
  return <HomeScreen above={<RecoveryAlert />} questions={MergeQuestions} />;
}
