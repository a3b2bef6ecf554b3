import { useLocalSearchParams } from 'expo-router';
import { OccurrenceScreen } from '@/features/activities/screens/occurrence-screen';
import { OffersOf } from '@/features/leading/components/offers';
import { MyRole } from '@/features/leading/components/who-leads';
import { KeepChecklist } from '@/features/safety/components/keep-checklist';
import { useSession } from '@/session';
import { lazyPart } from '@/shell/lazy-page';

// Below the fold, so its script comes after the page.
const Promises = lazyPart(() => import('@/features/promises/components/promises'), 'promises');
const ComeWithMe = lazyPart(() => import('@/features/inviting/components/come-with-me'), 'inviting');
const Track = lazyPart(() => import('@/features/tracks/components/track'), 'tracks');
const OnPaper = lazyPart(() => import('@/features/paper/components/on-the-page'), 'paper');
const ShiftOverran = lazyPart(() => import('@/features/day/components/shift-overran'), 'day');
const PeopleThere = lazyPart(() => import('@/features/hosting/components/people-there'), 'hosting');

export default function Occurrence() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const { has } = useSession();
  return (
    <OccurrenceScreen
      id={id}
      offers={(page) => (
        <>
          {page.mine === 'placed' ? <ShiftOverran id={page.id} starts={page.starts.at} ends={page.ends.at} /> : null}
          {page.mine === 'placed' && page.state === 'published' ? <ComeWithMe id={page.id} /> : null}
          <PeopleThere id={page.id} activityId={page.activity_id} />
          <Track activityId={page.activity_id} may={page.may.change} />
          {page.my_typed_by || page.may.checklist || has('connector') ? (
            <OnPaper
              id={page.id}
              typedBy={page.my_typed_by?.name || undefined}
              maySheets={page.may.checklist || has('connector')}
            />
          ) : null}
          <Promises
            id={page.id}
            placed={page.mine === 'placed'}
            toCome={page.state === 'planned' || page.state === 'published'}
            date={page.starts.date}
          />
          <OffersOf activityId={page.activity_id} />
          <MyRole activityId={page.activity_id} as="lead" holder={page.lead} may={page.may.lead} />
          <MyRole
            activityId={page.activity_id}
            as="second"
            holder={page.second}
            may={page.may.second && page.lead !== null}
          />
          {page.may.checklist ? <KeepChecklist id={page.id} /> : null}
        </>
      )}
    />
  );
}
