import type { ReactNode } from 'react';
import { View } from 'react-native';
import { Button, Card, Choice, DateField, Field, Row, Stepper, Text, TimeField } from '@/design';
import { dateWords, weekday } from '@/lib/when';
import { useWords } from '@/words';
import {
  aTime,
  GROUPS,
  isDate,
  isTime,
  MOST_TIMES,
  NTHS,
  nextAugust,
  nextRamadan,
  WEEKDAYS,
  withRhythm,
} from '../draft';
import type { Rest, Rule, Time, Wanted } from '../queries';
import { groupWord, nthWord } from '../say';

type Wrongs = (pointer: string) => string | undefined;

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{label}</Text>
      {children}
    </View>
  );
}

/** One time: the day, which of the month, and a clock time or so long after a shift group's finish. */
function OneTime({
  time,
  label,
  monthly,
  set,
  wrong,
  drop,
}: {
  time: Time;
  label: string;
  monthly: boolean;
  set: (time: Time) => void;
  wrong: string | undefined;
  drop?: () => void;
}) {
  const { say } = useWords();
  const anchored = time.group !== null;
  return (
    <View role="group" aria-label={label} style={{ gap: 16 }}>
      <Labelled label={say('series.day')}>
        <Choice
          label={say('series.day')}
          value={time.weekday}
          onChange={(day) => set({ ...time, weekday: day })}
          options={WEEKDAYS.map((d) => ({ value: d as string, text: weekday(say, d) }))}
        />
      </Labelled>
      {monthly ? (
        <Labelled label={say('series.nth')}>
          <Choice
            label={say('series.nth')}
            value={time.nth ?? 1}
            onChange={(nth) => set({ ...time, nth: nth as Time['nth'] })}
            options={NTHS.map((n) => ({ value: n as number, text: nthWord(say, n) }))}
          />
        </Labelled>
      ) : null}
      <Labelled label={say('series.begins')}>
        <Choice
          label={say('series.begins')}
          value={anchored ? 'after' : 'at'}
          onChange={(how) =>
            set(
              how === 'after'
                ? { ...time, group: 'earlies', minutes_after: 15 }
                : { ...time, group: null, minutes_after: null },
            )
          }
          options={[
            { value: 'at', text: say('series.at_time'), drawing: 'time' },
            { value: 'after', text: say('series.after_shift'), drawing: 'fits' },
          ]}
        />
      </Labelled>
      {anchored ? (
        <>
          <Labelled label={say('series.which_shift')}>
            <Choice
              label={say('series.which_shift')}
              value={time.group ?? 'earlies'}
              onChange={(group) => set({ ...time, group })}
              options={GROUPS.map((g) => ({ value: g as string, text: groupWord(say, g) }))}
            />
          </Labelled>
          <Labelled label={say('series.minutes_after')}>
            <Choice
              label={say('series.minutes_after')}
              value={time.minutes_after ?? 15}
              onChange={(minutes) => set({ ...time, minutes_after: minutes })}
              options={[15, 20, 30, 45, 60].map((m) => ({ value: m, text: say('desk.minutes', { count: m }) }))}
            />
          </Labelled>
          <Text tone={wrong ? 'ink' : 'quiet'}>{wrong ?? say('series.after_help')}</Text>
        </>
      ) : (
        <TimeField
          label={say('series.time')}
          value={time.start}
          onChangeText={(start) => set({ ...time, start })}
          wrong={isTime(time.start) ? wrong : say('series.wrong_time')}
        />
      )}
      {drop ? <Button onPress={drop}>{say('series.drop_time')}</Button> : null}
    </View>
  );
}

function Times({ rule, set, wrong }: { rule: Rule; set: (part: Partial<Rule>) => void; wrong: Wrongs }) {
  const { say } = useWords();
  const monthly = rule.every_months !== null;
  const last = rule.times.at(-1);
  return (
    <>
      {rule.times.map((time, i) => (
        <OneTime
          // biome-ignore lint/suspicious/noArrayIndexKey: a time is its turn, whatever is chosen in it
          key={`turn ${i + 1}`}
          time={time}
          label={say('series.nth_time', { count: i + 1 })}
          monthly={monthly}
          wrong={wrong(`/rule/times/${i}/start`) ?? wrong(`/rule/times/${i}/group`)}
          set={(changed) => set({ times: rule.times.map((t, n) => (n === i ? changed : t)) })}
          drop={rule.times.length > 1 ? () => set({ times: rule.times.filter((_, n) => n !== i) }) : undefined}
        />
      ))}
      {rule.times.length < MOST_TIMES ? (
        <Button onPress={() => set({ times: [...rule.times, aTime('sat', last?.start ?? '10:00', monthly)] })}>
          {say('series.add_time')}
        </Button>
      ) : null}
    </>
  );
}

function Ends({ rule, set, wrong }: { rule: Rule; set: (part: Partial<Rule>) => void; wrong: Wrongs }) {
  const { say } = useWords();
  const how = rule.until_date !== null ? 'until' : rule.count !== null ? 'count' : 'open';
  return (
    <Labelled label={say('series.ends')}>
      <Choice
        label={say('series.ends')}
        value={how as string}
        onChange={(next) =>
          set({ until_date: next === 'until' ? '' : null, count: next === 'count' ? (rule.count ?? 10) : null })
        }
        options={[
          { value: 'open', text: say('series.ends_open') },
          { value: 'until', text: say('series.ends_until') },
          { value: 'count', text: say('series.ends_count') },
        ]}
      />
      {rule.until_date !== null ? (
        <DateField
          label={say('series.last_day')}
          value={rule.until_date}
          onChangeText={(until_date) => set({ until_date })}
          wrong={wrong('/rule/until_date')}
        />
      ) : wrong('/rule/until_date') ? (
        <Text>{wrong('/rule/until_date')}</Text>
      ) : null}
      {rule.count !== null ? (
        <Row gap={12}>
          <Text>{say('series.how_many')}</Text>
          <Stepper
            label={say('series.how_many')}
            value={rule.count}
            min={1}
            max={520}
            onChange={(count) => set({ count })}
          />
        </Row>
      ) : null}
    </Labelled>
  );
}

function Rests({ rule, today, set }: { rule: Rule; today: string; set: (part: Partial<Rule>) => void }) {
  const { say } = useWords();
  const ramadan = nextRamadan(today, say('changing.ramadan_why'));
  const add = (rest: Rest) => set({ rests: [...rule.rests, rest] });
  const isNew = (rest: Rest) => !rule.rests.some((one) => one.first_date === rest.first_date);
  const august = nextAugust(today, say('changing.summer'));
  const change = (i: number, part: Partial<Rest>) =>
    set({ rests: rule.rests.map((rest, n) => (n === i ? { ...rest, ...part } : rest)) });
  return (
    <Labelled label={say('series.rests')}>
      {rule.rests.map((rest, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rest is its place, whatever is typed in it
        <View key={`rest ${i + 1}`} style={{ gap: 12 }}>
          <DateField
            label={say('series.rest_from')}
            value={rest.first_date}
            onChangeText={(first_date) => change(i, { first_date })}
            wrong={rest.first_date && !isDate(rest.first_date) ? say('series.wrong_date') : undefined}
          />
          <DateField
            label={say('series.rest_to')}
            hint={say('series.rest_to_hint')}
            value={rest.last_date ?? ''}
            onChangeText={(text) => change(i, { last_date: text || null })}
          />
          <Field
            label={say('series.rest_reason')}
            value={rest.reason}
            onChangeText={(reason) => change(i, { reason })}
            maxLength={80}
          />
          <Button onPress={() => set({ rests: rule.rests.filter((_, n) => n !== i) })}>
            {say('series.drop_rest')}
          </Button>
        </View>
      ))}
      <Row>
        <Button onPress={() => add({ first_date: '', last_date: null, reason: '' })}>{say('series.add_rest')}</Button>
        {isNew(august) ? <Button onPress={() => add(august)}>{say('changing.august')}</Button> : null}
        {ramadan && isNew(ramadan) ? <Button onPress={() => add(ramadan)}>{say('changing.ramadan')}</Button> : null}
      </Row>
      {ramadan ? <Text tone="quiet">{say('changing.ramadan_help')}</Text> : null}
    </Labelled>
  );
}

function Skips({
  rule,
  today,
  set,
  skip,
  setSkip,
}: {
  rule: Rule;
  today: string;
  set: (part: Partial<Rule>) => void;
  skip: string;
  setSkip: (day: string) => void;
}) {
  const { say } = useWords();
  return (
    <Labelled label={say('series.skips')}>
      {rule.skips.map((day) => (
        <Button key={day} drawing="cross" onPress={() => set({ skips: rule.skips.filter((d) => d !== day) })}>
          {say('series.drop_skip', { date: dateWords(say, day, today) })}
        </Button>
      ))}
      <DateField label={say('series.skip')} value={skip} onChangeText={setSkip} min={today} />
      {isDate(skip) && !rule.skips.includes(skip) ? (
        <Button
          onPress={() => {
            set({ skips: [...rule.skips, skip].sort() });
            setSkip('');
          }}
        >
          {say('series.add_skip')}
        </Button>
      ) : null}
    </Labelled>
  );
}

/** The rule, its rests, the places, and which dates follow. Nothing here is sent. */
export function RuleForm({
  draft,
  set,
  today,
  skip,
  setSkip,
  wrong,
}: {
  draft: Wanted;
  set: (part: Partial<Wanted>) => void;
  today: string;
  skip: string;
  setSkip: (day: string) => void;
  wrong: Wrongs;
}) {
  const { say } = useWords();
  const { rule } = draft;
  const setRule = (part: Partial<Rule>) => set({ rule: { ...rule, ...part } });
  const rhythm = rule.every_months !== null ? 'month' : String(rule.every_weeks);
  return (
    <Card style={{ gap: 20 }}>
      <Labelled label={say('series.how_often')}>
        <Choice
          label={say('series.how_often')}
          value={rhythm}
          onChange={(next) => set({ rule: withRhythm(rule, next === 'month' ? 'month' : Number(next)) })}
          options={[
            { value: '1', text: say('series.every_1') },
            { value: '2', text: say('series.every_2') },
            { value: '3', text: say('series.every_3') },
            { value: '4', text: say('series.every_4') },
            { value: 'month', text: say('series.every_month') },
          ]}
        />
      </Labelled>
      <Times rule={rule} set={setRule} wrong={wrong} />
      <DateField
        label={say('series.first')}
        value={rule.first_date}
        onChangeText={(first_date) => setRule({ first_date })}
        wrong={isDate(rule.first_date) ? wrong('/rule/first_date') : say('series.wrong_date')}
      />
      <Ends rule={rule} set={setRule} wrong={wrong} />
      <Rests rule={rule} today={today} set={setRule} />
      <Skips rule={rule} today={today} set={setRule} skip={skip} setSkip={setSkip} />
      <Row gap={12}>
        <Text bold>{say('series.places')}</Text>
        <Stepper
          label={say('series.places')}
          value={draft.places}
          min={1}
          max={500}
          onChange={(places) => set({ places })}
        />
      </Row>
      <Labelled label={say('series.scope')}>
        <Choice
          label={say('series.scope')}
          value={draft.scope}
          onChange={(scope) => set({ scope })}
          options={(['none', 'unmodified', 'all'] as const).map((s) => ({ value: s, text: say(`series.scope_${s}`) }))}
        />
        <Text tone="quiet">{say('series.scope_help')}</Text>
      </Labelled>
      <Field
        label={say('series.reason')}
        value={draft.reason}
        onChangeText={(reason) => set({ reason })}
        maxLength={200}
        lines={2}
      />
    </Card>
  );
}
