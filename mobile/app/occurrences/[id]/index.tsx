import { useLocalSearchParams } from 'expo-router';
import { OccurrenceScreen } from '@/features/activities/screens/occurrence-screen';
import type { Page } from '@/features/activities/types';
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
const OwnNumber = lazyPart(
  async () => ({ default: (await import('@/shell/pages/lead-out')).OwnNumberCard }),
  'out',
  'safety',
);
const NotesRow = lazyPart(async () => ({ default: (await import('@/shell/pages/safety-plans')).NotesRow }), 'plan');
const HowWasIt = lazyPart(() => import('@/features/day/components/how-was-it'), 'day');
const Watch = lazyPart(() => import('@/features/steps/components/watch'), 'steps');
const LeadMarks = lazyPart(() => import('@/features/steps/components/lead-marks'), 'steps');
const LeadOnTheDay = lazyPart(() => import('@/features/steps/components/lead-on-the-day'), 'steps');
const ToPassing = lazyPart(() => import('@/features/passing/components/to-passing'), 'passing');
const SeriesWaits = lazyPart(() => import('@/features/passing/components/series-waits'), 'passing');
const WhoNext = lazyPart(() => import('@/features/roles/components/who-next'), 'roles');
const DateRoles = lazyPart(() => import('@/features/roles/components/date-roles'), 'roles');

/** Most dates have none of these, and ask for none. */
const isThere = ({ beside }: Page, part: NonNullable<Page['beside']>[number]) => beside?.includes(part) ?? true;

export default function Occurrence() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const { has } = useSession();
  return (
    <OccurrenceScreen
      id={id}
      afterwards={(page) => (
        <>
          {page.may_face ? <HowWasIt date={page} /> : null}
          {page.state === 'closed' ? <WhoNext id={page.id} /> : null}
        </>
      )}
      offers={(page) => (
        <>
          {page.is_over || (page.lead && page.second) ? null : <SeriesWaits activityId={page.activity_id} />}
          {page.mine === 'placed' ? <ShiftOverran id={page.id} starts={page.starts.at} ends={page.ends.at} /> : null}
          {page.mine === 'placed' && page.state === 'published' && !page.is_over ? <ComeWithMe id={page.id} /> : null}
          <NotesRow id={page.id} />
          {!page.is_over && (page.mine === 'placed' || page.may.checklist) ? <OwnNumber id={page.id} /> : null}
          <PeopleThere
            id={page.id}
            activityId={page.activity_id}
            helped={page.may.change || page.may.checklist || isThere(page, 'helpers')}
          />
          {page.is_over ? null : <DateRoles id={page.id} />}
          {page.may.change || isThere(page, 'track') ? (
            <Track activityId={page.activity_id} may={page.may.change} />
          ) : null}
          {page.my_typed_by || page.may.checklist || has('connector') ? (
            <OnPaper
              id={page.id}
              typedBy={page.my_typed_by?.name || undefined}
              maySheets={page.may.checklist || has('connector')}
            />
          ) : null}
          {page.mine === 'placed' || has('organiser') || isThere(page, 'promises') ? (
            <Promises
              id={page.id}
              placed={page.mine === 'placed'}
              toCome={!page.is_over && (page.state === 'planned' || page.state === 'published')}
              date={page.starts.date}
            />
          ) : null}
          {page.mine === 'placed' && page.state === 'published' && !page.is_over ? <Watch id={page.id} /> : null}
          <OffersOf activityId={page.activity_id} />
          <MyRole activityId={page.activity_id} as="lead" holder={page.lead} may={page.may.lead} />
          <MyRole
            activityId={page.activity_id}
            as="second"
            holder={page.second}
            may={page.may.second && page.lead !== null}
          />
          {page.may.checklist ? <LeadOnTheDay id={page.id} /> : null}
          {has('organiser') ? <LeadMarks activityId={page.activity_id} kind={page.kind} /> : null}
          {page.may.checklist ? <ToPassing activityId={page.activity_id} /> : null}
          {page.may.checklist ? <KeepChecklist id={page.id} /> : null}
        </>
      )}
    />
  );
}
