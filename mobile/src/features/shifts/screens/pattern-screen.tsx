import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import type { ShiftPattern } from '@/api/shapes';
import {
  BigButton,
  Card,
  ErrorNote,
  go,
  goInstead,
  ListCard,
  ListRow,
  Loading,
  marked,
  Note,
  OutboxLine,
  Pictogram,
  radius,
  Screen,
  space,
  Text,
  TextLink,
  useTheme,
} from '@/design';
import { addDays, dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { BoardWay } from '../components/board-way';
import { FileWay } from '../components/file-way';
import { FinishWay } from '../components/finish-way';
import { OnlyYou } from '../components/only-you';
import { Picture, TodayPicker } from '../components/picture';
import { after } from '../days';
import { useShiftPatterns, useShiftWrites } from '../queries';
import { dayWords, pictureName, proof, question } from '../said';

function ChosenPattern({
  pattern,
  today,
  place,
  onPlace,
}: {
  pattern: ShiftPattern;
  today: string;
  place: number | undefined;
  onPlace: (index: number | undefined) => void;
}) {
  const { say } = useWords();
  const theme = useTheme();
  const { days } = pattern;
  const read =
    place === undefined
      ? undefined
      : proof(say, days[place] ?? '-', days[after(place, days.length)] ?? '-', addDays(today, 1));
  const asked = place === undefined ? undefined : question(say, days, place, today);
  const rotated = place === undefined ? days : [...days.slice(place), ...days.slice(0, place)];
  return (
    <Card chosen>
      <View style={{ flexDirection: 'row', gap: space.m, alignItems: 'center' }}>
        <Text size="title" heading={2} style={{ flex: 1 }}>
          {pictureName(say, pattern)}
        </Text>
        <View
          aria-hidden
          style={{
            width: 32,
            height: 32,
            borderRadius: 16,
            backgroundColor: theme.indigo,
            alignItems: 'center',
            justifyContent: 'center',
          }}
        >
          <Pictogram name="tick" size={20} color={theme.onIndigo} />
        </View>
      </View>
      <Text bold>{say('shifts.which_day')}</Text>
      <TodayPicker days={days} value={place} onChange={onPlace} label={say('shifts.which_day')} />
      {read ? (
        <>
          <View
            style={{
              alignSelf: 'flex-end',
              backgroundColor: theme.indigo,
              borderRadius: radius.note,
              paddingVertical: space.s,
              paddingHorizontal: space.l,
            }}
          >
            <Text bold tone="onPress">
              {say('shifts.today_is', { date: dateWords(say, today) })}
            </Text>
          </View>
          <Note tone="amber" live>
            <Text>{marked(read[0])}</Text>
            <Text>{marked(read[1])}</Text>
            {asked ? <Text>{marked(asked)}</Text> : null}
          </Note>
          <TextLink onPress={() => onPlace(undefined)}>{say('shifts.not_right')}</TextLink>
          <TextLink onPress={() => go(`/pattern?way=days&days=${rotated.join(',').replaceAll('+', '%2B')}`)}>
            {say('shifts.other_times')}
          </TextLink>
        </>
      ) : null}
    </Card>
  );
}

function Pictures() {
  const { say } = useWords();
  const { today } = useMe();
  const patterns = useShiftPatterns();
  const { savePattern, latest } = useShiftWrites();
  const [chosen, setChosen] = useState<string>();
  const [place, setPlace] = useState<number>();
  const pattern = patterns.data?.results.find((p) => p.id === chosen);
  const yes = async () => {
    if (!pattern || place === undefined) return;
    await savePattern(pattern.days, place, today);
    goInstead('/shifts');
  };
  const why = pattern ? (place === undefined ? say('shifts.tap_today_first') : undefined) : say('shifts.tap_first');
  return (
    <Screen
      title={say('shifts.pattern_title')}
      back
      help={say('shifts.pattern_help')}
      foot={
        <>
          <BigButton why={why} onPress={() => void yes()}>
            {say('shifts.yes')}
          </BigButton>
          <OnlyYou />
        </>
      }
    >
      {patterns.data ? (
        <View style={{ gap: 14 }}>
          {patterns.data.results.map((p) =>
            p.id === chosen ? (
              <ChosenPattern key={p.id} pattern={p} today={today} place={place} onPlace={setPlace} />
            ) : (
              <Card
                key={p.id}
                label={say('shifts.picture', {
                  name: pictureName(say, p),
                  shifts: p.days.map((d) => dayWords(say, d)).join('; '),
                })}
                onPress={() => {
                  setChosen(p.id);
                  setPlace(undefined);
                }}
              >
                <Text bold>{pictureName(say, p)}</Text>
                <Picture days={p.days} />
              </Card>
            ),
          )}
        </View>
      ) : patterns.isError ? (
        <ErrorNote error={patterns.error} again={() => void patterns.refetch()} />
      ) : (
        <Loading />
      )}
      <ListCard>
        <ListRow first drawing="shifts" title={say('shifts.tap_days')} href="/pattern?way=days" />
        <ListRow drawing="shifts" title={say('shifts.come_title')} href="/pattern?way=come" />
        <ListRow drawing="file" title={say('shifts.open_file')} href="/pattern?way=file" />
        <ListRow drawing="time" title={say('shifts.only_finish')} href="/pattern?way=finish" />
      </ListCard>
      <OutboxLine row={latest} silent />
    </Screen>
  );
}

/** Give a whole rota without typing: a picture and one tap; or day by day, from a file, or only the end. */
export function PatternScreen() {
  const { way, days } = useLocalSearchParams<{ way?: string; days?: string }>();
  if (way === 'days') return <BoardWay key={days} from={days ? days.split(',') : undefined} />;
  if (way === 'come') return <BoardWay asTheyCome />;
  if (way === 'file') return <FileWay />;
  if (way === 'finish') return <FinishWay />;
  return <Pictures />;
}
