import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Choice, Field, Note, Part, Text } from '@/design';
import { type Say, useWords } from '@/words';
import type { Dish, Notes, useNoting } from '../plan-queries';

/** The 14 of food law, in the order of the card. */
export const allergens = [
  'celery',
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'peanuts',
  'sesame',
  'soya',
  'sulphites',
  'nuts',
] as const;
const answers = ['yes', 'no', 'unknown'] as const;
const answerOf = (dish: Dish, name: (typeof allergens)[number]) => dish.allergens[name] ?? 'unknown';
/** What is in it, and what nobody has ruled out. */
export function dishWords(say: Say, dish: Dish): string {
  const named = (answer: (typeof answers)[number]) =>
    allergens
      .filter((a) => answerOf(dish, a) === answer)
      .map((a) => say(`plan.al_${a}`))
      .join(', ');
  const [inIt, maybe] = [named('yes'), named('unknown')];
  return (
    [inIt && say('plan.contains', { list: inIt }), maybe && say('plan.may_contain', { list: maybe })]
      .filter(Boolean)
      .join('\n') || say('plan.contains_none')
  );
}

function DishForm({ dish, n, change, out }: { dish: Dish; n: number; change: (d: Dish) => void; out: () => void }) {
  const { say } = useWords();
  const name = dish.name || `${say('plan.dish')} ${n}`;
  const set = (more: Dish['allergens']) => change({ ...dish, allergens: { ...dish.allergens, ...more } });
  return (
    <View style={{ gap: 12, paddingVertical: 8 }}>
      <Field
        label={`${say('plan.dish')} ${n}`}
        value={dish.name}
        onChangeText={(text) => change({ ...dish, name: text })}
        maxLength={80}
      />
      {allergens.map((a) => (
        <View key={a} style={{ gap: 4 }}>
          <Text bold>{say(`plan.al_${a}`)}</Text>
          <Choice
            label={`${name}: ${say(`plan.al_${a}`)}`}
            options={answers.map((value) => ({ value, text: say(`plan.${value}`) }))}
            value={answerOf(dish, a)}
            onChange={(value) => set({ [a]: value })}
          />
        </View>
      ))}
      <Button
        onPress={() =>
          set(Object.fromEntries(allergens.filter((a) => answerOf(dish, a) === 'unknown').map((a) => [a, 'no'])))
        }
      >
        {say('plan.dish_rest_no')}
      </Button>
      <Button tone="stop" onPress={out}>
        {say('plan.dish_out')}
      </Button>
    </View>
  );
}

/** The dishes of one date with their 14 answers: read by all, filled in by those who run it. */
export function AllergenGrid({ notes, noting }: { notes: Notes; noting: ReturnType<typeof useNoting> }) {
  const { say } = useWords();
  const [dishes, setDishes] = useState<Dish[]>();
  const [was, setWas] = useState<readonly Dish[]>([]);
  const [sent, setSent] = useState<Dish[]>(); // kept on this phone, shown until the server has them
  const [told, setTold] = useState(false);
  const shown: readonly Dish[] =
    dishes ??
    (noting.waits ? sent : undefined) ??
    notes.dishes.map(({ name, allergens: a }) => ({ name, allergens: a }));
  const change = (now: Dish[]) => {
    if (!dishes) setWas(shown);
    setDishes(now);
  };
  const nameless = shown.some((d) => !d.name.trim());
  return (
    <Card>
      <Part>{say('plan.food')}</Part>
      <Text tone="quiet">{say('plan.food_help')}</Text>
      {shown.map((dish, i) =>
        dishes ? (
          <DishForm
            // biome-ignore lint/suspicious/noArrayIndexKey: a dish has no other name while it is typed
            key={i}
            dish={dish}
            n={i + 1}
            change={(d) => setDishes(dishes.map((old, at) => (at === i ? d : old)))}
            out={() => setDishes(dishes.filter((_, at) => at !== i))}
          />
        ) : (
          <View key={dish.name}>
            <Text bold>{dish.name}</Text>
            <Text>{dishWords(say, dish)}</Text>
          </View>
        ),
      )}
      {notes.may_change ? (
        <>
          <Button onPress={() => change([...shown, { name: '', allergens: {} }])}>{say('plan.dish_add')}</Button>
          {dishes || !shown.length ? null : (
            <Button onPress={() => change([...shown])}>{say('plan.change_line')}</Button>
          )}
          {dishes ? (
            <Button
              tone="yes"
              onPress={() => {
                setTold(nameless);
                if (nameless) return;
                void noting.dishes(dishes, was);
                setSent(dishes);
                setDishes(undefined);
              }}
            >
              {say('plan.dish_keep')}
            </Button>
          ) : null}
          {told && nameless ? (
            <Note tone="clay" live>
              {say('plan.dish_need')}
            </Note>
          ) : null}
        </>
      ) : null}
    </Card>
  );
}
