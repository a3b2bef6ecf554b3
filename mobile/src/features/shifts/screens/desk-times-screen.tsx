import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import type { FoundTime, FoundTimes } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  Choice,
  Empty,
  ErrorNote,
  ListCard,
  ListRow,
  Loading,
  Part,
  Pictogram,
  space,
  Text,
  useWide,
} from '@/design';
import { DeskPage } from '@/shell/desk-page';
import { type Say, useWords } from '@/words';
import { AskedPolls, AskThem } from '../components/ask-them';
import { anchorWords, countWords, dayOf, isSame, whenWords } from '../components/found-words';
import { HeatLegend, HeatMap, HeatTable } from '../components/heat-map';
import { spanOf } from '../components/time-fields';
import { type Asked, TimeQuestion } from '../components/time-question';
import { Memory, WhoCould } from '../components/who-could';
import { useFoundTimes } from '../queries';
import { groupWords } from '../said';

const reachWords = (say: Say, asked: Asked, time: FoundTime) =>
  say(
    asked.repeat === 'once'
      ? 'shifts.reach_once'
      : asked.repeat === 'weekly' && asked.every === 1
        ? 'shifts.reach'
        : 'shifts.reach_date',
    { count: countWords(say, time.reach) },
  );

/** The best time, the one to alternate with, and up to three that together reach most. */
function Answer({ found, asked, chosen }: { found: FoundTimes; asked: Asked; chosen: FoundTime }) {
  const { say } = useWords();
  const second = found.alternate_with;
  const best = found.times[0];
  const isBest = best && isSame(best, chosen);
  const when = (time: Parameters<typeof whenWords>[1]) => whenWords(say, time, asked.every);
  return (
    <Card lit>
      <Text size="title" heading={2}>
        {isBest ? say(second ? 'shifts.best_pair' : 'shifts.best') : when(chosen)}
      </Text>
      <Disc number={1} title={when(chosen)} lines={[anchorWords(say, chosen), reachWords(say, asked, chosen)]} />
      {second && isBest ? (
        <Disc
          number={2}
          title={asked.repeat === 'once' ? when(second) : `${when(second)}, ${say('shifts.every_other')}`}
          lines={[say('shifts.adds', { count: countWords(say, second.adds) })]}
        />
      ) : null}
      {asked.repeat === 'once' ? null : (
        <Text tone="quiet">{say('shifts.reach_ever', { count: countWords(say, chosen.once) })}</Text>
      )}
      <BigButton href={`/desk/ballot?day=${dayOf(chosen.weekday)}&start=${chosen.start}`}>
        {say('shifts.copy')}
      </BigButton>
      {isBest && found.together.length > 1 ? (
        <View style={{ gap: space.s }}>
          <Text bold>{say('shifts.together')}</Text>
          {found.together.map((time, i) => (
            <Text key={`${time.weekday}${time.start}${time.first_date}`}>
              {`${i + 1}. ${when(time)}: ${say(i ? 'shifts.together_adds' : 'shifts.people', { count: countWords(say, time.adds) })}`}
            </Text>
          ))}
        </View>
      ) : null}
    </Card>
  );
}
/** A list of times to choose from. */
function Times({
  title,
  times,
  asked,
  onChoose,
}: {
  title: string;
  times: readonly FoundTime[];
  asked: Asked;
  onChoose: (t: FoundTime) => void;
}) {
  const { say } = useWords();
  const line = (t: FoundTime) => {
    const left = t.left_out.map((g) => groupWords(say, g)).join(', ');
    return [
      anchorWords(say, t),
      countWords(say, t.reach),
      left ? say('shifts.left_out', { groups: left }).replaceAll('*', '') : undefined,
    ]
      .filter(Boolean)
      .join('. ');
  };
  return times.length ? (
    <>
      <Part>{title}</Part>
      <ListCard label={title}>
        {times.map((t, i) => (
          <ListRow
            key={`${t.weekday}${t.start}${t.first_date}${t.nth}`}
            first={i === 0}
            drawing="time"
            title={whenWords(say, t, asked.every)}
            text={<Text tone="quiet">{line(t)}</Text>}
            onPress={() => onChoose(t)}
          />
        ))}
      </ListCard>
    </>
  ) : null;
}
/** A numbered sun: the first time, and the one to alternate with. */
function Disc({ number, title, lines }: { number: number; title: string; lines: readonly (string | undefined)[] }) {
  return (
    <View style={{ flexDirection: 'row', gap: space.m, alignItems: 'flex-start' }}>
      <Pictogram name="fits" size={30} />
      <View style={{ flex: 1 }}>
        <Text bold>{`${number}. ${title}`}</Text>
        {lines.map((text) => (text ? <Text key={text}>{text}</Text> : null))}
      </View>
    </View>
  );
}
/** The week in boxes, for everyone or one group, or the same as a table. */
function Week({
  found,
  chosen,
  onChoose,
}: {
  found: FoundTimes;
  chosen: FoundTime;
  onChoose: (day: string, start: string) => void;
}) {
  const { say } = useWords();
  const wide = useWide();
  const [asList, setAsList] = useState(!wide);
  const [group, setGroup] = useState('');
  const groups = found.grid[0]?.groups.map((g) => g.group) ?? [];
  const shown = groups.includes(group as (typeof groups)[number]) ? group : '';
  const best = found.times[0];
  const pair = best && isSame(best, chosen) && found.alternate_with ? [found.alternate_with] : [];
  return (
    <>
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: space.m, justifyContent: 'space-between' }}>
        <Part>{say('shifts.map')}</Part>
        {wide ? (
          <Button drawing="checklist" onPress={() => setAsList(!asList)}>
            {say(asList ? 'shifts.as_map' : 'shifts.as_list')}
          </Button>
        ) : null}
      </View>
      <Card>
        {groups.length > 1 ? (
          <Choice
            label={say('shifts.map_for')}
            value={shown}
            onChange={setGroup}
            options={[
              { value: '', text: say('shifts.everyone') },
              ...groups.map((g) => ({ value: g as string, text: groupWords(say, g) })),
            ]}
          />
        ) : null}
        {asList || !wide ? (
          <HeatTable grid={found.grid} group={shown} />
        ) : (
          <HeatMap
            grid={found.grid}
            group={shown}
            anchors={found.anchors}
            picked={[chosen, ...pair]}
            onChoose={onChoose}
          />
        )}
        <HeatLegend group={shown} anchors={found.anchors} />
      </Card>
    </>
  );
}

/** Who does not count, and why. */
function NotYet({ found }: { found: FoundTimes }) {
  const { say } = useWords();
  return (
    <>
      {found.waits ? <Text tone="quiet">{say('shifts.waits')}</Text> : null}
      {found.apart ? <Text tone="quiet">{say('shifts.apart')}</Text> : null}
    </>
  );
}

/** Choose a time knowing whom it leaves out. `?series=` remembers whom an activity left out lately, `?audience=` is for whom. */
export function DeskTimesScreen() {
  const { say } = useWords();
  const wide = useWide();
  const { series, audience } = useLocalSearchParams<{ series?: string; audience?: string }>();
  const [asked, setAsked] = useState<Asked>({
    audience: audience || 'everyone',
    minutes: 60,
    place: 'on',
    repeat: 'weekly',
    every: 1,
    demanding: false,
  });
  const [typed, setTyped] = useState({ start: '07:00', end: '21:00' });
  const [picked, setPicked] = useState<FoundTime>();
  const hours = spanOf(typed);
  const found = useFoundTimes(hours && { ...asked, ...(series ? { series } : {}), from: hours.start, to: hours.end });
  const chosen = picked ?? found.data?.times[0];
  const ask =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPicked(undefined); // another question has another answer
    };
  /** A box of the map; what is known of its groups comes from the ranked times, else from the box. */
  const choose = (day: string, start: string) => {
    const ranked = [...(found.data?.times ?? []), ...(found.data?.anchors ?? [])].find(
      (t) => t.weekday === day && t.start === start,
    );
    const box = found.data?.grid.find((b) => b.weekday === day && b.start === start);
    const first = found.data?.times[0];
    if (ranked) setPicked(ranked);
    else if (box && first)
      setPicked({
        ...first,
        weekday: day,
        start,
        nth: null,
        anchor: null,
        tired: null,
        left_out: [],
        groups: [],
        ...pickOf(box),
      });
  };
  return (
    <DeskPage
      here="times"
      may={['organiser', 'lead']}
      title={say('shifts.times_title')}
      help={say('shifts.times_help')}
      lead={say('shifts.times_help')}
      aside={
        chosen && found.data && !found.data.too_few ? (
          <>
            {wide ? <Answer found={found.data} asked={asked} chosen={chosen} /> : null}
            {chosen.groups.length ? <WhoCould time={chosen} /> : null}
            {found.data.memory ? <Memory memory={found.data.memory} /> : null}
          </>
        ) : undefined
      }
    >
      <TimeQuestion asked={asked} onAsk={ask(setAsked)} typed={typed} onType={ask(setTyped)} />
      {found.data ? (
        found.data.too_few ? (
          <>
            <Empty drawing="people" title={say('shifts.too_few')} text={say('shifts.too_few_text')} />
            <NotYet found={found.data} />
            <AskThem asked={asked} today={new Date().toISOString().slice(0, 10)} />
          </>
        ) : chosen ? (
          <>
            {wide ? null : <Answer found={found.data} asked={asked} chosen={chosen} />}
            {found.data.grid.length ? <Week found={found.data} chosen={chosen} onChoose={choose} /> : null}
            <Times title={say('shifts.after_shifts')} times={found.data.anchors} asked={asked} onChoose={setPicked} />
            <Times
              title={say('shifts.other_good')}
              times={found.data.times.filter((t) => !isSame(t, chosen))}
              asked={asked}
              onChoose={setPicked}
            />
            <Text tone="quiet">
              {[
                say('shifts.known', { known: countWords(say, found.data.known) }),
                found.data.unknown ? say('shifts.not_told', { unknown: countWords(say, found.data.unknown) }) : '',
              ]
                .filter(Boolean)
                .join(' ')}
            </Text>
            <NotYet found={found.data} />
          </>
        ) : (
          <Empty drawing="time" title={say('shifts.no_times')} text={say('shifts.no_times_text')} />
        )
      ) : found.isError ? (
        <ErrorNote error={found.error} again={() => void found.refetch()} />
      ) : hours ? (
        <Loading />
      ) : null}
      <AskedPolls />
    </DeskPage>
  );
}
/** What a box knows of itself; a group's share on an average date says little about whom it leaves out for good. */
const pickOf = (box: FoundTimes['grid'][number]): Pick<FoundTime, 'reach' | 'once'> => ({
  reach: box.reach,
  once: box.reach,
});
