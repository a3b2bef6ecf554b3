import type { Home } from '@/api/shapes';
import { HomeScreen } from '@/features/home/screens/home-screen';
import { MergeQuestions } from '@/features/ideas/components/merge-lazy';
import { RecoveryAlert } from '@/features/me/components/recovery-alert';
import { lazyPart } from '@/shell/lazy-page';

// Asked of few people on few days: its script stays out of the first, and is not fetched for nothing.
const HowWasIt = lazyPart(() => import('@/features/day/components/how-was-it'), 'day');
const Inbox = lazyPart(() => import('@/features/messages/components/inbox'), 'messages');

/** A Home that an older release kept has neither. */
function Told({ home }: { home: Home }) {
  const date = home.to_face?.[0];
  return (
    <>
      {home.unread?.length ? <Inbox messages={home.unread} /> : null}
      {date ? <HowWasIt key={date.id} date={date} /> : null}
    </>
  );
}

export default function HomeRoute() {
  return <HomeScreen above={<RecoveryAlert />} told={Told} questions={MergeQuestions} />;
}
