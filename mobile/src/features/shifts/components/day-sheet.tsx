import { useState } from 'react';
import { View } from 'react-native';
import type { ShiftDay } from '@/api/shapes';
import { BigButton, Button, Choice, Fact, Note, OutboxLine, PrivateBar, Sheet, Text } from '@/design';
import { between, dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { useShiftWrites } from '../queries';
import { spanOf, TimeFields, type Typed } from './time-fields';

function ChangeDay({ day, onDone }: { day: ShiftDay; onDone: () => void }) {
  const { say } = useWords();
  const { saveDay } = useShiftWrites();
  const [first, second] = day.shifts;
  const [works, setWorks] = useState<'work' | 'off'>(first ? 'work' : 'off');
  const [typed, setTyped] = useState<Typed>(first ?? { start: '07:00', end: '15:00' });
  const [more, setMore] = useState<Typed | undefined>(second);
  const [told, setTold] = useState(false);
  const labels = [say('shifts.start'), say('shifts.end')] as const;
  const save = async () => {
    const spans = works === 'off' ? [] : [spanOf(typed), ...(more ? [spanOf(more)] : [])];
    if (spans.some((s) => !s)) return setTold(true);
    await saveDay(
      day.date,
      spans.flatMap((s) => (s ? [s] : [])),
    );
    onDone();
  };
  return (
    <View style={{ gap: 12 }}>
      <Choice
        label={say('shifts.change_day')}
        value={works}
        onChange={setWorks}
        grow
        options={[
          { value: 'work', text: say('shifts.i_work') },
          { value: 'off', text: say('shifts.i_am_off') },
        ]}
      />
      {works === 'work' ? (
        <>
          <TimeFields typed={typed} onChange={setTyped} labels={labels} told={told} />
          {more ? (
            <View role="group" aria-label={say('shifts.second_shift')} style={{ gap: 8 }}>
              <Text bold>{say('shifts.second_shift')}</Text>
              <TimeFields typed={more} onChange={setMore} labels={labels} told={told} />
            </View>
          ) : (
            <Button onPress={() => setMore({ start: '', end: '' })} drawing="plus">
              {say('shifts.second_shift')}
            </Button>
          )}
        </>
      ) : null}
      <BigButton onPress={() => void save()}>{say('shifts.save_day')}</BigButton>
    </View>
  );
}

function NotFree({ day, onDone }: { day: ShiftDay; onDone: () => void }) {
  const { say } = useWords();
  const { block } = useShiftWrites();
  const [typed, setTyped] = useState<Typed>({ start: '', end: '' });
  const [told, setTold] = useState(false);
  const save = async () => {
    const span = spanOf(typed);
    if (!span) return setTold(true);
    await block({ date: day.date, ...span });
    onDone();
  };
  return (
    <View style={{ gap: 12 }}>
      <Note drawing="lock">{say('shifts.not_free_note')}</Note>
      <TimeFields typed={typed} onChange={setTyped} labels={[say('shifts.from'), say('shifts.to')]} told={told} />
      <BigButton onPress={() => void save()}>{say('shifts.save_block')}</BigButton>
    </View>
  );
}

/** One day: when you could come, and what can be changed about it. */
export function DaySheet({ day, onClose }: { day: ShiftDay | undefined; onClose: () => void }) {
  const { say } = useWords();
  const { putBack, unblock, latest } = useShiftWrites();
  const [open, setOpen] = useState<'change' | 'not_free'>();
  const close = () => {
    setOpen(undefined);
    onClose();
  };
  const shown = day && (
    <>
      {open === undefined ? (
        <Fact drawing="fits">
          {day.free.length ? (
            <>
              <Text bold>{say('shifts.could_come')}</Text>
              {day.free.map((f) => (
                <Text key={f.start}>{between(say, f.start, f.end)}</Text>
              ))}
            </>
          ) : (
            <Text>{say('shifts.could_come_none')}</Text>
          )}
        </Fact>
      ) : null}
      {open === 'change' ? <ChangeDay day={day} onDone={close} /> : null}
      {open === 'not_free' ? <NotFree day={day} onDone={close} /> : null}
      {open === undefined ? (
        <>
          <Button grow drawing="shifts" onPress={() => setOpen('change')}>
            {say('shifts.change_day')}
          </Button>
          <Button grow drawing="lock" onPress={() => setOpen('not_free')}>
            {say('shifts.say_not_free')}
          </Button>
          {day.blocks.map((b) => (
            <View key={b.id} style={{ gap: 8 }}>
              <PrivateBar label={say('shifts.not_free', { times: between(say, b.start, b.end) })} />
              <Button grow onPress={() => void unblock(b.id)}>
                {say('shifts.remove_block', { times: between(say, b.start, b.end) })}
              </Button>
            </View>
          ))}
          {day.is_changed ? (
            <Button
              grow
              drawing="back"
              onPress={() => {
                void putBack(day.date);
                close();
              }}
            >
              {say('shifts.put_back')}
            </Button>
          ) : null}
        </>
      ) : null}
      <OutboxLine row={latest} silent />
    </>
  );
  return (
    <Sheet open={Boolean(day)} onClose={close} title={day ? dateWords(say, day.date) : ''}>
      {shown}
    </Sheet>
  );
}
