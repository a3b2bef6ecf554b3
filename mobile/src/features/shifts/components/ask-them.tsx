import { useState } from 'react';
import { View } from 'react-native';
import type { AskedTimePoll } from '@/api/shapes';
import { BigButton, Button, Card, DateField, Field, OutboxLine, Part, space, Text, TimeField } from '@/design';
import { addDays, dateWords, momentWords, weekdayOf } from '@/lib/when';
import { useWords } from '@/words';
import { useAskedPolls, usePollWrites } from '../queries';
import type { Asked } from './time-question';

const ANSWER_DAYS = 6;
/** Times to begin with, in the second week from now: one in the middle of a day, one late, one at a weekend. */
function proposed(today: string): { date: string; start: string }[] {
  const week = Array.from({ length: 7 }, (_, n) => addDays(today, 8 + n));
  const day = (name: string) => week.find((date) => weekdayOf(date) === name) ?? today;
  return [
    { date: day('tue'), start: '12:30' },
    { date: day('thu'), start: '15:30' },
    { date: day('sat'), start: '11:00' },
  ];
}

/** Too few to count: ask them. Every member finds the times ticked that fit around their own shifts. */
export function AskThem({ asked, today }: { asked: Asked; today: string }) {
  const { say } = useWords();
  const { open, latest, waiting } = usePollWrites();
  const [what, setWhat] = useState('');
  const [starts, setStarts] = useState(() => proposed(today));
  const [closes, setCloses] = useState(() => addDays(today, ANSWER_DAYS));
  const [told, setTold] = useState(false);
  const change = (at: number, part: Partial<{ date: string; start: string }>) =>
    setStarts(starts.map((s, i) => (i === at ? { ...s, ...part } : s)));
  const send = () => {
    setTold(true);
    if (!what.trim() || starts.length < 2) return;
    void open({
      audience: asked.audience,
      what: what.trim(),
      minutes: asked.minutes,
      place: asked.place,
      starts,
      closes_date: closes,
    });
  };
  return (
    <Card lit>
      <Text size="title" heading={2}>
        {say('shifts.ask_title')}
      </Text>
      <Text>{say('shifts.ask_text')}</Text>
      <Field
        label={say('shifts.ask_what')}
        value={what}
        onChangeText={setWhat}
        maxLength={80}
        wrong={told && !what.trim() ? say('shifts.ask_what_wrong') : undefined}
      />
      {starts.map((s, i) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, whatever is typed in it
          key={i}
          style={{ gap: space.s }}
        >
          <View style={{ flexDirection: 'row', gap: space.m, flexWrap: 'wrap' }}>
            <View style={{ flex: 1, minWidth: 180 }}>
              <DateField
                label={say('shifts.ask_date', { number: i + 1 })}
                value={s.date}
                min={today}
                onChangeText={(date) => change(i, { date })}
              />
            </View>
            <View style={{ flex: 1, minWidth: 140 }}>
              <TimeField
                label={say('shifts.ask_start', { number: i + 1 })}
                value={s.start}
                onChangeText={(start) => change(i, { start })}
              />
            </View>
          </View>
          {starts.length > 2 ? (
            <Button
              label={say('shifts.ask_less', { number: i + 1 })}
              onPress={() => setStarts(starts.filter((_, n) => n !== i))}
            >
              {say('shifts.ask_less_short')}
            </Button>
          ) : null}
        </View>
      ))}
      {starts.length < 6 ? (
        <Button
          onPress={() => setStarts([...starts, ...starts.slice(-1).map((s) => ({ ...s, date: addDays(s.date, 1) }))])}
        >
          {say('shifts.ask_more')}
        </Button>
      ) : null}
      <DateField label={say('shifts.ask_until')} value={closes} min={today} onChangeText={setCloses} />
      {waiting ? null : <BigButton onPress={send}>{say('shifts.ask_send')}</BigButton>}
      <OutboxLine row={latest} />
    </Card>
  );
}

function Result({ poll }: { poll: AskedTimePoll }) {
  const { say } = useWords();
  const { close, latest, waiting } = usePollWrites(poll.id);
  return (
    <Card>
      <Text size="title" heading={2}>
        {poll.what}
      </Text>
      <Text tone="quiet">
        {poll.is_over
          ? poll.answered === null
            ? say('shifts.poll_few')
            : say('shifts.poll_over', { answered: poll.answered })
          : say('shifts.poll_open', { date: dateWords(say, addDays(poll.closes.date, -1)) })}
      </Text>
      {poll.times.map((t) => (
        <View
          key={t.starts.at}
          style={{ flexDirection: 'row', gap: space.m, justifyContent: 'space-between', flexWrap: 'wrap' }}
        >
          <Text>{momentWords(say, t.starts)}</Text>
          {t.would_come === null ? null : <Text bold>{say('shifts.poll_would', { count: t.would_come })}</Text>}
        </View>
      ))}
      {poll.is_over || waiting ? null : <Button onPress={() => void close()}>{say('shifts.poll_close')}</Button>}
      <OutboxLine row={latest} />
    </Card>
  );
}
/** What this member asked, and what came of it. */
export function AskedPolls() {
  const { say } = useWords();
  const polls = useAskedPolls();
  const mine = polls.data?.results ?? [];
  return mine.length ? (
    <>
      <Part>{say('shifts.polls')}</Part>
      {mine.map((poll) => (
        <Result key={poll.id} poll={poll} />
      ))}
    </>
  ) : null;
}
