import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { isProblem } from '@/api/problems';
import {
  BigButton,
  Button,
  ErrorNote,
  Field,
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
import { CheckList, type TickMore } from '../components/check-list';
import { CountCard, useCount } from '../components/count-card';
import { HurtSheet } from '../components/hurt-sheet';
import { Questions } from '../components/questions';
import { OlderTicks, RefusedTicks } from '../components/refused-ticks';
import { COUNT_AT_END, COUNT_AT_START, itemNamed, missing, rowsOf } from '../overlay';
import { useKept, useLeading } from '../queries';
import { leadersWords } from '../say';
import type { Checklist, Item, LedDate } from '../types';

type Leading = ReturnType<typeof useLeading>;
type Open = 'stop' | 'hurt' | 'differ' | undefined;

/** What is missing, one line each: said when the button is pressed. */
const named = (title: string, items: readonly Item[]): string | undefined =>
  items.length ? [title, ...items.map((i) => `• ${i.text}`)].join('\n') : undefined;

function Foot({
  big,
  stop,
  why,
  led,
}: {
  big: ReactNode;
  stop: (() => void) | undefined;
  /** Said once the button was pressed and could not do it. */
  why: string | undefined;
  led: Leading;
}) {
  const { say } = useWords();
  const stacked = useLargeText();
  return (
    <>
      <View style={{ flexDirection: stacked ? 'column' : 'row', gap: 12, alignItems: 'flex-start' }}>
        {stop ? (
          <Button tone="stop" onPress={stop} style={{ minHeight: 64 }} grow={stacked}>
            {say('safety.stop')}
          </Button>
        ) : null}
        <View style={stacked ? { alignSelf: 'stretch' } : { flex: 1 }}>{big}</View>
      </View>
      {why ? (
        <Note tone="clay" live>
          {why}
        </Note>
      ) : null}
      <OutboxLine row={led.latest} />
      {led.latest?.state === 'refused' ? (
        <Button grow onPress={led.dismiss}>
          {say('safety.read_it')}
        </Button>
      ) : null}
    </>
  );
}

type Register = (state: LedDate['state']) => ReactNode;
type Shown = { date: LedDate; now: Checklist; led: Leading; register: Register | undefined };

function Led({ date, now, led, register }: Shown) {
  const { say } = useWords();
  const { today, member } = useMe();
  const online = useOnline();
  const kept = useKept();
  const [open, setOpen] = useState<Open>();
  const [happened, setHappened] = useState('');
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const close = () => setOpen(undefined);
  const state = led.state ?? now.state;
  const gone = state === 'started' || state === 'stopped';
  const still = state === 'closed' || state === 'cancelled';
  const leads = date.lead?.is_me === true || date.second?.is_me === true;
  const notMine = leads ? undefined : say('safety.only_leads');

  const atStart = itemNamed(now, COUNT_AT_START);
  const atEnd = itemNamed(now, COUNT_AT_END);
  const here = useCount(atStart, (n) => led.count('start', n));
  const back = useCount(atEnd, (n, note) => led.count('end', n, note));
  const setOffCount = atStart?.tick?.ticked ? (atStart.tick.number ?? 0) : here.count;

  const onTick = (item: Item, ticked: boolean, more: TickMore = {}) => void led.tick(item.id, { ticked, ...more });
  const setOff = async () => {
    await here.writeNow();
    await led.start();
  };
  const finish = async (note?: string) => {
    close();
    await back.writeNow(note);
    await led.close();
  };

  const part = {
    before: rowsOf(now, 'before'),
    setOff: rowsOf(now, 'setOff'),
    way: rowsOf(now, 'way'),
    after: rowsOf(now, 'after'),
  };
  const list = (title: string, items: readonly Item[], folded = false) => (
    <CheckList
      key={`${title}${folded}`}
      title={title}
      items={items}
      folded={folded}
      onTick={onTick}
      still={still || (items !== part.before && !leads)}
      why={items === part.before ? undefined : notMine}
      stillOpen={
        folded && !still && (items === part.before || items === part.setOff) ? say('safety.still_open') : undefined
      }
    />
  );
  const counted = say('safety.count_first');
  const next =
    state === 'planned'
      ? {
          word: say('safety.open_for_all'),
          why: named(say('safety.missing_publish'), missing(now, 'publish')),
          press: () => void led.publish(),
        }
      : !leads
        ? undefined
        : state === 'published'
          ? {
              word: say('safety.set_off', { count: here.count }),
              why: named(say('safety.missing_start'), missing(now, 'start')) ?? (here.count ? undefined : counted),
              press: () => void setOff(),
            }
          : gone
            ? {
                word: back.count ? say.count('safety.everyone_back', back.count) : say('safety.finish'),
                why: named(say('safety.missing_close'), missing(now, 'close')) ?? (back.count ? undefined : counted),
                press: () => (back.count === setOffCount ? void finish() : setOpen('differ')),
              }
            : undefined;
  const big = next ? (
    <BigButton
      why={next.why}
      onWhy={() => setTold(true)}
      onPress={() => {
        setTold(false);
        next.press();
      }}
    >
      {next.word}
    </BigButton>
  ) : null;
  const stops = leads && (state === 'published' || state === 'started');

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
        big || stops ? (
          <Foot
            big={big}
            stop={stops ? () => setOpen('stop') : undefined}
            why={told ? next?.why : undefined}
            led={led}
          />
        ) : undefined
      }
    >
      {!online && led.unsent ? (
        <Note tone="indigo">
          {[say.count('safety.unsent', led.unsent), kept ? '' : say('safety.kept_only_open')].filter(Boolean).join(' ')}
        </Note>
      ) : null}
      <RefusedTicks rows={led.refused} list={now} onRead={led.dismiss} />
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
      {state === 'published' && leads ? (
        <CountCard
          title={say('safety.how_many')}
          count={here.count}
          onChange={here.set}
          of={now.taken}
          item={atStart}
        />
      ) : null}
      {gone && leads ? (
        <CountCard
          title={say('safety.how_many_back')}
          count={back.count}
          onChange={back.set}
          of={setOffCount}
          item={atEnd}
        />
      ) : null}
      {state === 'planned' ? null : register?.(state)}
      {state === 'planned' ? list(say('safety.before_day'), part.before) : null}
      {state === 'planned' && date.may.change ? <Questions activityId={date.activity_id} /> : null}
      {still ? null : (
        <ListCard>
          <ListRow
            first
            drawing="checklist"
            title={say('safety.plan_open')}
            text={state === 'planned' ? say('safety.plan_open_text') : undefined}
            href={`/plan/${date.activity_id}`}
          />
          <ListRow drawing="help" title={say('safety.notes_open')} href={`/occurrences/${date.id}/notes`} />
          <ListRow
            drawing="home"
            title={say('safety.out_open')}
            text={say('safety.out_open_text')}
            href={`/occurrences/${date.id}/out`}
          />
        </ListCard>
      )}
      {gone || still ? null : list(say('safety.before_set_off'), part.setOff, state === 'planned')}
      {list(say('safety.on_the_way'), part.way, state === 'planned' || still)}
      {list(say('safety.afterwards'), part.after, !gone)}
      {gone || still ? list(say('safety.before_set_off'), part.setOff, true) : null}
      {state === 'planned' ? null : list(say('safety.before_day'), part.before, true)}
      <OlderTicks list={now} myName={member.called_name} />
      {state === 'cancelled' ? null : (
        <ListCard>
          {still ? null : <ListRow first drawing="help" title={say('safety.hurt')} onPress={() => setOpen('hurt')} />}
          {state === 'planned' || state === 'published' ? null : (
            <ListRow
              first={still}
              drawing="stop"
              title={say('safety.near')}
              href={`/near-miss?kind=${date.kind}&date=${date.id}`}
            />
          )}
        </ListCard>
      )}
      <Sheet open={open === 'stop'} onClose={close} title={say('safety.stop_title')} closeWord={say('safety.stop_not')}>
        <Text>{say('safety.stop_text')}</Text>
        <Field label={say('safety.stop_word')} value={reason} onChangeText={setReason} maxLength={200} />
        <Button
          tone="stop"
          grow
          style={{ minHeight: 64 }}
          onPress={() => {
            close();
            void led.stop(reason.trim());
          }}
        >
          {say('safety.stop_now')}
        </Button>
      </Sheet>
      <Sheet
        open={open === 'differ'}
        onClose={close}
        title={say('safety.differ_title')}
        closeWord={say('safety.differ_no')}
      >
        <Text>{say('safety.differ_text', { start: setOffCount, back: back.count })}</Text>
        <Field label={say('safety.differ_why')} value={happened} onChangeText={setHappened} lines={2} maxLength={500} />
        <BigButton
          why={happened.trim() ? undefined : say('safety.differ_need')}
          onPress={() => void finish(happened.trim())}
        >
          {say('safety.differ_yes')}
        </BigButton>
      </Sheet>
      <HurtSheet open={open === 'hurt'} onClose={close} plan={itemNamed(now, 'C-B8')?.tick?.note || null} />
    </Screen>
  );
}

/** The lead's own list: counted, ticked, set off, stopped and finished, with or without signal. */
export function LeadScreen({ id, register }: { id: string; register?: Register }) {
  const { say } = useWords();
  const online = useOnline();
  const led = useLeading(id);
  const { list, date, now } = led;
  if (date.data && now) return <Led date={date.data} now={now} led={led} register={register} />;
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
