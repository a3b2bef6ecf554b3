import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { fieldProblem } from '@/api/problems';
import {
  BigButton,
  Button,
  Card,
  CardHead,
  Choice,
  DateField,
  drawingOf,
  Fact,
  Field,
  Loading,
  Note,
  OutboxLine,
  Part,
  Stepper,
  Text,
  TickRow,
  TimeField,
  useWide,
} from '@/design';
import { addDays, dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { lazyPart } from '@/shell/lazy-page';
import { type Say, useWords } from '@/words';
import {
  type Draft,
  EFFORTS,
  empty,
  firstSuch,
  fromOption,
  isDriven,
  known,
  lacks,
  TRAVELS,
  toSend,
  withQuiet,
} from '../draft';
import { type Bring, KINDS, type Kind, USUAL, usualOf, withKind } from '../kinds';
import { loadTellAbout } from '../later';
import { type ChosenOption, type MadeActivity, useActivity, useChosenOption, useMaking } from '../queries';

const wrongs = {
  title: 'desk.wrong_title',
  place: 'desk.wrong_place',
  date: 'desk.wrong_date',
  time: 'desk.wrong_time',
} as const;
const lengths = [30, 45, 60, 90, 120, 180, 240];
const drives = [15, 30, 45, 60, 90, 120, 150, 180];

const bringWords = (say: Say, bring: Bring) => (bring ? say(`desk.bring_${bring}`) : '');
const TellAbout = lazyPart(loadTellAbout, 'hosting');

/** What people will see, while it is being written. */
function Preview({ draft, say }: { draft: Draft; say: Say }) {
  const when =
    draft.date && draft.time ? say('desk.preview_when', { date: dateWords(say, draft.date), time: draft.time }) : '';
  return (
    <Card>
      <Part>{say('desk.preview')}</Part>
      <CardHead
        drawing={drawingOf(draft.kind)}
        title={draft.title || say('desk.field_title')}
        large
        lines={when || undefined}
      />
      {draft.place ? <Fact drawing="place">{draft.place}</Fact> : null}
      <Fact drawing={drawingOf(draft.kind)}>
        {[say(`activities.effort_${draft.effort}`), draft.hard].filter(Boolean).join(' ')}
      </Fact>
      <Fact drawing="people">
        {[say('desk.preview_places', { count: draft.places }), draft.quiet && say('activities.quiet')]
          .filter(Boolean)
          .join(' ')}
      </Fact>
      <Fact drawing="picnic">
        {[draft.cost || say('activities.free'), draft.bring && say('activities.bring', { things: draft.bring })]
          .filter(Boolean)
          .join('. ')}
      </Fact>
    </Card>
  );
}
function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{label}</Text>
      {children}
    </View>
  );
}

function Form({
  draft,
  set,
  making,
  optionId,
}: {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  making: ReturnType<typeof useMaking>;
  optionId: string | null;
}) {
  const { say } = useWords();
  const { today } = useMe();
  const wide = useWide();
  const problem = making.latest?.state === 'refused' ? making.latest.problem : undefined;
  const missing = lacks(draft);
  const pair = { flexDirection: wide ? 'row' : 'column', gap: 16 } as const;
  const half = wide ? { flex: 1 } : undefined;
  return (
    <Card style={{ gap: 20 }}>
      <Field
        label={say('desk.field_title')}
        value={draft.title}
        onChangeText={(title) => set({ title })}
        maxLength={80}
        wrong={fieldProblem(problem, '/title')}
      />
      <Labelled label={say('desk.field_kind')}>
        <Choice
          label={say('desk.field_kind')}
          value={draft.kind}
          onChange={(kind) => set(withKind(draft, kind as Kind, (b) => bringWords(say, b)))}
          options={KINDS.map((k) => ({ value: k as string, text: say(`desk.kind_${k}`), drawing: drawingOf(k) }))}
        />
        <Text tone="quiet">{say('desk.usual_help')}</Text>
      </Labelled>
      <Text tone="quiet">{say('activities.programme')}</Text>
      <View style={pair}>
        <View style={half}>
          <DateField
            label={say('desk.field_date')}
            value={draft.date}
            onChangeText={(date) => set({ date })}
            min={addDays(today, 1)}
            wrong={fieldProblem(problem, '/starts_date')}
          />
        </View>
        <View style={half}>
          <TimeField
            label={say('desk.field_time')}
            value={draft.time}
            onChangeText={(time) => set({ time })}
            wrong={fieldProblem(problem, '/starts_time')}
          />
        </View>
      </View>
      <Labelled label={say('desk.field_minutes')}>
        <Choice
          label={say('desk.field_minutes')}
          value={draft.minutes}
          onChange={(minutes) => set({ minutes })}
          options={[...new Set([...lengths, draft.minutes])]
            .sort((a, b) => a - b)
            .map((m) => ({ value: m, text: say('desk.minutes', { count: m }) }))}
        />
      </Labelled>
      <Labelled label={say('desk.field_repeat')}>
        <Choice
          label={say('desk.field_repeat')}
          value={draft.dates > 1 ? 'weekly' : 'once'}
          onChange={(v) => set({ dates: v === 'weekly' ? 6 : 1 })}
          options={[
            { value: 'once', text: say('desk.once') },
            { value: 'weekly', text: say('desk.weekly') },
          ]}
        />
        {draft.dates > 1 ? (
          <View style={{ flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
            <Text>{say('desk.field_dates')}</Text>
            <Stepper
              label={say('desk.field_dates')}
              value={draft.dates}
              min={2}
              max={26}
              onChange={(dates) => set({ dates })}
            />
          </View>
        ) : null}
      </Labelled>
      <Labelled label={say('desk.field_where')}>
        <Choice
          label={say('desk.field_where')}
          value={draft.onSite ? 'on' : 'off'}
          onChange={(v) => set({ onSite: v === 'on' })}
          options={[
            { value: 'on', text: say('desk.on_site') },
            { value: 'off', text: say('desk.off_site') },
          ]}
        />
      </Labelled>
      <Field
        label={say('desk.field_place')}
        hint={say('desk.field_place_hint')}
        value={draft.place}
        onChangeText={(place) => set({ place })}
        maxLength={160}
        wrong={fieldProblem(problem, '/meeting_place')}
      />
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
        <Text bold>{say('desk.field_places')}</Text>
        <Stepper
          label={say('desk.field_places')}
          value={draft.places}
          min={1}
          max={500}
          onChange={(places) => set({ places })}
        />
      </View>
      <TickRow first ticked={draft.quiet} onPress={() => set(withQuiet(draft, USUAL[known(draft.kind)].places))}>
        {say('hosting.quiet_ask')}
      </TickRow>
      <Labelled label={say('desk.field_effort')}>
        <Choice
          label={say('desk.field_effort')}
          value={draft.effort}
          onChange={(effort) => set({ effort })}
          options={EFFORTS.map((e) => ({ value: e, text: say(`desk.effort_${e}`) }))}
        />
        <Text tone="quiet">{say('desk.effort_help')}</Text>
      </Labelled>
      <Field
        label={say('desk.field_hard')}
        hint={say('desk.field_hard_hint')}
        value={draft.hard}
        onChangeText={(hard) => set({ hard })}
        maxLength={200}
      />
      <Labelled label={say('desk.field_travel')}>
        <Choice
          label={say('desk.field_travel')}
          value={draft.travel}
          onChange={(travel) => set({ travel })}
          options={TRAVELS.map((t) => ({ value: t, text: say(`desk.travel_${t}`) }))}
        />
      </Labelled>
      {isDriven(draft) ? (
        <Labelled label={say('desk.field_drive')}>
          <Choice
            label={say('desk.field_drive')}
            value={draft.drive}
            onChange={(drive) => set({ drive })}
            options={drives.map((m) => ({ value: m, text: say('desk.minutes', { count: m }) }))}
          />
          <Text tone="quiet">{say('desk.drive_help')}</Text>
        </Labelled>
      ) : null}
      <Field
        label={say('desk.field_cost')}
        hint={say('desk.field_cost_hint')}
        value={draft.cost}
        onChangeText={(cost) => set({ cost })}
        maxLength={80}
      />
      <Field
        label={say('desk.field_bring')}
        hint={say('desk.field_bring_hint')}
        value={draft.bring}
        onChangeText={(bring) => set({ bring })}
        maxLength={200}
      />
      <BigButton
        why={missing.length ? missing.map((m) => say(wrongs[m])).join(' ') : undefined}
        busy={making.waits}
        onPress={() => {
          if (!making.waits) void making.make(toSend(draft, optionId));
        }}
      >
        {say(making.waits ? 'desk.making' : 'desk.make')}
      </BigButton>
      <OutboxLine row={making.latest} />
    </Card>
  );
}

/** It is made: who leads, and what has to be ready before people can join. */
function Made({ made, next }: { made: MadeActivity; next: (a: MadeActivity) => ReactNode }) {
  const { say } = useWords();
  const now = useActivity(made.id).data?.data ?? made;
  return (
    <>
      <Note tone="leaf" title={say('desk.made')}>
        {now.title}
      </Note>
      {next(now)}
      {made.occurrences[0] ? (
        <Card>
          <Part>{say('activities.tell_about')}</Part>
          <TellAbout id={made.occurrences[0].id} />
        </Card>
      ) : null}
      <Button href={`/desk/programme?activity=${made.id}`}>{say('desk.programme_title')}</Button>
    </>
  );
}

export interface Prefill {
  option?: string;
  ballot?: string;
  title?: string;
  date?: string;
  weekday?: string;
  start?: string;
  minutes?: string;
}
const fromAddress = (p: Prefill, today: string, free: Draft): Draft => {
  const minutes = Number(p.minutes);
  const weekday = p.weekday ? firstSuch(p.weekday, today) : '';
  return {
    ...free,
    title: p.title ?? '',
    date: p.date ?? weekday,
    time: p.start ?? '',
    minutes: minutes >= 5 && minutes <= 1440 ? Math.round(minutes) : empty.minutes,
  };
};

function Writing({
  start,
  option,
  next,
}: {
  start: Draft;
  option: ChosenOption | null;
  next: (a: MadeActivity) => ReactNode;
}) {
  const { say } = useWords();
  const making = useMaking();
  // What was made before this form was opened is not this form's.
  const [before] = useState(making.made?.id);
  const [draft, setDraft] = useState(start);
  const made = making.made && making.made.id !== before ? making.made : undefined;
  return (
    <DeskPage
      here="activities"
      title={say('desk.make_title')}
      lead={option ? say('desk.make_from', { title: option.title }) : say('desk.make_lead')}
      help={say('desk.make_help')}
      aside={made ? undefined : <Preview draft={draft} say={say} />}
    >
      {made ? (
        <Made made={made} next={next} />
      ) : (
        <Form
          draft={draft}
          set={(part) => setDraft({ ...draft, ...part })}
          making={making}
          optionId={option?.id ?? null}
        />
      )}
    </DeskPage>
  );
}

/** Make an activity: from an option that a vote chose, or freely. `next` is what the route adds once it is made. */
export function DeskActivityScreen({ prefill, next }: { prefill: Prefill; next: (a: MadeActivity) => ReactNode }) {
  const { say } = useWords();
  const { today } = useMe();
  const option = useChosenOption(prefill.option, prefill.ballot);
  if (prefill.option && option.isPending)
    return (
      <DeskPage here="activities" title={say('desk.make_title')}>
        <Loading />
      </DeskPage>
    );
  const kind = known(option.data ? option.data.kind : empty.kind);
  const free = { ...empty, cost: say('activities.free'), ...usualOf(kind, (b) => bringWords(say, b)) };
  const start = option.data ? fromOption(option.data, today, free) : fromAddress(prefill, today, free);
  return <Writing key={option.data?.id ?? 'free'} start={start} option={option.data ?? null} next={next} />;
}
