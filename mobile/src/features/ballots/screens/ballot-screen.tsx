import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import {
  BigButton,
  Button,
  Card,
  Empty,
  ErrorNote,
  Fact,
  go,
  goInstead,
  Loading,
  Note,
  OutboxLine,
  Screen,
  Text,
} from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { BallotBox } from '../components/ballot-box';
import { CodeField } from '../components/code-field';
import { Paper } from '../components/paper';
import { ReceiptCard } from '../components/receipt-card';
import { useBallot, useVote } from '../queries';
import { closing, titlesOf } from '../said';
import type { Ballot } from '../types';

/** What was ticked, one under the other. */
function Ticks({ ballot, ids, title }: { ballot: Ballot; ids: readonly string[]; title?: string }) {
  return (
    <Card>
      {title ? <Text bold>{title}</Text> : null}
      {titlesOf(ballot.options, ids).map((t) => (
        <Fact key={t} drawing="tick">
          {t}
        </Fact>
      ))}
    </Card>
  );
}

function Vote({ ballot, seenAt }: { ballot: Ballot; seenAt?: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const vote = useVote(ballot);
  const [changing, setChanging] = useState(false);
  const [code, setCode] = useState<string>();
  const closes = closing(say, ballot.closes, today);
  const { kept, state } = vote;
  const page = { back: true, help: say('ballots.help'), seenAt };
  const put = (options: readonly string[]) => {
    const asked = code ? vote.putWithCode(code, options) : vote.put(options);
    void asked.then(() => {
      setChanging(false);
      setCode(undefined);
    });
  };

  if (state === 'late' || state === 'refused') {
    const late = state === 'late';
    return (
      <Screen
        {...page}
        title={late ? say(vote.wasFirst ? 'ballots.too_late' : 'ballots.change_too_late') : ballot.title}
        foot={<BigButton onPress={vote.dismiss}>{say('ballots.understood')}</BigButton>}
      >
        {late ? (
          <Note tone="clay">
            {say(vote.wasFirst ? 'ballots.too_late_text' : 'ballots.change_too_late_text', { date: closes })}
          </Note>
        ) : (
          <OutboxLine row={vote.latest} />
        )}
        {vote.asked.length ? <Ticks ballot={ballot} ids={vote.asked} title={say('ballots.you_ticked')} /> : null}
      </Screen>
    );
  }
  if (state === 'queued')
    return (
      <Screen
        {...page}
        title={say('ballots.on_its_way')}
        foot={<BigButton onPress={() => goInstead('/')}>{say('ballots.done')}</BigButton>}
      >
        <Note tone="amber" drawing="time" title={say('ballots.not_counted', { date: closes })} live>
          {say('ballots.not_counted_text')}
        </Note>
        <OutboxLine row={vote.latest} />
        {vote.asked.length ? <Ticks ballot={ballot} ids={vote.asked} title={say('ballots.you_ticked')} /> : null}
      </Screen>
    );
  if (ballot.state !== 'open')
    return (
      <Screen {...page} title={ballot.title} lead={<Text>{say('ballots.closed_on', { date: closes })}</Text>}>
        <Empty drawing="vote" title={say(`ballots.state_${ballot.state}` as const)}>
          {ballot.state === 'settled' ? (
            <Button href={`/ballots/${ballot.id}/outcome`}>{say('ballots.outcome')}</Button>
          ) : (
            <Button href="/">{say('common.go_home')}</Button>
          )}
        </Empty>
        {kept?.ticked?.length ? <Ticks ballot={ballot} ids={kept.ticked} title={say('ballots.you_ticked')} /> : null}
      </Screen>
    );
  if (changing || code || (state === 'nothing' && ballot.my_paper === 'unused'))
    return (
      <Paper
        key={code ?? kept?.receipt ?? 'first'}
        ballot={ballot}
        first={code ? [] : (kept?.ticked ?? [])}
        note={code ? say('ballots.not_known_ticks') : undefined}
        isFirst={!kept?.ticked && !code}
        onPut={put}
        seenAt={seenAt}
      />
    );
  if (state === 'in' || state === 'out') {
    const isIn = state === 'in';
    return (
      <Screen
        {...page}
        hero={isIn ? <BallotBox /> : undefined}
        title={say(isIn ? 'ballots.is_in' : 'ballots.is_out')}
        lead={<Text>{isIn ? say('ballots.nobody_sees') : say('ballots.is_out_text', { date: closes })}</Text>}
        foot={
          isIn ? (
            <BigButton onPress={() => goInstead('/')}>{say('ballots.done')}</BigButton>
          ) : (
            <BigButton onPress={() => setChanging(true)}>{say('ballots.tick_again')}</BigButton>
          )
        }
      >
        {kept ? (
          <ReceiptCard
            receipt={kept.receipt}
            title={ballot.title}
            onChange={() => setChanging(true)}
            onTakeOut={isIn ? () => void vote.takeOut() : undefined}
            onForget={vote.forget}
          />
        ) : null}
        {isIn && kept?.ticked ? <Ticks ballot={ballot} ids={kept.ticked} title={say('ballots.you_ticked')} /> : null}
        <Fact drawing="time">{say('ballots.hear', { date: closes })}</Fact>
        <OutboxLine row={vote.latest} />
      </Screen>
    );
  }
  if (ballot.my_paper === 'printed')
    return (
      <Screen
        {...page}
        title={ballot.title}
        foot={<BigButton onPress={() => goInstead('/')}>{say('ballots.done')}</BigButton>}
      >
        <Empty drawing="vote" title={say('ballots.printed_title')} text={say('ballots.printed_text')} />
        <Fact drawing="time">{say('ballots.hear', { date: closes })}</Fact>
      </Screen>
    );
  if (state === 'elsewhere')
    return (
      <Screen
        {...page}
        title={say('ballots.used_elsewhere')}
        lead={<Text>{say('ballots.used_elsewhere_text')}</Text>}
        foot={<BigButton onPress={() => goInstead('/')}>{say('ballots.done')}</BigButton>}
      >
        <Card>
          <CodeField button={say('ballots.code_use')} onCode={setCode} />
        </Card>
        <Fact drawing="time">{say('ballots.hear', { date: closes })}</Fact>
      </Screen>
    );
  return (
    <Screen
      {...page}
      title={ballot.title}
      foot={<BigButton onPress={() => go('/card')}>{say('home.new_card')}</BigButton>}
    >
      <Empty drawing="vote" title={say('ballots.no_paper')} text={say('ballots.no_paper_text')} />
    </Screen>
  );
}

/** One vote: tick, put in, keep the receipt. */
export function BallotScreen() {
  const { say } = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const ballot = useBallot(id);
  if (ballot.data)
    return (
      <Vote
        ballot={ballot.data}
        seenAt={ballot.isError ? phoneTime(new Date(ballot.dataUpdatedAt).toISOString()) : undefined}
      />
    );
  return (
    <Screen title={say('ballots.title')} back help={say('ballots.help')}>
      {ballot.isError ? <ErrorNote error={ballot.error} again={() => void ballot.refetch()} /> : <Loading />}
    </Screen>
  );
}
