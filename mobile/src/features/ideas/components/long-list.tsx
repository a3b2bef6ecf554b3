import { type ComponentProps, Fragment, type ReactNode } from 'react';
import { Button, Empty, ErrorNote, Loading, Screen } from '@/design';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';

/** What a page by page read gives: `useDecisions`, `useRules`. */
interface Pages<Row> {
  data?: { pages: { results: Row[] }[] } | undefined;
  error: unknown;
  isError: boolean;
  isRefetching: boolean;
  dataUpdatedAt: number;
  hasNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** A whole screen that is one long list, read page by page: its rows, or why there are none. */
export function LongList<Row extends { id: string }>({
  list,
  title,
  help,
  empty,
  around = (rows) => rows,
  row,
}: {
  list: Pages<Row>;
  title: string;
  help: string;
  empty: ComponentProps<typeof Empty>;
  /** What holds the rows together; nothing by itself. */
  around?: (rows: ReactNode) => ReactNode;
  row: (row: Row, first: boolean) => ReactNode;
}) {
  const { say } = useWords();
  const rows = list.data?.pages.flatMap((p) => p.results) ?? [];
  return (
    <Screen
      title={title}
      back
      help={help}
      seenAt={list.data && list.isError ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void list.refetch()}
      refreshing={list.isRefetching}
    >
      {list.data ? (
        rows.length ? (
          around(rows.map((r, i) => <Fragment key={r.id}>{row(r, i === 0)}</Fragment>))
        ) : (
          <Empty {...empty} />
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
