import { type ReactNode, useState } from 'react';
import {
  BigButton,
  Button,
  Card,
  Empty,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Screen,
  Sheet,
  Text,
} from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { type Say, useWords } from '@/words';
import { type OneDate, type Party, type Series, useComingEveryTime, useSeries } from '../queries';
import { limitsWords, restWords, ruleWords } from '../say';

/** Where a date was before somebody moved it. */
export const changeText = (say: Say, date: OneDate, today: string): string =>
  date.by_hand && date.belongs ? say('series.moved', { when: momentWords(say, date.belongs, null, today) }) : '';

/** What one date is for me: its time, whether I have a place, and what changed. */
function dateText(say: Say, date: OneDate, today: string): string {
  const mine =
    date.mine === 'placed'
      ? say('series.mine_placed')
      : date.mine === 'offered'
        ? say('series.mine_offered')
        : date.mine === 'waiting'
          ? say(date.state === 'planned' ? 'series.mine_planned' : 'series.mine_waiting')
          : date.state === 'published'
            ? say('series.only_this')
            : date.state === 'planned'
              ? say('activities.planned')
              : '';
  const changed = date.state === 'cancelled' ? say('series.cancelled') : changeText(say, date, today);
  return [`${date.starts.time}.`, changed, date.state === 'cancelled' ? '' : mine].filter(Boolean).join(' ');
}

function Dates({ series }: { series: Series }) {
  const { say } = useWords();
  if (!series.dates.length)
    return <Empty drawing="time" title={say('series.no_dates')} text={say('series.no_dates_text')} />;
  return (
    <>
      <Part>{say('series.coming_dates')}</Part>
      <ListCard>
        {series.dates.map((date, i) => (
          <ListRow
            key={date.id}
            first={i === 0}
            drawing={date.state === 'cancelled' ? 'cross' : date.mine === 'placed' ? 'tick' : 'time'}
            title={dateWords(say, date.starts.date, series.today)}
            text={dateText(say, date, series.today)}
            href={`/occurrences/${date.id}`}
          />
        ))}
      </ListCard>
    </>
  );
}

/** The foot: come every time, or stop that. What is pressed is shown at once. */
export interface GuestsProps {
  value: Party;
  onChange: (party: Party) => void;
  most: number;
}
type Guests = (props: GuestsProps) => ReactNode;
const ALONE: Party = { adults: 0, children_0_4: 0, children_5_10: 0, children_11_17: 0 };
const MOST_GUESTS = 8;
const isSame = (one: Party, other: Party) => (Object.keys(one) as (keyof Party)[]).every((b) => one[b] === other[b]);

function Foot({ series, guests }: { series: Series; guests: Guests }) {
  const { say } = useWords();
  const mine = useComingEveryTime(series.activity_id);
  const [open, setOpen] = useState(false);
  const [party, setParty] = useState(series.my_guests ?? ALONE);
  const comes = mine.pressed === 'come' || (mine.pressed !== 'stop' && series.i_come_every_time);
  return (
    <>
      {mine.pressed === 'stop' ? <Note tone="leaf">{say('series.stopping')}</Note> : null}
      {comes ? (
        <Note tone="leaf" title={say(mine.pressed ? 'series.asked' : 'series.coming')}>
          {say('series.coming_text')}
        </Note>
      ) : (
        <Text>{say('series.come_text')}</Text>
      )}
      <Text bold>{say('changing.guests')}</Text>
      {guests({ value: party, onChange: setParty, most: Math.min(MOST_GUESTS, (series.places ?? 1) - 1) })}
      {comes && series.my_guests && !mine.pressed && !isSame(party, series.my_guests) ? (
        <BigButton onPress={() => void mine.come(party)}>{say('changing.guests_save')}</BigButton>
      ) : null}
      {comes ? (
        <Button grow onPress={() => setOpen(true)}>
          {say('series.stop')}
        </Button>
      ) : (
        <BigButton onPress={() => void mine.come(party)}>{say('series.come')}</BigButton>
      )}
      <OutboxLine row={mine.latest} />
      <Sheet open={open} onClose={() => setOpen(false)} title={say('series.stop_title')}>
        <Text>{say('series.stop_text')}</Text>
        <BigButton
          onPress={() => {
            setOpen(false);
            void mine.stop();
          }}
        >
          {say('series.stop_yes')}
        </BigButton>
      </Sheet>
    </>
  );
}

/** A whole series for those who come: the rule in words, what changed, and every date. */
export function SeriesScreen({ id, guests, above }: { id: string; guests: Guests; above?: ReactNode }) {
  const { say } = useWords();
  const read = useSeries(id);
  const series = read.data?.data;
  if (!series)
    return (
      <Screen title={say('series.title')} back titleHidden={read.isPending}>
        {read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />}
      </Screen>
    );
  return (
    <Screen
      title={series.title}
      back
      help={say('series.help')}
      onRefresh={() => void read.refetch()}
      refreshing={read.isRefetching}
      foot={series.rule ? <Foot series={series} guests={guests} /> : undefined}
    >
      {above}
      {series.resting ? (
        <Note tone="amber" title={say('series.resting')}>
          {`${restWords(say, series.resting, series.today)} ${say('series.resting_text')}`}
        </Note>
      ) : null}
      {series.rule ? (
        <Card>
          <Text bold>{ruleWords(say, series.rule)}</Text>
          {limitsWords(say, series.rule, series.today).map((line) => (
            <Text key={line}>{line}</Text>
          ))}
          {series.every_time ? <Text tone="quiet">{say.count('series.every_time', series.every_time)}</Text> : null}
        </Card>
      ) : (
        <Note title={say('series.once')}>{say('series.once_text')}</Note>
      )}
      <Dates series={series} />
    </Screen>
  );
}
