import { useLocalSearchParams } from 'expo-router';
import { ErrorNote, Fact, Loading, Part, Screen } from '@/design';
import { useSession } from '@/session';
import { useWords } from '@/words';
import { AgreeCard } from '../components/agree-card';
import { lightWords, SitePoint } from '../components/daylight';
import { HazardForm } from '../components/hazard-form';
import { OwnList } from '../components/own-list';
import { type Plan, usePlan, usePlanning } from '../plan-queries';

function Planned({ plan, again }: { plan: Plan; again: () => void }) {
  const { say } = useWords();
  const { has } = useSession();
  const planning = usePlanning(plan.activity_id);
  const [next] = plan.dates;
  return (
    <>
      <HazardForm plan={plan} planning={planning} />
      <AgreeCard plan={plan} planning={planning} again={again} />
      {next ? (
        next.daylight || !plan.site_id || !has('organiser') ? (
          <>
            <Part>{say('plan.light_title')}</Part>
            <Fact drawing="fits">{lightWords(say, next.daylight)}</Fact>
          </>
        ) : (
          <SitePoint site={plan.site_id} planning={planning} />
        )
      ) : null}
      {plan.may.change ? <OwnList plan={plan} planning={planning} /> : null}
    </>
  );
}

/** What could hurt us, who agrees, and the list: read and changed in two minutes. */
export function PlanScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const { say } = useWords();
  const read = usePlan(id);
  return (
    <Screen title={read.data?.title ?? say('plan.title')} back help={say('plan.help')}>
      {read.data ? (
        <Planned plan={read.data} again={() => void read.refetch()} />
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
