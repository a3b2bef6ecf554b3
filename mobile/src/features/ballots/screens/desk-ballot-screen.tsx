import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import type { Count, IdeaCard } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  Choice,
  drawingOf,
  Empty,
  ErrorNote,
  Field,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Stepper,
  Text,
  TickRow,
  useWide,
} from '@/design';
import { addDays, dateWords, everyWeek, type Weekday, weekday } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { type Say, useWords } from '@/words';
import { isSettled, useChecks } from '../checks';
import { DeskCheck } from '../components/desk-check';
import { pounds } from '../pounds';
import {
  type NewBallot,
  useBallot,
  useBallots,
  useIdeasForVote,
  useOpenBallot,
  useOutcome,
  usePublish,
  useTimesFor,
} from '../queries';
import { closing, groupWords } from '../said';
import type { BallotCard, Check } from '../types';

const week: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** As the server names days: "Mon". */
const short = (day: Weekday): string => day.charAt(0).toUpperCase() + day.slice(1);
const clock = (text: string): string | undefined => {
  const m = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim());
  const h = Number(m?.[1]);
  const min = Number(m?.[2]);
  return m && h < 24 && min < 60 ? `${String(h).padStart(2, '0')}:${String(min).padStart(2, '0')}` : undefined;
};
const reachWords = (say: Say, count: Count): string =>
  'about' in count
    ? say('ballots.about', { count: count.about })
    : say('ballots.fewer_than', { count: count.fewer_than });

interface Draft {
  idea: IdeaCard;
  day?: Weekday;
  start: string;
  minutes: number;
  price: string;
  /** What the check found out, until somebody types another sum. */
  cost?: string;
}
const costOf = (draft: Draft, check: Check | undefined): string => draft.cost ?? check?.cost ?? '';

/** One idea in the vote: when it would be, and what it costs. */
function OptionForm({
  draft,
  check,
  onChange,
  isMoney,
}: {
  draft: Draft;
  check: Check | undefined;
  onChange: (d: Draft) => void;
  isMoney: boolean;
}) {
  const { say } = useWords();
  const [finding, setFinding] = useState(false);
  const times = useTimesFor(draft.idea.id, draft.minutes, finding);
  const pattern = draft.day && clock(draft.start) ? everyWeek(say, draft.day, clock(draft.start) ?? '') : undefined;
  return (
    <Card>
      <Text bold heading={3} lang={draft.idea.language}>
        {draft.idea.text}
      </Text>
      <DeskCheck key={String(check?.is_current)} id={draft.idea.id} check={check} />
      {pattern ? <Text>{say('ballots.desk_pattern', { text: pattern })}</Text> : null}
      <Button drawing="time" onPress={() => setFinding(true)}>
        {say('ballots.desk_find')}
      </Button>
      {finding && times.isError ? <ErrorNote error={times.error} again={() => void times.refetch()} /> : null}
      {times.data?.too_few ? <Note drawing="people">{say('ballots.desk_too_few')}</Note> : null}
      {times.data?.times.length ? (
        <Choice
          label={say('ballots.desk_found')}
          value={draft.day && `${short(draft.day)} ${draft.start}`}
          onChange={(v) => {
            const [day = '', start = ''] = v.split(' ');
            onChange({ ...draft, day: day.toLowerCase() as Weekday, start });
          }}
          options={times.data.times.slice(0, 4).map((t) => ({
            value: `${t.weekday.slice(0, 3)} ${t.start}`,
            text: say('ballots.desk_found_chip', {
              when: everyWeek(say, t.weekday, t.start),
              reach: reachWords(say, t.reach),
            }),
          }))}
        />
      ) : null}
      <Choice
        label={say('ballots.desk_day')}
        value={draft.day}
        onChange={(day) => onChange({ ...draft, day })}
        options={week.map((d) => ({ value: d, text: weekday(say, d, 'short') }))}
      />
      <Field
        label={say('ballots.desk_start')}
        value={draft.start}
        onChangeText={(start) => onChange({ ...draft, start })}
        inputMode="numeric"
        maxLength={5}
        placeholder="15:30"
      />
      <Row style={{ justifyContent: 'space-between' }}>
        <Text style={{ flexShrink: 1 }}>{say('ballots.desk_minutes')}</Text>
        <Stepper
          label={say('ballots.desk_minutes')}
          value={draft.minutes}
          min={15}
          max={720}
          onChange={(m) => onChange({ ...draft, minutes: m > draft.minutes ? draft.minutes + 15 : draft.minutes - 15 })}
        />
      </Row>
      {isMoney ? (
        <Field
          label={say('ballots.desk_cost')}
          value={costOf(draft, check)}
          onChangeText={(cost) => onChange({ ...draft, cost })}
          inputMode="decimal"
        />
      ) : null}
      <Field
        label={say('ballots.desk_price')}
        hint={say('ballots.desk_price_hint')}
        value={draft.price}
        onChangeText={(price) => onChange({ ...draft, price })}
        maxLength={40}
      />
    </Card>
  );
}

const longEnough = 21;
/** A time that was found at the desk, for the ideas ticked next. */
interface Time {
  day?: Weekday;
  start: string;
}
function MakeVote({
  ideas,
  today,
  time: found,
  onOpened,
}: {
  ideas: IdeaCard[];
  today: string;
  time: Time;
  onOpened: () => void;
}) {
  const { say } = useWords();
  const { open, latest, sent } = useOpenBallot();
  const checks = useChecks();
  const [title, setTitle] = useState('');
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [share, setShare] = useState<'slots' | 'budget'>('slots');
  const [slots, setSlots] = useState(3);
  const [budget, setBudget] = useState('');
  const [days, setDays] = useState(longEnough);
  const [time, setTime] = useState('20:00');
  const [reason, setReason] = useState('');
  const isMoney = share === 'budget';
  const tick = (idea: IdeaCard) =>
    setDrafts(
      drafts.some((d) => d.idea.id === idea.id)
        ? drafts.filter((d) => d.idea.id !== idea.id)
        : [...drafts, { idea, ...found, minutes: 60, price: '' }],
    );
  const why = [
    title.trim().length < 3 && say('ballots.desk_why_name'),
    drafts.length < 2 && say('ballots.desk_why_ideas'),
    drafts.some((d) => !isSettled(checks.data?.[d.idea.id])) && say('ballots.desk_why_checks'),
    drafts.some((d) => !d.day || !clock(d.start)) && say('ballots.desk_why_times'),
    isMoney && drafts.some((d) => !pounds(costOf(d, checks.data?.[d.idea.id]))) && say('ballots.desk_why_cost'),
    isMoney && !pounds(budget) && say('ballots.desk_why_money'),
    !clock(time) && say('ballots.desk_why_time'),
    days < longEnough && !reason.trim() && say('ballots.desk_reason_why'),
  ].find((w): w is string => Boolean(w));
  const send = async () => {
    const ballot: NewBallot = {
      title: title.trim(),
      closes_date: addDays(today, days),
      closes_time: clock(time) ?? '20:00',
      ...(days < longEnough && { short_reason: reason.trim() }),
      ...(isMoney ? { budget: pounds(budget) } : { slots }),
      options: drafts.map((d) => ({
        idea_id: d.idea.id,
        weekday: short(d.day ?? 'mon'),
        start: clock(d.start) ?? '',
        minutes: d.minutes,
        ...(isMoney && { cost: pounds(costOf(d, checks.data?.[d.idea.id])) }),
        ...(d.price.trim() && { price: d.price.trim() }),
      })),
    };
    await open(ballot);
    onOpened();
  };
  return (
    <>
      <Card lit>
        <Field
          label={say('ballots.desk_name')}
          hint={say('ballots.desk_name_hint')}
          value={title}
          onChangeText={setTitle}
          maxLength={80}
        />
        <Text bold>{say('ballots.desk_ideas')}</Text>
        {ideas.length ? (
          <View role="group" aria-label={say('ballots.desk_ideas')}>
            {ideas.map((idea, i) => (
              <TickRow
                key={idea.id}
                first={i === 0}
                drawing={drawingOf(idea.kind)}
                ticked={drafts.some((d) => d.idea.id === idea.id)}
                detail={say.count('ideas.would_come', idea.interest)}
                onPress={() => tick(idea)}
              >
                {idea.text}
              </TickRow>
            ))}
          </View>
        ) : (
          <Note>{say('ballots.desk_no_ideas')}</Note>
        )}
      </Card>
      <Card>
        <Text bold>{say('ballots.desk_share')}</Text>
        <Choice
          label={say('ballots.desk_share')}
          value={share}
          onChange={setShare}
          options={[
            { value: 'slots', text: say('ballots.desk_slots') },
            { value: 'budget', text: say('ballots.desk_budget') },
          ]}
        />
        {isMoney ? (
          <Field label={say('ballots.desk_money')} value={budget} onChangeText={setBudget} inputMode="decimal" />
        ) : (
          <Row style={{ justifyContent: 'space-between' }}>
            <Text style={{ flexShrink: 1 }}>{say('ballots.desk_how_many')}</Text>
            <Stepper label={say('ballots.desk_how_many')} value={slots} onChange={setSlots} min={1} max={100} />
          </Row>
        )}
        <Note drawing="vote" title={say('ballots.how_counted')}>
          {say('ballots.desk_counted')}
        </Note>
      </Card>
      {drafts.map((draft) => (
        <OptionForm
          key={draft.idea.id}
          draft={draft}
          check={checks.data?.[draft.idea.id]}
          isMoney={isMoney}
          onChange={(next) => setDrafts(drafts.map((d) => (d.idea.id === next.idea.id ? next : d)))}
        />
      ))}
      <Card>
        <Text bold>{say('ballots.desk_close', { date: dateWords(say, addDays(today, days), today) })}</Text>
        <Row style={{ justifyContent: 'space-between' }}>
          <Text style={{ flexShrink: 1 }}>{say('ballots.desk_days')}</Text>
          <Stepper label={say('ballots.desk_days')} value={days} onChange={setDays} min={1} max={120} />
        </Row>
        <Field
          label={say('ballots.desk_time')}
          value={time}
          onChangeText={setTime}
          inputMode="numeric"
          maxLength={5}
          wrong={clock(time) ? undefined : say('ballots.desk_why_time')}
        />
        {days < longEnough ? (
          <Field label={say('ballots.desk_reason')} value={reason} onChangeText={setReason} lines={2} maxLength={300} />
        ) : null}
        <Text tone="quiet">{say('ballots.desk_final')}</Text>
        <BigButton drawing="vote" why={why} busy={sent} onPress={() => void send()}>
          {say('ballots.desk_open')}
        </BigButton>
        <OutboxLine row={latest} />
      </Card>
    </>
  );
}

/** A panel, or the talk of a few: what was agreed, with the reason everyone reads. */
export function Panel({ id }: { id: string }) {
  const { say } = useWords();
  const ballot = useBallot(id);
  const { publish, latest, sent } = usePublish(id);
  const [reason, setReason] = useState('');
  // Nothing agreed is said, with an empty list: whoever ticks nothing at all has not said it.
  const [chosen, setChosen] = useState<readonly string[]>();
  const tick = (id: string) => {
    const now = chosen?.includes(id) ? chosen.filter((c) => c !== id) : [...(chosen ?? []), id];
    setChosen(now.length ? now : undefined);
  };
  if (!ballot.data) return ballot.isError ? <ErrorNote error={ballot.error} /> : <Loading />;
  const standing = ballot.data.options.filter((o) => o.hidden_reason === null);
  return (
    <View style={{ gap: 12 }}>
      <Text bold>{say('ballots.desk_panel')}</Text>
      <Text>{say('ballots.desk_panel_text')}</Text>
      {ballot.data.missing_groups.length ? (
        <Note
          drawing="people"
          title={say('ballots.desk_missing', { groups: groupWords(say, ballot.data.missing_groups) })}
        >
          {say('ballots.desk_missing_text')}
        </Note>
      ) : null}
      <View>
        {standing.map((o, i) => (
          <TickRow
            key={o.id}
            first={i === 0}
            drawing={drawingOf(o.kind)}
            ticked={chosen?.includes(o.id) ?? false}
            detail={everyWeek(say, o.pattern.weekday, o.pattern.start)}
            onPress={() => tick(o.id)}
          >
            {o.title}
          </TickRow>
        ))}
        <TickRow
          first={!standing.length}
          ticked={chosen?.length === 0}
          onPress={() => setChosen(chosen?.length === 0 ? undefined : [])}
        >
          {say('ballots.desk_nothing')}
        </TickRow>
      </View>
      <Field label={say('ballots.panel_said')} value={reason} onChangeText={setReason} lines={3} maxLength={600} />
      <Button grow onPress={() => (reason.trim().length < 3 || sent ? undefined : void publish(reason.trim(), chosen))}>
        {say('ballots.desk_publish')}
      </Button>
      {reason.trim().length < 3 ? <Text tone="quiet">{say('ballots.desk_publish_why')}</Text> : null}
      <OutboxLine row={latest} />
    </View>
  );
}
/** What was chosen becomes an activity. */
function Chosen({ id }: { id: string }) {
  const { say } = useWords();
  const outcome = useOutcome(id);
  if (!outcome.data) return outcome.isError ? <ErrorNote error={outcome.error} /> : <Loading />;
  return outcome.data.chosen.map(({ option }) => (
    <Button key={option.id} grow drawing={drawingOf(option.kind)} href={`/desk/activity?option=${option.id}`}>
      {say('ballots.desk_activity', { title: option.title })}
    </Button>
  ));
}
function BallotLine({ ballot, today }: { ballot: BallotCard; today: string }) {
  const { say } = useWords();
  const { has } = useSession();
  const closes = closing(say, ballot.closes, today);
  return (
    <Card>
      <Text bold heading={3}>
        {ballot.title}
      </Text>
      <Text tone="quiet">
        {ballot.state === 'open'
          ? say('ballots.closes', { date: closes })
          : `${say('ballots.closed_on', { date: closes })} ${ballot.state === 'settled' ? '' : say(`ballots.state_${ballot.state}` as const)}`}
      </Text>
      {ballot.state === 'open' || ballot.state === 'closed' ? (
        <Button grow drawing="print" href={`/desk/slips?ballot=${ballot.id}`}>
          {say('ballots.desk_slips')}
        </Button>
      ) : null}
      {ballot.state === 'waiting_for_panel' ? <Panel id={ballot.id} /> : null}
      {ballot.state === 'settled' ? (
        <>
          <Button grow href={`/ballots/${ballot.id}/outcome`}>
            {say('ballots.desk_outcome')}
          </Button>
          {has('organiser') ? <Chosen id={ballot.id} /> : null}
        </>
      ) : null}
    </Card>
  );
}

function NewVote() {
  const { say } = useWords();
  const { today } = useMe();
  const ideas = useIdeasForVote();
  const { latest } = useOpenBallot();
  const [round, setRound] = useState(0);
  const params = useLocalSearchParams<{ day?: string; start?: string }>();
  const day = week.find((d) => d === params.day);
  const time = { ...(day && { day }), start: clock(params.start ?? '') ?? '' };
  return (
    <>
      <Part>{say('ballots.desk_new')}</Part>
      {round > 0 ? <OutboxLine row={latest} /> : null}
      {ideas.data ? (
        <MakeVote key={round} ideas={ideas.data} today={today} time={time} onOpened={() => setRound(round + 1)} />
      ) : ideas.isError ? (
        <ErrorNote error={ideas.error} again={() => void ideas.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

/** Make a vote; see how the others stand. A panel only reads them, and publishes the outcome that waits for it. */
export function DeskBallotScreen() {
  const { say } = useWords();
  const { has } = useSession();
  const { today } = useMe();
  const opens = has('organiser');
  const wide = useWide() && opens;
  const ballots = useBallots();
  const list = (
    <>
      <Part>{say('ballots.desk_list')}</Part>
      <Text tone="quiet">{say('ballots.desk_kiosk', { path: '/kiosk' })}</Text>
      {ballots.data ? (
        ballots.data.length ? (
          ballots.data.map((b) => <BallotLine key={b.id} ballot={b} today={today} />)
        ) : (
          <Empty drawing="vote" title={say('ballots.empty')} text={say('ballots.empty_text')} />
        )
      ) : ballots.isError ? (
        <ErrorNote error={ballots.error} again={() => void ballots.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
  return (
    <DeskPage
      here="votes"
      may={['organiser', 'panellist']}
      title={say('ballots.desk_title')}
      lead={opens ? say('ballots.desk_lead') : undefined}
      aside={wide ? <View style={{ gap: 20 }}>{list}</View> : undefined}
    >
      {opens ? <NewVote /> : null}
      {wide ? null : list}
    </DeskPage>
  );
}
