import type { ReactNode } from 'react';
import { Button, Empty, ErrorNote, ListCard, ListRow, Loading, Screen, Text, TickRow } from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { OccurrenceCard } from '../components/occurrence-card';
import { useOccurrences } from '../queries';
import { useQuietOnly } from '../quiet';
import { bestOf } from '../stage';

/** Everything that is to come, soonest first. `above` is what the route puts before it. */
export function WhatsOnScreen({ above }: { above?: ReactNode }) {
  const { say } = useWords();
  const { today } = useMe();
  const list = useOccurrences();
  const quiet = useQuietOnly();
  const cards = quiet.only ? list.cards?.filter((c) => c.is_quiet) : list.cards;
  const best = cards && bestOf(cards);
  const choosable = quiet.only || list.hasNextPage || list.cards?.some((c) => c.is_quiet);
  return (
    <Screen
      title={say('activities.whats_on')}
      back
      help={say('activities.whats_on_help')}
      seenAt={list.cards && list.isError ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void list.refetch()}
      refreshing={list.isRefetching}
    >
      {above}
      {choosable ? (
        <>
          <TickRow first framed ticked={quiet.only} onPress={quiet.turn}>
            {say('hosting.quiet_only')}
          </TickRow>
          {quiet.only ? <Text tone="quiet">{say('hosting.quiet_help')}</Text> : null}
        </>
      ) : null}
      {cards ? (
        cards.length ? (
          cards.map((c) => <OccurrenceCard key={c.id} card={c} today={today} lit={c.id === best} />)
        ) : quiet.only ? (
          <Empty drawing="people" title={say('hosting.quiet_none')} text={say('hosting.quiet_none_text')} />
        ) : (
          <Empty drawing="idea" title={say('activities.nothing_title')} text={say('activities.nothing_text')}>
            <Button href="/ideas">{say('activities.say_idea')}</Button>
          </Empty>
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
      {list.hasNextPage ? (
        <Button grow onPress={() => void list.fetchNextPage()}>
          {say(list.isFetchingNextPage ? 'activities.more_coming' : 'activities.more')}
        </Button>
      ) : null}
      <ListCard>
        <ListRow first drawing="people" title={say('activities.plan_just_us')} href="/just-us" />
        <ListRow drawing="stairs" title={say('activities.stops_you')} href="/barriers" />
      </ListCard>
    </Screen>
  );
}
