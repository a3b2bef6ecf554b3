import { HomeScreen } from '@/features/home/screens/home-screen';
import { MergeQuestions } from '@/features/ideas/components/merge-lazy';
import { RecoveryAlert } from '@/features/me/components/recovery-alert';
import { lazyPart } from '@/shell/lazy-page';

// Asked of few people on few days: its script stays out of the first.
const HowWasIt = lazyPart(() => import('@/features/day/components/how-was-it'));
const Inbox = lazyPart(() => import('@/features/messages/components/inbox'));

export default function HomeRoute() {
  return (
    <HomeScreen
      above={
        <>
          <RecoveryAlert />
          <Inbox />
          <HowWasIt />
        </>
      }
      questions={MergeQuestions}
    />
  );
}
