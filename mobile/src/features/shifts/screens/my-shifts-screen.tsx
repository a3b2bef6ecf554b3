import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { Pressable, View } from 'react-native';
import type { MyShifts, ShiftDay } from '@/api/shapes';
import {
  Button,
  Card,
  Choice,
  Empty,
  ErrorNote,
  Fact,
  ListCard,
  Loading,
  Note,
  OutboxLine,
  Part,
  Pictogram,
  Row,
  Screen,
  Sheet,
  ShiftShape,
  Text,
  TextLink,
  useLargeText,
  useShiftName,
  useTheme,
  WeekStrip,
} from '@/design';
import { between, dateWords, nearby, phoneTime } from '@/lib/when';
import { type Key, useWords } from '@/words';
import { DaySheet } from '../components/day-sheet';
import { FromSheet } from '../components/from-sheet';
import { RestRules } from '../components/rest-rules';
import { useMyShifts, useShiftWrites } from '../queries';
import { groupsToChoose, groupWords } from '../said';
import { useUndo } from '../undo';

const sources: Record<string, Key & `shifts.${string}`> = {
  pattern: 'shifts.source_pattern',
  days: 'shifts.source_days',
  import: 'shifts.source_import',
  usual: 'shifts.source_usual',
};

/** What the day holds, in one line. */
function DayText({ day }: { day: ShiftDay }) {
  const { say } = useWords();
  const name = useShiftName();
  const parts = day.shifts.map((s) => `${name(s.kind)}, ${between(say, s.start, s.end)}`);
  if (!parts.length)
    parts.push(!day.is_known ? name('unknown') : day.not_at_work ? say('common.not_at_work') : name('off'));
  if (day.is_changed) parts.push(say('shifts.changed'));
  return (
    <>
      <Text>{parts.join('. ')}</Text>
      {day.blocks.map((b) => (
        <View key={b.id} style={{ flexDirection: 'row', gap: 6, alignItems: 'center' }}>
          <Pictogram name="lock" size={20} />
          <Text tone="quiet">{say('shifts.not_free', { times: between(say, b.start, b.end) })}</Text>
        </View>
      ))}
    </>
  );
}
function DayRow({ day, today, first, onPress }: { day: ShiftDay; today: string; first: boolean; onPress: () => void }) {
  const { say } = useWords();
  const theme = useTheme();
  const large = useLargeText();
  const near = nearby(say, day.date, today);
  const date = dateWords(say, day.date, today);
  return (
    <Pressable
      role="button"
      onPress={onPress}
      style={{
        flexDirection: large ? 'column' : 'row',
        gap: 12,
        alignItems: large ? 'flex-start' : 'center',
        minHeight: 64,
        paddingVertical: 10,
        borderTopWidth: first ? 0 : 1,
        borderTopColor: theme.line,
      }}
    >
      {day.shifts.length ? (
        day.shifts
          .slice(0, 2)
          .map((s) => <ShiftShape key={s.start} kind={s.kind} size={day.shifts.length > 1 ? 24 : 36} silent />)
      ) : (
        <ShiftShape kind={day.is_known ? 'off' : 'unknown'} silent />
      )}
      <View style={{ flex: large ? undefined : 1, minWidth: 0 }}>
        <Text bold>{near ? `${near}, ${date}` : date}</Text>
        <DayText day={day} />
      </View>
      <Pictogram name="forward" />
    </Pressable>
  );
}

function StillRight() {
  const { say } = useWords();
  const { stillRight } = useShiftWrites();
  const [said, setSaid] = useState(false);
  if (said) return null;
  return (
    <Note tone="amber" drawing="shifts" title={say('shifts.still_right')}>
      <Row>
        <Button
          onPress={() => {
            setSaid(true);
            void stillRight();
          }}
        >
          {say('shifts.still_yes')}
        </Button>
        <Button href="/pattern">{say('shifts.still_no')}</Button>
      </Row>
    </Note>
  );
}

/** The last change of days, taken back in one tap. */
function LastChange() {
  const { say } = useWords();
  const undo = useUndo();
  const { undo: takeBack, latest } = useShiftWrites();
  const count = undo ? undo.days.length + undo.put_back.length : 0;
  if (!undo || latest?.state === 'refused') return null;
  return (
    <Note drawing="tick" title={say.count('shifts.days_changed', count)} live>
      <Button onPress={() => void takeBack(undo)}>{say('shifts.undo')}</Button>
    </Note>
  );
}

function WhyGrey({ mine, open, onClose }: { mine: MyShifts; open: boolean; onClose: () => void }) {
  const { say } = useWords();
  return (
    <Sheet open={open} onClose={onClose} title={say('shifts.why_grey')}>
      <Fact drawing="shifts">{say('shifts.grey_1')}</Fact>
      <RestRules off={mine.rules_off} />
      <Fact drawing="lock">{say('shifts.grey_5')}</Fact>
      <Text>{say('shifts.grey_all')}</Text>
    </Sheet>
  );
}

function Group({ mine }: { mine: MyShifts }) {
  const { say } = useWords();
  const { saveGroup, dropGroup } = useShiftWrites();
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <Text bold>{say('shifts.group', { group: groupWords(say, mine.group) })}</Text>
      <Text tone="quiet">{say('shifts.group_why')}</Text>
      {open ? (
        <>
          <Choice
            label={say('shifts.group_right')}
            value={mine.group}
            onChange={(g) => {
              setOpen(false);
              void saveGroup(g);
            }}
            options={groupsToChoose.map((g) => ({ value: g as string, text: groupWords(say, g) }))}
          />
          {mine.group_is_corrected ? (
            <Button
              onPress={() => {
                setOpen(false);
                void dropGroup();
              }}
            >
              {say('shifts.group_back')}
            </Button>
          ) : null}
        </>
      ) : (
        <Button onPress={() => setOpen(true)}>{say('shifts.group_wrong')}</Button>
      )}
    </Card>
  );
}

function Page({ mine, days, onMore }: { mine: MyShifts; days: number; onMore: () => void }) {
  const { say } = useWords();
  const params = useLocalSearchParams<{ day?: string }>();
  const [chosen, setChosen] = useState<string | undefined>(params.day);
  const [grey, setGrey] = useState(false);
  const { today, source } = mine;
  const known = sources[source];
  if (!known)
    return (
      <Empty drawing="shifts" title={say('shifts.none_title')} text={say('shifts.none_text')}>
        <Button href="/pattern">{say('shifts.tell')}</Button>
      </Empty>
    );
  return (
    <>
      <WeekStrip
        today={today}
        chosen={chosen}
        onDay={setChosen}
        days={mine.days
          .slice(0, 7)
          .map((d) => ({ date: d.date, kinds: d.shifts.map((s) => s.kind), unknown: !d.is_known }))}
      />
      {mine.ask_still_right ? <StillRight /> : null}
      <Text tone="quiet">
        {say(known as 'shifts.source_pattern')}
        {mine.known_until ? ` ${say('shifts.known_until', { date: dateWords(say, mine.known_until, today) })}` : ''}
      </Text>
      <FromSheet given={mine.pattern?.given_date} today={today} />
      <Row>
        <Button href="/pattern" drawing="shifts">
          {say('shifts.change_pattern')}
        </Button>
      </Row>
      <Part>{say('shifts.next_days')}</Part>
      <ListCard label={say('shifts.next_days')}>
        {mine.days.map((d, i) => (
          <DayRow key={d.date} day={d} today={today} first={i === 0} onPress={() => setChosen(d.date)} />
        ))}
      </ListCard>
      {days < 84 ? <Button onPress={onMore}>{say('shifts.more_days')}</Button> : null}
      <TextLink onPress={() => setGrey(true)}>{say('shifts.why_grey')}</TextLink>
      <Group mine={mine} />
      <WhyGrey mine={mine} open={grey} onClose={() => setGrey(false)} />
      <DaySheet day={mine.days.find((d) => d.date === chosen)} onClose={() => setChosen(undefined)} />
    </>
  );
}

/** The next weeks as the app knows them; a tap opens the day. */
export function MyShiftsScreen() {
  const { say } = useWords();
  const [days, setDays] = useState(28);
  const mine = useMyShifts('', days);
  const { latest } = useShiftWrites();
  const stale = mine.data && mine.isError;
  return (
    <Screen
      title={say('shifts.title')}
      help={say('shifts.help')}
      seenAt={stale ? phoneTime(new Date(mine.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void mine.refetch()}
      refreshing={mine.isRefetching}
    >
      <OutboxLine row={latest} />
      <LastChange />
      {mine.data ? (
        <Page mine={mine.data} days={days} onMore={() => setDays(Math.min(84, days + 28))} />
      ) : mine.isError ? (
        <ErrorNote error={mine.error} again={() => void mine.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
