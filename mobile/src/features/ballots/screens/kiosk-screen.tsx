import { useState } from 'react';
import { View } from 'react-native';
import {
  BigButton,
  Button,
  Card,
  DuskDrawing,
  Empty,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  Note,
  Screen,
  Text,
} from '@/design';
import { useIdle } from '@/lib/idle';
import { useMe, useSession } from '@/session';
import { CardAndPin } from '@/shell/card-and-pin';
import { useOwnLanguage } from '@/shell/own-language';
import { useWords } from '@/words';
import { Paper } from '../components/paper';
import { useKioskSignIn, useKioskVote } from '../kiosk';
import { useBallot, useBallots } from '../queries';
import { newReceipt, receiptCode, receiptWords } from '../receipt';
import { closing } from '../said';

function SignIn() {
  const { say } = useWords();
  return (
    <Screen
      title={say('ballots.kiosk_title')}
      hero={<DuskDrawing />}
      help={say('ballots.kiosk_help')}
      lead={<Text>{say('ballots.kiosk_lead')}</Text>}
    >
      <CardAndPin enter={useKioskSignIn()} shared />
      <Text tone="quiet">{say('ballots.kiosk_alone')}</Text>
    </Screen>
  );
}

/** Which vote, when there are several; nothing to do leads out. */
function Pick({ onPick, onLeave }: { onPick: (id: string) => void; onLeave: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const list = useBallots();
  const open = (list.data ?? []).filter((b) => b.state === 'open' && b.my_paper === 'unused');
  return (
    <Screen
      title={say('ballots.title')}
      help={say('ballots.kiosk_help')}
      foot={<BigButton onPress={onLeave}>{say('ballots.kiosk_leave')}</BigButton>}
    >
      {list.data ? (
        open.length ? (
          <ListCard label={say('ballots.title')}>
            {open.map((b, i) => (
              <ListRow
                key={b.id}
                first={i === 0}
                drawing="vote"
                title={b.title}
                text={<Text tone="quiet">{say('ballots.closes', { date: closing(say, b.closes, today) })}</Text>}
                onPress={() => onPick(b.id)}
              />
            ))}
          </ListCard>
        ) : (
          <Empty drawing="vote" title={say('ballots.kiosk_nothing')} text={say('ballots.kiosk_nothing_text')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

/** The ticks, then the receipt, which only the voter takes along. */
function Vote({ id, onLeave }: { id: string; onLeave: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const ballot = useBallot(id);
  const vote = useKioskVote(id);
  const [asked, setAsked] = useState<{ receipt: string; options: readonly string[] }>();
  const leave = <BigButton onPress={onLeave}>{say('ballots.kiosk_leave')}</BigButton>;
  if (asked && vote.isSuccess)
    return (
      <Screen
        title={say('ballots.is_in')}
        lead={<Text>{say('ballots.nobody_sees')}</Text>}
        help={say('ballots.kiosk_help')}
        foot={leave}
      >
        <Card>
          <Text bold>{say('ballots.your_receipt')}</Text>
          <Text size="screen" bold>
            {receiptWords(asked.receipt, say('ballots.receipt_words'))}
          </Text>
          <Text bold selectable>
            {receiptCode(asked.receipt)}
          </Text>
          <Text>{say('ballots.kiosk_receipt')}</Text>
        </Card>
      </Screen>
    );
  if (asked)
    return (
      <Screen title={ballot.data?.title ?? say('ballots.title')} help={say('ballots.kiosk_help')} foot={leave}>
        {vote.isError ? (
          <>
            <ErrorNote error={vote.error} />
            <Note tone="amber">{say('ballots.kiosk_not_in')}</Note>
            <Button grow onPress={() => vote.mutate(asked)}>
              {say('ballots.kiosk_again')}
            </Button>
          </>
        ) : (
          <Loading />
        )}
      </Screen>
    );
  if (ballot.data?.state === 'open' && ballot.data.my_paper === 'unused')
    return (
      <Paper
        ballot={ballot.data}
        first={[]}
        isFirst
        isShared
        onPut={(options) => {
          const put = { receipt: newReceipt(), options };
          setAsked(put);
          vote.mutate(put);
        }}
      />
    );
  return (
    <Screen title={ballot.data?.title ?? say('ballots.title')} help={say('ballots.kiosk_help')} foot={leave}>
      {ballot.data ? (
        <Empty drawing="vote" title={say('ballots.closed_on', { date: closing(say, ballot.data.closes, today) })} />
      ) : ballot.isError ? (
        <ErrorNote error={ballot.error} again={() => void ballot.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

/** A tablet in the staff room: card and PIN, vote alone, signed out. Whoever walks away is signed out after a minute. */
export function KioskScreen() {
  const { status, session, signOut } = useSession();
  const [picked, setPicked] = useState<string>();
  const leave = () => {
    setPicked(undefined);
    void signOut();
  };
  const isIn = status === 'in' && session !== undefined;
  const { isOther, back } = useOwnLanguage(isIn);
  const touched = useIdle(isIn || isOther, isIn ? leave : back);
  const frame = {
    onStartShouldSetResponderCapture: () => {
      touched();
      return false;
    },
  };
  return (
    <View style={{ flex: 1 }} {...frame}>
      {isIn ? (
        picked ? (
          <Vote key={`${session.member.id} ${picked}`} id={picked} onLeave={leave} />
        ) : (
          <Pick key={session.member.id} onPick={setPicked} onLeave={leave} />
        )
      ) : (
        <SignIn key="out" />
      )}
    </View>
  );
}
