import { Empty, ErrorNote, ListCard, ListRow, Loading, Screen, Text } from '@/design';
import { phoneTime } from '@/lib/when';
import { useOutbox } from '@/outbox';
import { useMe } from '@/session';
import { type Say, useWords } from '@/words';
import { useBallots } from '../queries';
import { closing } from '../said';
import type { BallotCard } from '../types';

function stateWords(say: Say, b: BallotCard, queued: boolean, today: string): string {
  if (b.state !== 'open') return say(`ballots.state_${b.state}` as const);
  const closes = say('ballots.closes', { date: closing(say, b.closes, today) });
  if (queued) return `${say('ballots.paper_queued')} ${closes}`;
  if (b.my_paper === 'printed') return `${say('home.paper_printed')} ${closes}`;
  return b.my_paper === 'used' ? `${say('ballots.paper_used')} ${closes}` : closes;
}
function BallotRow({ ballot, first, today }: { ballot: BallotCard; first: boolean; today: string }) {
  const { say } = useWords();
  const { pending } = useOutbox(`ballot:${ballot.id}`);
  return (
    <ListRow
      first={first}
      drawing="vote"
      title={ballot.title}
      text={<Text tone="quiet">{stateWords(say, ballot, pending.length > 0, today)}</Text>}
      href={ballot.state === 'settled' ? `/ballots/${ballot.id}/outcome` : `/ballots/${ballot.id}`}
    />
  );
}
/** Every vote: open ones first, then how the others went. */
export function BallotsScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const list = useBallots();
  const rank = (b: BallotCard) => (b.state === 'open' ? 0 : 1);
  const rows = [...(list.data ?? [])].sort((a, b) => rank(a) - rank(b));
  return (
    <Screen
      title={say('ballots.title')}
      back
      help={say('ballots.help')}
      seenAt={list.data && list.isError ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
    >
      {list.data ? (
        rows.length ? (
          <ListCard label={say('ballots.title')}>
            {rows.map((b, i) => (
              <BallotRow key={b.id} ballot={b} first={i === 0} today={today} />
            ))}
          </ListCard>
        ) : (
          <Empty drawing="vote" title={say('ballots.empty')} text={say('ballots.empty_text')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
