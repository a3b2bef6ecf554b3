import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Card, Field, ListCard, ListRow, Note, OutboxLine, Part, Text } from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { type Say, useWords } from '@/words';
import type { Plan, Role, usePlanning } from '../plan-queries';
import { Compared } from './compared';

export const rolesWords = (say: Say, roles: readonly Role[]): string => roles.map((r) => say(`plan.${r}`)).join(', ');
const mustWords = (say: Say, plan: Plan): string => {
  const [a, b] = plan.must_agree;
  const days = plan.target_days;
  if (plan.is_looked_over) return say('plan.looked_over');
  if (!a) return say('plan.nobody');
  if (!b) return say('plan.must_one', { a: say(`plan.${a}`), days });
  return say('plan.must_two', { a: say(`plan.${a}`), b: say(`plan.${b}`), days });
};
type Date = Plan['dates'][number];
const agreedWords = (say: Say, date: Date): string =>
  date.agreements
    .map((a) => {
      const role = say(`plan.${a.as_role}`);
      if (!a.number) return say('plan.as_before', { role });
      return a.by
        ? say('plan.by_as', { name: a.by, role, number: a.number })
        : say('plan.as_only', { role, number: a.number });
    })
    .join('; ');

/** What this reader can say yes to now: the version on the screen, and every date that lacks their yes. */
function Give({ plan, as, planning }: { plan: Plan; as: Role; planning: ReturnType<typeof usePlanning> }) {
  const { say } = useWords();
  const [proof, setProof] = useState('');
  const [told, setTold] = useState(false);
  const waiting = plan.dates.filter((d) => d.lacking.includes(as));
  // What is open on the lead's word comes when nothing waits: it is another thing to say.
  const looks = !waiting.length;
  const dates = looks ? plan.dates.filter((d) => as === 'organiser' && d.to_look_over) : waiting;
  const number = plan.assessment?.number;
  if (!number || !dates.length) return null;
  const asksProof = as === 'organiser' && dates.some((d) => d.tier === 'T3');
  const why = asksProof && !proof.trim() ? say('plan.proof_need') : undefined;
  return (
    <View style={{ gap: 12 }}>
      <Text>{`${looks ? say('plan.over') : say('plan.give_as', { role: say(`plan.${as}`) })} ${say.count('plan.give_dates', dates.length)}`}</Text>
      {asksProof ? (
        <Field
          label={say('plan.proof')}
          value={proof}
          onChangeText={setProof}
          maxLength={200}
          wrong={told ? why : undefined}
        />
      ) : null}
      <BigButton
        why={why}
        onWhy={() => setTold(true)}
        onPress={() =>
          void planning.agree({
            as_role: as,
            number,
            dates: dates.map((d) => ({ occurrence_id: d.occurrence_id, seen: d.seen })),
            proof: proof.trim(),
          })
        }
      >
        {say(looks ? 'plan.over_give' : 'plan.give', { number })}
      </BigButton>
    </View>
  );
}

/** Who has to agree, who has, and the buttons to ask for it and to give it. */
export function AgreeCard({
  plan,
  planning,
  again,
}: {
  plan: Plan;
  planning: ReturnType<typeof usePlanning>;
  /** Read the plan again. Never by itself: whoever said yes to what has moved on has to see that it is another. */
  again: () => void;
}) {
  const { say } = useWords();
  const { today } = useMe();
  const now = plan.assessment?.number;
  const waits = plan.dates.some((d) => d.lacking.length);
  return (
    <View style={{ gap: 12 }}>
      <Card>
        <Part>{say('plan.agree_title')}</Part>
        <Text>{mustWords(say, plan)}</Text>
        {plan.must_agree.length && plan.dates.length && !waits ? (
          <Note tone="leaf">{say('plan.agreed_all')}</Note>
        ) : null}
        {plan.asked_at && plan.answer_by ? (
          <Text>
            {say('plan.asked', {
              date: dateWords(say, plan.asked_at.date, today),
              due: dateWords(say, plan.answer_by, today),
            })}
          </Text>
        ) : null}
        {plan.nobody_for?.length ? (
          <Note tone="clay">
            {`${say('plan.nobody_for', { who: rolesWords(say, plan.nobody_for) })} ${say('plan.nobody_do')}`}
          </Note>
        ) : null}
        {plan.may.ask && now ? <Button onPress={() => void planning.ask()}>{say('plan.ask')}</Button> : null}
      </Card>
      {(plan.must_agree.length || plan.is_looked_over) && plan.dates.length ? (
        <ListCard label={say('plan.agree_title')}>
          {plan.dates.map((d, i) => (
            <ListRow
              key={d.occurrence_id}
              first={i === 0}
              drawing={d.lacking.length || d.to_look_over ? 'time' : 'tick'}
              title={momentWords(say, d.starts, d.ends, today)}
              text={[
                d.agreements.length ? say('plan.date_agreed', { who: agreedWords(say, d) }) : '',
                d.lacking.length ? say('plan.date_open', { who: rolesWords(say, d.lacking) }) : '',
                d.to_look_over ? say('plan.date_look') : '',
              ]
                .filter(Boolean)
                .join(' ')}
            />
          ))}
        </ListCard>
      ) : null}
      {now && plan.agreed_number && plan.agreed_number !== now ? (
        <Compared id={plan.activity_id} before={plan.agreed_number} number={now} />
      ) : null}
      {plan.another_agrees && waits ? <Note>{say('plan.another')}</Note> : null}
      {plan.may_agree_as.map((as) => (
        <Give key={as} plan={plan} as={as} planning={planning} />
      ))}
      <OutboxLine row={planning.yes} />
      {planning.yes?.state === 'refused' ? (
        <Button
          grow
          onPress={() => {
            planning.dismiss();
            again();
          }}
        >
          {say('plan.read_now')}
        </Button>
      ) : null}
    </View>
  );
}
