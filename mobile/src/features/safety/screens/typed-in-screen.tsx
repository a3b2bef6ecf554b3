import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { Card, Choice, ErrorNote, HeadCount, Loading, Note, OutboxLine, Part, Screen, Text, TimeField } from '@/design';
import { useWords } from '@/words';
import { CheckList } from '../components/check-list';
import { COUNT_AT_END, COUNT_AT_START, itemNamed, rowsOf } from '../overlay';
import { useLeading } from '../queries';
import type { Item } from '../types';

type By = 'lead' | 'second';
const parts = ['before', 'setOff', 'way', 'after'] as const;
const titles = { before: 'before_day', setOff: 'before_set_off', way: 'on_the_way', after: 'afterwards' } as const;
const counts = [COUNT_AT_START, COUNT_AT_END] as const;

/** A printed list, typed in later: each tick keeps who made it on the paper and when, and who typed it. */
export function TypedInScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const { say } = useWords();
  const led = useLeading(id);
  const [by, setBy] = useState<By>();
  const [time, setTime] = useState('');
  const [told, setTold] = useState(false);
  const { now, list } = led;
  const date = led.date.data;
  const ready = by !== undefined && /^\d\d:\d\d$/.test(time);
  const tick = (item: Item, ticked: boolean, more: { note?: string; number?: number } = {}) => {
    setTold(true);
    if (!ready || !date) return;
    // On the date of the activity, in its own zone: the difference between its local and its universal time.
    const shift = Date.parse(`${date.starts.date}T${date.starts.time}:00Z`) - Date.parse(date.starts.at);
    const paper_at = new Date(Date.parse(`${date.starts.date}T${time}:00Z`) - shift).toISOString();
    void led.tick(item.id, { ticked, paper_by: by, paper_at, ...more });
  };
  return (
    <Screen
      title={say('out.type_in')}
      back
      help={say('out.type_in_help')}
      lead={<Text>{say('out.type_in_help')}</Text>}
    >
      {now && date ? (
        <>
          <Card>
            <Text bold>{say('out.type_who')}</Text>
            <Choice<By>
              label={say('out.type_who')}
              grow
              options={[
                { value: 'lead', text: date.lead?.name ?? say('out.type_lead') },
                { value: 'second', text: date.second?.name ?? say('out.type_second') },
              ]}
              value={by}
              onChange={setBy}
            />
            <TimeField label={say('out.type_when')} value={time} onChangeText={setTime} />
            {told && !ready ? (
              <Note tone="clay" live>
                {say('out.type_need')}
              </Note>
            ) : null}
          </Card>
          {counts.map((which) => {
            const item = itemNamed(now, which);
            return item ? (
              <Card key={which}>
                <Part>{say(which === COUNT_AT_START ? 'safety.how_many' : 'safety.how_many_back')}</Part>
                <HeadCount
                  label={say(which === COUNT_AT_START ? 'safety.how_many' : 'safety.how_many_back')}
                  value={item.tick?.number ?? 0}
                  onChange={(number) => tick(item, true, { number })}
                />
              </Card>
            ) : null;
          })}
          {parts.map((part) => (
            <CheckList key={part} title={say(`safety.${titles[part]}`)} items={rowsOf(now, part)} onTick={tick} />
          ))}
          <OutboxLine row={led.latest} />
        </>
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
