import { useState } from 'react';
import { Button, Empty, ErrorNote, Loading, Screen, Text } from '@/design';
import { phoneTime } from '@/lib/when';
import { useSession } from '@/session';
import { useWords } from '@/words';
import { TallyCard } from '../components/tally-card';
import { TallyForm, TallySent } from '../components/tally-form';
import { type NewTally, useTallies } from '../queries';

/** What rooms said, for everybody; organisers and connectors enter it. */
export function TalliesScreen() {
  const { say } = useWords();
  const { has } = useSession();
  const list = useTallies();
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState<NewTally>();
  const found = list.data?.pages.flatMap((p) => p.results) ?? [];
  return (
    <Screen
      title={say('ideas.tallies')}
      back
      help={say('listening.tallies_help')}
      seenAt={list.data && list.isError ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void list.refetch()}
      refreshing={list.isRefetching}
    >
      <Text>{say('listening.tallies_help')}</Text>
      {!has('organiser', 'connector') ? null : open ? (
        <TallyForm from={refused} onDone={() => setOpen(false)} />
      ) : (
        <Button
          grow
          drawing="plus"
          onPress={() => {
            setRefused(undefined);
            setOpen(true);
          }}
        >
          {say('listening.tally_new')}
        </Button>
      )}
      <TallySent
        onChange={(tally) => {
          setRefused(tally);
          setOpen(true);
        }}
      />
      {list.data ? (
        found.length ? (
          found.map((tally) => <TallyCard key={tally.id} tally={tally} />)
        ) : (
          <Empty drawing="people" title={say('listening.tallies_empty')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
      {list.hasNextPage ? (
        <Button grow onPress={() => void list.fetchNextPage()}>
          {say('ideas.more')}
        </Button>
      ) : null}
    </Screen>
  );
}
