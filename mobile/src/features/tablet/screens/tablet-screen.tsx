import { useState } from 'react';
import { View } from 'react-native';
import {
  BigButton,
  Button,
  DuskDrawing,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  Part,
  Screen,
  Text,
  TextLink,
} from '@/design';
import { useIdle } from '@/lib/idle';
import { momentWords } from '@/lib/when';
import { CardAndPin } from '@/shell/card-and-pin';
import { useOwnLanguage } from '@/shell/own-language';
import { Scan } from '@/shell/scan';
import { useWords } from '@/words';
import { cardText } from '../card-text';
import { LostCard } from '../components/lost-card';
import { OneDate, standsOf } from '../components/one-date';
import { type Here, type TabletDate, useDates, useEnter, useHere } from '../queries';

function SignIn({ onIn }: { onIn: (here: Here) => void }) {
  const { say } = useWords();
  const [card, setCard] = useState('');
  const enter = useEnter(onIn);
  return (
    <Screen
      title={say('tablet.title')}
      hero={<DuskDrawing />}
      help={say('tablet.help')}
      lead={<Text>{say('tablet.lead')}</Text>}
    >
      <Scan
        words={{
          start: say('tablet.scan'),
          stop: say('tablet.scan_stop'),
          here: say('tablet.scan_here'),
          no: say('tablet.scan_no'),
        }}
        onCard={(text) => setCard(cardText(text))}
      />
      <CardAndPin key={card} enter={enter} first={card} shared />
      <TextLink href="/kiosk">{say('tablet.vote')}</TextLink>
    </Screen>
  );
}

function Rows({ label, dates, onPick }: { label: string; dates: TabletDate[]; onPick: (id: string) => void }) {
  const { say } = useWords();
  return (
    <ListCard label={label}>
      {dates.map((date, i) => (
        <ListRow
          key={date.id}
          first={i === 0}
          drawing="walk"
          title={date.title}
          text={
            <>
              <Text tone="quiet">{momentWords(say, date.starts, date.ends)}</Text>
              <Text tone="quiet">{standsOf(say, date)}</Text>
            </>
          }
          onPress={() => onPick(date.id)}
        />
      ))}
    </ListCard>
  );
}

/** My places, then what I could join. */
function AtTablet({ here, onLeave }: { here: Here; onLeave: () => void }) {
  const { say } = useWords();
  const tablet = useDates(here.token, onLeave);
  const [picked, setPicked] = useState<string>();
  const [lost, setLost] = useState(false);
  const { dates } = tablet;
  const date = dates && [...dates.mine, ...dates.open].find((d) => d.id === picked);
  const back = () => {
    setPicked(undefined);
    setLost(false);
    tablet.forgetError();
  };
  if (lost) return <LostCard token={here.token} onBack={back} onDone={onLeave} />;
  if (date)
    return (
      <OneDate
        key={`${date.id} ${JSON.stringify(date.my_party)}`}
        date={date}
        tablet={tablet}
        onBack={back}
        onDone={onLeave}
      />
    );
  return (
    <Screen
      title={say('tablet.mine')}
      help={say('tablet.help')}
      foot={<BigButton onPress={onLeave}>{say('tablet.done')}</BigButton>}
    >
      {dates ? (
        <>
          {dates.mine.length ? (
            <Rows label={say('tablet.mine')} dates={dates.mine} onPick={setPicked} />
          ) : (
            <Text>{say('tablet.mine_none')}</Text>
          )}
          <Part>{say('tablet.open')}</Part>
          {dates.open.length ? (
            <Rows label={say('tablet.open')} dates={dates.open} onPick={setPicked} />
          ) : (
            <Text>{say('tablet.open_none')}</Text>
          )}
        </>
      ) : tablet.error ? (
        <ErrorNote error={tablet.error} again={() => void tablet.again()} />
      ) : (
        <Loading />
      )}
      {here.replaces_cards ? (
        <Button grow onPress={() => setLost(true)}>
          {say('tablet.lost')}
        </Button>
      ) : null}
    </Screen>
  );
}

/** A tablet in the staff room: card and PIN, dates, signed out. Whoever walks away is signed out after a minute. */
export function TabletScreen() {
  const { here, enter, leave } = useHere();
  const { isOther, back } = useOwnLanguage(here !== undefined);
  // Also whoever only chose a language and walked away.
  const touched = useIdle(here !== undefined || isOther, here ? leave : back);
  const frame = {
    onStartShouldSetResponderCapture: () => {
      touched();
      return false;
    },
  };
  return (
    <View style={{ flex: 1 }} {...frame}>
      {here ? <AtTablet key={here.token} here={here} onLeave={leave} /> : <SignIn key="out" onIn={enter} />}
    </View>
  );
}
