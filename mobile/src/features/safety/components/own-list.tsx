import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Choice, Field, Part, Text, TickRow } from '@/design';
import { useWords } from '@/words';
import type { Plan, usePlanning } from '../plan-queries';

type Item = Plan['items'][number];
const phases = ['before', 'day', 'after'] as const;

function Words({ item, change, mayLeaveOut }: { item: Item; change: (item: Item) => void; mayLeaveOut: boolean }) {
  const { say } = useWords();
  return (
    <View style={{ gap: 8, paddingVertical: 8 }}>
      <Field
        label={say('plan.list_words', { id: item.id })}
        value={item.text}
        onChangeText={(text) => change({ ...item, text })}
        lines={2}
        maxLength={200}
      />
      {item.original && item.original !== item.text ? (
        <Text tone="quiet">{say('plan.list_was', { text: item.original })}</Text>
      ) : null}
      {mayLeaveOut ? (
        <Field
          label={`${item.id}: ${say('plan.list_out')}`}
          value={item.left_out_because}
          onChangeText={(left_out_because) => change({ ...item, left_out_because })}
          maxLength={200}
        />
      ) : (
        <Text tone="quiet">{say('plan.list_stays')}</Text>
      )}
    </View>
  );
}
function Own({ item, n, change }: { item: Item; n: number; change: (item: Item) => void }) {
  const { say } = useWords();
  const name = `${say('plan.list_own')} ${n}`;
  return (
    <View style={{ gap: 8, paddingVertical: 8 }}>
      <Field
        label={name}
        value={item.text}
        onChangeText={(text) => change({ ...item, text })}
        lines={2}
        maxLength={200}
      />
      <Choice
        label={`${name}: ${say('plan.list_when')}`}
        options={phases.map((value) => ({ value, text: say(`plan.list_${value}`) }))}
        value={item.phase}
        onChange={(phase) => change({ ...item, phase })}
      />
      <TickRow
        first
        label={`${name}: ${say('plan.list_needed')}`}
        ticked={item.is_mandatory}
        onPress={() => change({ ...item, is_mandatory: !item.is_mandatory })}
      >
        {say('plan.list_needed')}
      </TickRow>
    </View>
  );
}

/** The list made one's own: other words, items of its own, what does not apply and why. An own item without words goes. */
export function OwnList({ plan, planning }: { plan: Plan; planning: ReturnType<typeof usePlanning> }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [items, setItems] = useState(plan.items);
  const put = (at: number) => (item: Item) => setItems(items.map((old, i) => (i === at ? item : old)));
  const add = () =>
    setItems([
      ...items,
      {
        id: `own-${items.length}`,
        phase: 'before',
        text: '',
        original: null,
        is_own: true,
        is_mandatory: false,
        left_out_because: '',
        may_leave_out: false,
      },
    ]);
  const keep = () => {
    const was = new Map(plan.items.map((i) => [i.id, i.original ?? i.text]));
    void planning.keepList({
      based_on: plan.list_version,
      changed: items
        .filter((i) => !i.is_own)
        .map((i) => ({
          id: i.id,
          text: i.text.trim() === was.get(i.id) ? '' : i.text.trim(),
          left_out_because: i.left_out_because.trim(),
        }))
        .filter((i) => i.text || i.left_out_because),
      own: items
        .filter((i) => i.is_own && i.text.trim())
        .map(({ phase, text, is_mandatory }) => ({ phase, text: text.trim(), is_mandatory })),
    });
  };
  let own = 0;
  return (
    <Card>
      <Part>{say('plan.list_title')}</Part>
      <Text>{say('plan.list_text')}</Text>
      <Button
        onPress={() => {
          setItems(plan.items);
          setOpen(!open);
        }}
      >
        {say(open ? 'plan.list_close' : 'plan.list_open')}
      </Button>
      {open ? (
        <>
          {items.map((item, i) => {
            if (!item.is_own)
              return (
                <Words
                  key={item.id}
                  item={item}
                  change={put(i)}
                  mayLeaveOut={item.may_leave_out && (plan.may.leave_out || !item.is_mandatory)}
                />
              );
            own += 1;
            return <Own key={item.id} item={item} n={own} change={put(i)} />;
          })}
          <Button onPress={add}>{say('plan.list_add')}</Button>
          <Button tone="yes" onPress={keep}>
            {say('plan.list_keep')}
          </Button>
        </>
      ) : null}
    </Card>
  );
}
