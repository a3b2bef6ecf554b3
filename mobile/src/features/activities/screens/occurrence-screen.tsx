import type { ReactNode } from 'react';
import { B, Button, Card, DuskDrawing, drawingOf, ErrorNote, Fact, Loading, Note, Screen, Text } from '@/design';
import { momentWords, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { lazyPart } from '@/shell/lazy-page';
import { useWords } from '@/words';
import { Clashes } from '../components/clashes';
import { Foot } from '../components/foot';
import { GettingThere } from '../components/getting-there';
import { HowItCame } from '../components/how-it-came';
import { KeptWords } from '../components/kept';
import { FitWords } from '../components/occurrence-card';
import { OtherDates } from '../components/other-dates';
import { OwnRest } from '../components/own-rest';
import { PlacesPicture } from '../components/places-picture';
import { YourPlace } from '../components/your-place';
import { loadAbout, loadMeetPhoto } from '../later';
import { useMyPlace, useOccurrence } from '../queries';
import { howMany, howManyCame, whoLeads } from '../say';
import { stageOf } from '../stage';
import type { Page } from '../types';

const About = lazyPart(loadAbout);
const MeetPhoto = lazyPart(loadMeetPhoto);

/** What stands between the fit and the facts: full, cancelled or over, and what else there is. */
function HowItStands({ page, today }: { page: Page; today: string }) {
  const { say } = useWords();
  const stage = stageOf(page, useMyPlace(page.id).pressed);
  if (stage === 'cancelled')
    return (
      <>
        <Note tone="clay" title={say('activities.cancelled_title')}>
          {page.cancel_reason ? say('activities.cancelled_reason', { reason: page.cancel_reason }) : undefined}
        </Note>
        <OtherDates card={page} today={today} />
      </>
    );
  if (stage === 'over')
    return (
      <Note title={say(page.state === 'stopped' ? 'activities.stopped_title' : 'activities.over_title')}>
        {say('activities.over_text')}
      </Note>
    );
  // Who comes every time waits in a queue that has not opened: nothing is taken yet.
  if (stage === 'waiting' && page.state === 'planned') return <Note tone="leaf">{say('series.mine_planned')}</Note>;
  if ((stage === 'full' || stage === 'waiting') && !page.draws_at)
    return (
      <>
        <Note tone="amber" drawing="people" title={say('activities.all_taken', { places: page.places })}>
          {[
            stage === 'full'
              ? page.waiting
                ? say.count('activities.before_you', page.waiting)
                : say('activities.would_wait_none')
              : '',
            say('activities.when_free'),
          ]
            .filter(Boolean)
            .join(' ')}
        </Note>
        <OtherDates card={page} today={today} />
      </>
    );
  return null;
}

function Facts({ page }: { page: Page }) {
  const { say } = useWords();
  const what = [
    page.cost || say('activities.free'),
    page.what_to_bring && say('activities.bring', { things: page.what_to_bring }),
  ];
  return (
    <Card>
      <Fact drawing="place">
        <Text bold>{page.place}</Text>
        <Text>{`${say('activities.meet_back', { time: page.back_by })} ${say(page.on_site ? 'activities.on_site' : 'activities.off_site')}`}</Text>
        <MeetPhoto id={page.id} />
      </Fact>
      <Fact drawing={drawingOf(page.kind)}>
        <Text>{say(`activities.effort_${page.effort}`)}</Text>
        {page.how_hard ? <Text>{page.how_hard}</Text> : null}
      </Fact>
      {page.is_over ? null : <GettingThere page={page} />}
      <Fact drawing="people">
        {page.is_over ? (
          <Text>{howManyCame(say, page)}</Text>
        ) : (
          <>
            <Text>{whoLeads(say, page)}</Text>
            <Text>{howMany(say, page)}</Text>
            <PlacesPicture taken={page.taken} places={page.places} />
          </>
        )}
      </Fact>
      <Fact drawing="picnic">
        {what.filter(Boolean).map((line) => (
          <Text key={line}>{line}</Text>
        ))}
      </Fact>
    </Card>
  );
}

/** Everything about one date, and one big button. `offers` is what the route adds for who may lead it, `afterwards` what is
 * left to say of a date that is over. */
export function OccurrenceScreen({
  id,
  offers,
  afterwards,
}: {
  id: string;
  offers?: (page: Page) => ReactNode;
  afterwards?: (page: Page) => ReactNode;
}) {
  const { say } = useWords();
  const { today } = useMe();
  const read = useOccurrence(id);
  const page = read.data;
  if (!page)
    return (
      <Screen title={say('activities.whats_on')} back titleHidden={read.isPending}>
        {read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />}
      </Screen>
    );
  const joins = !page.is_over && (page.state === 'published' || page.state === 'planned');
  return (
    <Screen
      title={page.title}
      back
      help={say('activities.page_help')}
      hero={<DuskDrawing />}
      lead={
        <Text>
          <B>{momentWords(say, page.starts, page.ends, today)}</B>
        </Text>
      }
      seenAt={read.isError ? phoneTime(new Date(read.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void read.refetch()}
      refreshing={read.isRefetching}
      foot={<Foot page={page} />}
    >
      {joins ? <FitWords card={page} withBack={false} /> : null}
      {joins ? <Clashes page={page} today={today} /> : null}
      {joins ? <OwnRest page={page} today={today} /> : null}
      {joins && page.fits === null ? <Button href="/pattern">{say('activities.tell_shifts')}</Button> : null}
      <HowItStands page={page} today={today} />
      <YourPlace page={page} />
      {page.is_over ? afterwards?.(page) : null}
      {joins ? <KeptWords page={page} today={today} /> : null}
      {page.i_lead || page.may.checklist ? (
        <Button href={`/occurrences/${page.id}/lead`} drawing="checklist" grow>
          {say('activities.leads_screen')}
        </Button>
      ) : null}
      {page.may.checklist ? (
        <Button href={`/occurrences/${page.id}/places`} drawing="people" grow>
          {say('activities.list_title')}
        </Button>
      ) : null}
      <Facts page={page} />
      {page.repeats ? (
        <Button href={`/series/${page.activity_id}`} drawing="time" grow>
          {say(page.is_over ? 'series.all_dates_over' : 'series.all_dates')}
        </Button>
      ) : null}
      <About page={page} />
      {offers?.(page)}
      <HowItCame page={page} />
    </Screen>
  );
}
