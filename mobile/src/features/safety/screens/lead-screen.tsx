import { useState } from 'react';
import { View } from 'react-native';
import { isProblem } from '@/api/problems';
import {
  BigButton,
  Button,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Screen,
  Sheet,
  Text,
  useLargeText,
} from '@/design';
import { useOnline } from '@/lib/online';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { CheckList } from '../components/check-list';
import { CountCard, useCount } from '../components/count-card';
import { HurtSheet } from '../components/hurt-sheet';
import { COUNT_AT_END, COUNT_AT_START, itemNamed, missing, rowsOf } from '../overlay';
import { useKept, useLeading } from '../queries';
import { leadersWords } from '../say';
import type { Checklist, Item, LedDate } from '../types';

type Leading = ReturnType<typeof useLeading>;
type Open = 'stop' | 'hurt' | 'fewer' | undefined;

/** What is missing, one line each: said when the button is pressed. */
const named = (title: string, items: readonly Item[]): string | undefined =>
  items.length ? [title, ...items.map((i) => `• ${i.text}`)].join('\n') : undefined;

function Led({ date, read, now, led }: { date: LedDate; read: Checklist; now: Checklist; led: Leading }) {
  const { say } = useWords();
  const { today } = useMe();
  const online = useOnline();
  const kept = useKept();
  const narrow = useLargeText();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const state = led.state ?? date.state;
  const gone = state === 'started' || state === 'stopped';
  const still = state === 'closed' || state === 'cancelled';

  const atStart = itemNamed(now, COUNT_AT_START);
  const atEnd = itemNamed(now, COUNT_AT_END);
  const here = useCount(atStart, (n) => led.count('start', n));
  const back = useCount(atEnd, (n) => led.count('end', n));
  const setOffCount = atStart?.tick?.ticked ? (atStart.tick.number ?? 0) : here.count;

  const onTick = (item: Item, ticked: boolean, note?: string) =>
    void led.tick(item.id, { ticked, ...(note && { note }) });
  const setOff = async () => {
    await here.writeNow();
    await led.start();
  };
  const finish = async () => {
    close();
    await back.writeNow();
    await led.close(back.count);
  };

  const before = rowsOf(now, 'before');
  const whyPublish = named(say('safety.missing_publish'), missing(read, now, 'publish'));
  const whyStart =
    named(say('safety.missing_start'), missing(read, now, 'start')) ??
    (here.count === 0 ? say('safety.count_first') : undefined);
  const whyClose =
    named(say('safety.missing_close'), missing(read, now, 'close')) ??
    (back.count === 0 ? say('safety.count_first') : undefined);
  const big =
    state === 'planned' ? (
      <BigButton why={whyPublish} onPress={() => void led.publish()}>
        {say('safety.open_for_all')}
      </BigButton>
    ) : state === 'published' ? (
      <BigButton why={whyStart} onPress={() => void setOff()}>
        {say('safety.set_off', { count: here.count })}
      </BigButton>
    ) : gone ? (
      <BigButton why={whyClose} onPress={() => (back.count < setOffCount ? setOpen('fewer') : void finish())}>
        {say.count('safety.everyone_back', back.count)}
      </BigButton>
    ) : null;
  const stops = state === 'published' || state === 'started';

  return (
    <Screen
      title={date.title}
      back
      help={say('safety.help')}
      lead={
        <View>
          <Text>{`${leadersWords(say, date)} ${say('safety.back_by', { time: date.back_by })}`}</Text>
          <Text tone="quiet">{momentWords(say, date.starts, date.ends, today)}</Text>
        </View>
      }
      foot={
        still ? undefined : (
          <>
            <View style={{ flexDirection: narrow ? 'column' : 'row', gap: 12, alignItems: 'flex-start' }}>
              {stops ? (
                <Button tone="stop" onPress={() => setOpen('stop')} style={{ minHeight: 64 }} grow={narrow}>
                  {say('safety.stop')}
                </Button>
              ) : null}
              <View style={narrow ? { alignSelf: 'stretch' } : { flex: 1 }}>{big}</View>
            </View>
            <OutboxLine row={led.latest} />
            {led.latest?.state === 'refused' ? (
              <Button grow onPress={led.dismiss}>
                {say('safety.read_it')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {!online && led.unsent ? <Note tone="indigo">{say.count('safety.unsent', led.unsent)}</Note> : null}
      {kept ? null : (
        <Note tone="amber" drawing="phone">
          {say('safety.kept_only_open')}
        </Note>
      )}
      {state === 'cancelled' ? <Note tone="clay">{say('safety.cancelled')}</Note> : null}
      {state === 'stopped' ? (
        <Note tone="clay" drawing="stop" title={say('safety.stopped_title')}>
          {say('safety.stopped_text')}
        </Note>
      ) : null}
      {state === 'closed' ? (
        <Note tone="leaf" title={say('safety.closed_title')}>
          {say('safety.closed_text')}
        </Note>
      ) : null}
      {state === 'published' ? (
        <CountCard
          title={say('safety.how_many')}
          count={here.count}
          onChange={here.set}
          of={date.taken}
          item={atStart}
        />
      ) : null}
      {gone ? (
        <CountCard
          title={say('safety.how_many_back')}
          count={back.count}
          onChange={back.set}
          of={setOffCount}
          item={atEnd}
        />
      ) : null}
      {state === 'planned' ? <CheckList title={say('safety.before_day')} items={before} onTick={onTick} /> : null}
      {gone ? null : (
        <CheckList title={say('safety.before_set_off')} items={rowsOf(now, 'setOff')} onTick={onTick} still={still} />
      )}
      <CheckList title={say('safety.on_the_way')} items={rowsOf(now, 'way')} onTick={onTick} still={still} />
      {gone || still ? (
        <CheckList title={say('safety.afterwards')} items={rowsOf(now, 'after')} onTick={onTick} still={still} />
      ) : null}
      {still ? null : (
        <ListCard>
          <ListRow first drawing="help" title={say('safety.hurt')} onPress={() => setOpen('hurt')} />
        </ListCard>
      )}
      {gone || still ? (
        <CheckList
          folded
          title={say('safety.before_set_off')}
          items={rowsOf(now, 'setOff')}
          onTick={onTick}
          still={still}
        />
      ) : (
        <CheckList folded title={say('safety.afterwards')} items={rowsOf(now, 'after')} onTick={onTick} still={still} />
      )}
      {state === 'planned' ? null : (
        <CheckList folded title={say('safety.before_day')} items={before} onTick={onTick} still={still} />
      )}
      <Sheet open={open === 'stop'} onClose={close} title={say('safety.stop_title')} closeWord={say('safety.stop_not')}>
        <Text>{say('safety.stop_text')}</Text>
        <Button
          tone="stop"
          grow
          style={{ minHeight: 64 }}
          onPress={() => {
            close();
            void led.stop();
          }}
        >
          {say('safety.stop_now')}
        </Button>
      </Sheet>
      <Sheet
        open={open === 'fewer'}
        onClose={close}
        title={say('safety.fewer_title')}
        closeWord={say('safety.fewer_no')}
      >
        <Text>{say('safety.fewer_text', { start: setOffCount, back: back.count })}</Text>
        <BigButton onPress={() => void finish()}>{say('safety.fewer_yes')}</BigButton>
      </Sheet>
      <HurtSheet open={open === 'hurt'} onClose={close} plan={itemNamed(now, 'C-B8')?.tick?.note ?? null} />
    </Screen>
  );
}

/** The lead's own list: counted, ticked, set off, stopped and finished, with or without signal. */
export function LeadScreen({ id }: { id: string }) {
  const { say } = useWords();
  const online = useOnline();
  const led = useLeading(id);
  const { list, date, now } = led;
  if (list.data && date.data && now) return <Led date={date.data} read={list.data} now={now} led={led} />;
  const error = list.error ?? date.error;
  return (
    <Screen title={say('safety.lead_title')} back help={say('safety.help')}>
      {error && !online ? (
        <Note tone="clay" title={say('safety.not_kept_title')}>
          {say('safety.not_kept')}
        </Note>
      ) : error && isProblem(error) && error.status === 403 ? (
        <Note tone="clay">{say('safety.not_yours')}</Note>
      ) : error ? (
        <ErrorNote
          error={error}
          again={() => {
            void list.refetch();
            void date.refetch();
          }}
        />
      ) : (
        <Loading text={say('safety.loading')} />
      )}
    </Screen>
  );
}
/** Keeps the list on the phone of whoever leads, once they have opened the page of the date. Draws nothing. */
export function KeepChecklist({ id }: { id: string }) {
  useLeading(id);
  return null;
}
