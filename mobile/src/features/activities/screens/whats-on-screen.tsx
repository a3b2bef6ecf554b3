import type { ReactNode } from 'react';
import { Button, Empty, ErrorNote, ListCard, ListRow, Loading, Screen } from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { OccurrenceCard } from '../components/occurrence-card';
import { useOccurrences } from '../queries';
import { bestOf } from '../stage';

/** Everything that is to come, soonest first. `above` is what the route puts before it. */
export function WhatsOnScreen({ above }: { above?: ReactNode }) {
  const { say } = useWords();
  const { today } = useMe();
  const list = useOccurrences();
  const best = list.cards && bestOf(list.cards);
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
      {list.cards ? (
        list.cards.length ? (
          list.cards.map((c) => <OccurrenceCard key={c.id} card={c} today={today} lit={c.id === best} />)
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
        <ListRow first drawing="stairs" title={say('activities.stops_you')} href="/barriers" />
      </ListCard>
    </Screen>
  );
}
