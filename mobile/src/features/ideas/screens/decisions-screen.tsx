import { View } from 'react-native';
import { Button, drawingOf, Empty, ErrorNote, ListCard, ListRow, Loading, Screen, Text } from '@/design';
import { dateWords, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useDecisions } from '../queries';
import { mergeWords, nextWords, statusWords, titleWords } from '../said';

/** You said, we did: what became of each idea, when, why, and what is next. No names. */
export function DecisionsScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const list = useDecisions();
  const rows = list.data?.pages.flatMap((p) => p.results) ?? [];
  return (
    <Screen
      title={say('ideas.log')}
      back
      help={say('ideas.log_help')}
      seenAt={list.data && list.isError ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void list.refetch()}
      refreshing={list.isRefetching}
    >
      {list.data ? (
        rows.length ? (
          <ListCard label={say('ideas.log')}>
            {rows.map((row, i) => (
              <ListRow
                key={row.id}
                first={i === 0}
                drawing={row.kind === 'other' ? 'idea' : drawingOf(row.kind)}
                title={titleWords(say, row)}
                lang={row.language}
                href={`/ideas/${row.idea_id}`}
                text={
                  <View>
                    <Text bold>{`${dateWords(say, row.date, today)}: ${statusWords(say, row.status)}`}</Text>
                    {row.hidden_reason ? <Text>{say('ideas.hidden', { reason: row.hidden_reason })}</Text> : null}
                    {row.reason ? <Text>{say('ideas.log_reason', { reason: row.reason })}</Text> : null}
                    {row.other ? <Text>{mergeWords(say, row)}</Text> : null}
                    {row.ballot_id && row.status !== 'in_ballot' ? <Text>{say('ideas.log_by_vote')}</Text> : null}
                    <Text tone="quiet">{nextWords(say, row.status)}</Text>
                  </View>
                }
              />
            ))}
          </ListCard>
        ) : (
          <Empty drawing="idea" title={say('ideas.log_empty')} text={say('ideas.log_empty_text')} />
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
