import { useState } from 'react';
import { View } from 'react-native';
import type { Count, FoundTime, FoundTimes } from '@/api/shapes';
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
  marked,
  Note,
  Part,
  Pictogram,
  Share,
  ShiftShape,
  space,
  Text,
  useWide,
} from '@/design';
import { dateWords, type Weekday, weekday } from '@/lib/when';
import { DeskPage } from '@/shell/desk-page';
import { type Key, type Say, useWords } from '@/words';
import { HeatMap } from '../components/heat-map';
import { spanOf, TimeFields } from '../components/time-fields';
import { useFoundTimes, type Wanted } from '../queries';
import { groupsToChoose, groupWords, shapeOfGroup } from '../said';

const shares = ['none', 'few', 'under_half', 'over_half', 'most', 'all'] as const;
/** The server's word for a share, and how many of five squares that is. */
const shareOf = (word: string) => {
  const key = word.replaceAll(' ', '_');
  const at = (shares as readonly string[]).indexOf(key);
  return { of5: Math.max(0, at), key: at < 0 ? 'few' : key };
};
const countWords = (say: Say, count: Count): string =>
  'about' in count
    ? say('shifts.about', { count: count.about })
    : say('shifts.fewer_than', { count: count.fewer_than });
const whenWords = (say: Say, t: { weekday: string; start: string; date?: string | null }): string =>
  t.date
    ? say('time.date_at', { date: dateWords(say, t.date), time: t.start })
    : say('time.date_at', { date: weekday(say, t.weekday.slice(0, 3).toLowerCase() as Weekday), time: t.start });

const isSame = (a: FoundTime, b: FoundTime) => a.weekday === b.weekday && a.start === b.start && a.date === b.date;

function Who({ time }: { time: FoundTime }) {
  const { say } = useWords();
  return (
    <Card>
      <Text size="title" heading={2}>
        {say('shifts.who_could')}
      </Text>
      {time.groups.map(({ group, share }) => {
        const { of5, key } = shareOf(share);
        const shape = shapeOfGroup(group);
        return (
          <View key={group} style={{ flexDirection: 'row', gap: space.m, alignItems: 'center', flexWrap: 'wrap' }}>
            {shape ? <ShiftShape kind={shape} size={28} silent /> : <Pictogram name="people" size={28} />}
            <Text style={{ flexGrow: 1, flexShrink: 1 }}>{groupWords(say, group)}</Text>
            <Share of5={of5} word={say(`shifts.share_${key}` as Key & 'shifts.share_few')} />
          </View>
        );
      })}
      {time.left_out.length ? (
        <Note tone="clay" drawing="people">
          <Text>
            {marked(say('shifts.left_out', { groups: time.left_out.map((g) => groupWords(say, g)).join(', ') }))}
          </Text>
        </Note>
      ) : (
        <Text tone="quiet">{say('shifts.left_out_none')}</Text>
      )}
      <View style={{ flexDirection: 'row', gap: space.s, alignItems: 'center' }}>
        <Pictogram name="lock" />
        <Text tone="quiet" style={{ flex: 1 }}>
          {say('shifts.never_names')}
        </Text>
      </View>
    </Card>
  );
}

function Answer({ found, repeat, chosen }: { found: FoundTimes; repeat: Wanted['repeat']; chosen: FoundTime }) {
  const { say } = useWords();
  const second = found.alternate_with;
  const best = found.times[0];
  const isBest = best && isSame(best, chosen);
  const reach = say(repeat === 'weekly' ? 'shifts.reach' : 'shifts.reach_once', {
    count: countWords(say, chosen.reach),
  });
  return (
    <Card lit>
      <Text size="title" heading={2}>
        {isBest ? say(second ? 'shifts.best_pair' : 'shifts.best') : whenWords(say, chosen)}
      </Text>
      <Disc number={1} title={whenWords(say, chosen)} text={reach} />
      {second && isBest ? (
        <Disc
          number={2}
          title={`${whenWords(say, second)}, ${say('shifts.every_other')}`}
          text={say('shifts.adds', { count: countWords(say, second.adds) })}
        />
      ) : null}
      <BigButton href={`/desk/ballot?day=${chosen.weekday.slice(0, 3).toLowerCase()}&start=${chosen.start}`}>
        {say('shifts.copy')}
      </BigButton>
    </Card>
  );
}
/** The other good times, as a list. */
function Others({
  found,
  chosen,
  onChoose,
}: {
  found: FoundTimes;
  chosen: FoundTime;
  onChoose: (t: FoundTime) => void;
}) {
  const { say } = useWords();
  const line = (t: FoundTime) => {
    const left = t.left_out.map((g) => groupWords(say, g)).join(', ');
    const count = countWords(say, t.reach);
    return left ? `${count}. ${say('shifts.left_out', { groups: left }).replaceAll('*', '')}` : count;
  };
  return (
    <>
      <Part>{say('shifts.other_good')}</Part>
      <ListCard label={say('shifts.other_good')}>
        {found.times
          .filter((t) => !isSame(t, chosen))
          .slice(0, 12)
          .map((t, i) => (
            <ListRow
              key={`${t.weekday}${t.start}${t.date}`}
              first={i === 0}
              drawing="time"
              title={whenWords(say, t)}
              text={<Text tone="quiet">{line(t)}</Text>}
              onPress={() => onChoose(t)}
            />
          ))}
      </ListCard>
    </>
  );
}
/** A numbered sun: the first time, and the one to alternate with. */
function Disc({ number, title, text }: { number: number; title: string; text: string }) {
  return (
    <View style={{ flexDirection: 'row', gap: space.m, alignItems: 'flex-start' }}>
      <Pictogram name="fits" size={30} />
      <View style={{ flex: 1 }}>
        <Text bold>{`${number}. ${title}`}</Text>
        <Text>{text}</Text>
      </View>
    </View>
  );
}

const lengths = [30, 45, 60, 90, 120, 180, 240];
/** Choose a time knowing whom it leaves out. */
export function DeskTimesScreen() {
  const { say } = useWords();
  const wide = useWide();
  const [audience, setAudience] = useState('everyone');
  const [minutes, setMinutes] = useState(60);
  const [place, setPlace] = useState<'on' | 'off'>('on');
  const [repeat, setRepeat] = useState<Wanted['repeat']>('weekly');
  const [typed, setTyped] = useState({ start: '07:00', end: '21:00' });
  const [picked, setPicked] = useState<FoundTime>();
  const hours = spanOf(typed);
  const found = useFoundTimes(hours && { audience, minutes, place, repeat, from: hours.start, to: hours.end });
  const chosen = picked ?? found.data?.times[0];
  const boxes = found.data?.grid ?? [];
  const [asList, setAsList] = useState(false);
  const ask =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPicked(undefined); // another question has another answer
    };
  /** A box of the map; what is known of its groups comes from the ranked times. */
  const choose = (day: string, start: string) => {
    const ranked = found.data?.times.find((t) => t.weekday === day && t.start === start);
    const box = boxes.find((b) => b.weekday === day && b.start === start);
    if (ranked ?? box)
      setPicked(
        ranked ?? { weekday: day, start, date: null, reach: box?.reach ?? { fewer_than: 8 }, groups: [], left_out: [] },
      );
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
            {wide ? <Answer found={found.data} repeat={repeat} chosen={chosen} /> : null}
            {chosen.groups.length ? <Who time={chosen} /> : null}
          </>
        ) : undefined
      }
    >
      <Card>
        <Text bold>{say('shifts.for_whom')}</Text>
        <Choice
          label={say('shifts.for_whom')}
          value={audience}
          onChange={ask(setAudience)}
          options={[
            { value: 'everyone', text: say('shifts.everyone') },
            ...groupsToChoose.map((g) => ({
              value: `group:${g}`,
              text: groupWords(say, g),
            })),
          ]}
        />
        <Text bold>{say('shifts.length')}</Text>
        <Choice
          label={say('shifts.length')}
          value={minutes}
          onChange={ask(setMinutes)}
          options={lengths.map((m) => ({
            value: m,
            text: m % 60 ? say.count('time.minutes', m) : say.count('time.hours', m / 60),
          }))}
        />
        <Text bold>{say('shifts.where')}</Text>
        <Choice
          label={say('shifts.where')}
          value={place}
          onChange={ask(setPlace)}
          options={[
            { value: 'on', text: say('shifts.on_site') },
            { value: 'off', text: say('shifts.off_site') },
          ]}
        />
        <Text bold>{say('shifts.how_often')}</Text>
        <Choice
          label={say('shifts.how_often')}
          value={repeat}
          onChange={ask(setRepeat)}
          options={[
            { value: 'weekly', text: say('shifts.weekly') },
            { value: 'once', text: say('shifts.once') },
          ]}
        />
        <Text bold>{say('shifts.hours')}</Text>
        <TimeFields typed={typed} onChange={ask(setTyped)} labels={[say('shifts.from'), say('shifts.to')]} told />
      </Card>
      {found.data ? (
        found.data.too_few ? (
          <Empty drawing="people" title={say('shifts.too_few')} text={say('shifts.too_few_text')} />
        ) : chosen ? (
          <>
            {wide ? null : <Answer found={found.data} repeat={repeat} chosen={chosen} />}
            {boxes.length ? (
              <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: space.m, justifyContent: 'space-between' }}>
                <Part>{say('shifts.map')}</Part>
                <Button drawing="checklist" onPress={() => setAsList(!asList)}>
                  {say(asList ? 'shifts.as_map' : 'shifts.as_list')}
                </Button>
              </View>
            ) : null}
            {boxes.length && !asList && wide ? (
              <Card>
                <HeatMap grid={boxes} chosen={chosen} onChoose={choose} />
              </Card>
            ) : (
              <Others found={found.data} chosen={chosen} onChoose={setPicked} />
            )}
            <Text tone="quiet">
              {say('shifts.known', {
                known: countWords(say, found.data.known),
                unknown: countWords(say, found.data.unknown),
              })}
            </Text>
          </>
        ) : (
          <Empty drawing="time" title={say('shifts.no_times')} text={say('shifts.no_times_text')} />
        )
      ) : found.isError ? (
        <ErrorNote error={found.error} again={() => void found.refetch()} />
      ) : hours ? (
        <Loading />
      ) : null}
    </DeskPage>
  );
}
