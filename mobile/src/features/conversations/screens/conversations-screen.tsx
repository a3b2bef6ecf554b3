import { useState } from 'react';
import type { ConversationCard } from '@/api/shapes';
import {
  Button,
  Card,
  CardHead,
  Empty,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  OutboxLine,
  Part,
  Screen,
  Text,
} from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { PlanForm } from '../components/plan-form';
import { useConversations, usePlan } from '../queries';
import { heldBefore, stateWords, toCome, whenWords } from '../said';

/** For those who may plan one. */
function PlanOne({ today }: { today: string }) {
  const { say } = useWords();
  const { plan, latest, waiting } = usePlan();
  const [open, setOpen] = useState(false);
  return (
    <>
      {open ? (
        <PlanForm today={today} onSave={(p) => void plan(p).then(() => setOpen(false))} />
      ) : (
        <Button grow drawing="plus" onPress={() => setOpen(true)}>
          {say('conversations.plan')}
        </Button>
      )}
      {waiting.map(({ key, plan: p }) => (
        <Card key={key}>
          <CardHead drawing="say" title={p.question} lines={<Text tone="quiet">{say('conversations.waiting')}</Text>} />
        </Card>
      ))}
      <OutboxLine row={latest} />
      <Button grow drawing="people" href="/desk/present">
        {say('conversations.present')}
      </Button>
    </>
  );
}

function Rows({ rows, today, label }: { rows: readonly ConversationCard[]; today: string; label: string }) {
  const { say } = useWords();
  if (!rows.length) return null;
  return (
    <>
      <Part>{label}</Part>
      <ListCard label={label}>
        {rows.map((c, i) => (
          <ListRow
            key={c.id}
            first={i === 0}
            drawing={c.state === 'written_up' ? 'tick' : 'say'}
            title={c.question}
            lang={c.language}
            text={
              <>
                <Text>{whenWords(say, c, today)}</Text>
                <Text tone="quiet">
                  {c.held_date >= today && c.state === 'planned' ? c.place : stateWords(say, c, c.is_mine, today)}
                </Text>
                {c.late_steps ? <Text tone="stop">{say.count('conversations.late_steps', c.late_steps)}</Text> : null}
              </>
            }
            href={`/conversations/${c.id}`}
          />
        ))}
      </ListCard>
    </>
  );
}

/** Conversations to come, and what was said in those that were held. */
export function ConversationsScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  const list = useConversations();
  const rows = list.data?.pages.flatMap((p) => p.results) ?? [];
  return (
    <Screen
      title={say('ideas.conversations')}
      back
      help={say('conversations.help')}
      seenAt={list.data && list.isError ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void list.refetch()}
      refreshing={list.isRefetching}
    >
      {has('organiser', 'connector', 'lead') ? <PlanOne today={today} /> : null}
      {list.data ? (
        rows.length ? (
          <>
            <Rows rows={toCome(rows, today)} today={today} label={say('conversations.to_come')} />
            <Rows rows={heldBefore(rows, today)} today={today} label={say('conversations.held_before')} />
          </>
        ) : (
          <Empty drawing="say" title={say('conversations.empty')} text={say('conversations.empty_text')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
      {list.hasNextPage ? (
        <Button grow onPress={() => void list.fetchNextPage()}>
          {say('conversations.more')}
        </Button>
      ) : null}
    </Screen>
  );
}
