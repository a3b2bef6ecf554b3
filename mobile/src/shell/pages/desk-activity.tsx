import { useLocalSearchParams } from 'expo-router';
import { Card, Part } from '@/design';
import { DeskActivityScreen, type Prefill } from '@/features/activities/screens/desk-activity-screen';
import { AskFor } from '@/features/leading/components/who-leads';
import { GateCard } from '@/features/safety/components/gate-card';
import { useWords } from '@/words';

export default function DeskActivity() {
  const prefill = useLocalSearchParams() as Prefill;
  const { say } = useWords();
  return (
    <DeskActivityScreen
      prefill={prefill}
      next={(made) => (
        <>
          <Card>
            <Part>{say('desk.who_leads')}</Part>
            <AskFor activityId={made.id} as="lead" holder={made.lead} />
            <AskFor activityId={made.id} as="second" holder={made.second} />
          </Card>
          {made.occurrences[0] ? <GateCard id={made.occurrences[0].id} /> : null}
        </>
      )}
    />
  );
}
