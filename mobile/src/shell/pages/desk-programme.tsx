import { useLocalSearchParams } from 'expo-router';
import { DeskProgrammeScreen } from '@/features/activities/screens/desk-programme-screen';
import { AskFor } from '@/features/leading/components/who-leads';
import ToPassing from '@/features/passing/components/to-passing';
import { GateCard } from '@/features/safety/components/gate-card';

export default function DeskProgramme() {
  const { activity } = useLocalSearchParams<{ activity?: string }>();
  return (
    <DeskProgrammeScreen
      activity={activity}
      roles={(page) => (
        <>
          <AskFor activityId={page.activity_id} as="lead" holder={page.lead} />
          <AskFor activityId={page.activity_id} as="second" holder={page.second} />
          <ToPassing activityId={page.activity_id} />
        </>
      )}
      gate={(page) => <GateCard id={page.id} />}
    />
  );
}
