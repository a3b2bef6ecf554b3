import { Button, Card, Part } from '@/design';
import { useActivity } from '@/features/activities/queries';
import { AskFor } from '@/features/leading/components/who-leads';
import { GateCard } from '@/features/safety/components/gate-card';
import { FirstWinScreen } from '@/features/safety/screens/first-win-screen';
import { useWords } from '@/words';

/** Who leads and who helps, then the button that opens it; and back to asking people to join. */
function Next({ activityId, occurrenceId }: { activityId: string; occurrenceId: string }) {
  const { say } = useWords();
  const activity = useActivity(activityId).data?.data;
  return (
    <>
      {activity ? (
        <Card>
          <Part>{say('desk.who_leads')}</Part>
          <AskFor activityId={activityId} as="lead" holder={activity.lead} />
          <AskFor activityId={activityId} as="second" holder={activity.second} />
        </Card>
      ) : null}
      <GateCard id={occurrenceId} />
      <Button href="/desk/people" drawing="print">
        {say('desk.codes')}
      </Button>
    </>
  );
}

export default function DeskFirstWin() {
  return <FirstWinScreen next={(made) => <Next activityId={made.activity_id} occurrenceId={made.occurrence_id} />} />;
}
