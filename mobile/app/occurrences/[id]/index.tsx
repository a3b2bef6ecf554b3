import { useLocalSearchParams } from 'expo-router';
import { OccurrenceScreen } from '@/features/activities/screens/occurrence-screen';
import { OffersOf } from '@/features/leading/components/offers';
import { MyRole } from '@/features/leading/components/who-leads';
import { KeepChecklist } from '@/features/safety/components/keep-checklist';

export default function Occurrence() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return (
    <OccurrenceScreen
      id={id}
      offers={(page) => (
        <>
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
