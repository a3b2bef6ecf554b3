import { useState } from 'react';
import { Button, Card, Field, Note, OutboxLine, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { type Say, useWords } from '@/words';
import { useAskForMoney, useCheck } from '../checks';
import { pounds } from '../pounds';
import { money } from '../said';
import type { Check } from '../types';

/** "Yes, if: two people lead it." */
export function verdictWords(say: Say, check: Check): string {
  if (check.verdict === 'yes' || !check.verdict) return say('ballots.check_yes');
  if (!check.reason) return say('ballots.check_hidden');
  return say(`ballots.check_${check.verdict}` as const, { reason: check.reason });
}

/** What was found out, for everybody. */
export function CheckLines({ check, today }: { check: Check; today: string }) {
  const { say } = useWords();
  const date = check.checked_date ? dateWords(say, check.checked_date, today) : '';
  const more = [
    check.cost ? say('ballots.check_cost', { money: money(say, check.cost) }) : '',
    check.helper_hours ? say.count('ballots.helpers', check.helper_hours) : '',
  ].filter(Boolean);
  return (
    <>
      <Text>{verdictWords(say, check)}</Text>
      {more.length ? <Text>{more.join(' ')}</Text> : null}
      <Text tone="quiet">
        {check.checked_by
          ? say('ballots.check_by', { name: check.checked_by, date })
          : say('ballots.check_on', { date })}
      </Text>
      {check.is_current ? null : <Note>{say('ballots.check_again')}</Note>}
    </>
  );
}

/** The author says what it would cost, as long as the idea may change. */
function AskForMoney({ id, asked }: { id: string; asked: Check['asked'] }) {
  const { say } = useWords();
  const { askFor, latest, sent } = useAskForMoney(id);
  const [open, setOpen] = useState(false);
  const [sum, setSum] = useState(asked?.pounds ?? '');
  const [whatFor, setWhatFor] = useState(asked?.what_for ?? '');
  const [told, setTold] = useState(false);
  const send = (amount: string | null) => void askFor(amount, amount ? whatFor.trim() : '').then(() => setOpen(false));
  const press = () => {
    const amount = pounds(sum);
    if (!amount || !whatFor.trim()) return setTold(true);
    if (!sent) send(amount);
  };
  if (!open)
    return (
      <>
        <Button grow onPress={() => setOpen(true)}>
          {say('ballots.ask_money')}
        </Button>
        <OutboxLine row={latest} />
      </>
    );
  return (
    <>
      <Field
        label={say('ballots.ask_pounds')}
        value={sum}
        onChangeText={setSum}
        inputMode="decimal"
        wrong={told && !pounds(sum) ? say('ballots.ask_why') : undefined}
      />
      <Field
        label={say('ballots.ask_what_for')}
        hint={say('ballots.ask_hint')}
        value={whatFor}
        onChangeText={setWhatFor}
        wrong={told && !whatFor.trim() ? say('ballots.ask_why') : undefined}
        maxLength={140}
      />
      <Button grow onPress={press}>
        {say('ballots.ask_save')}
      </Button>
      {asked ? (
        <Button grow onPress={() => (sent ? undefined : send(null))}>
          {say('ballots.ask_back')}
        </Button>
      ) : null}
    </>
  );
}

/** On an idea's page: whether it can be done, and what is asked for. */
export function IdeaCheck({ id, mayAsk }: { id: string; mayAsk: boolean }) {
  const { say } = useWords();
  const { today } = useMe();
  const { data: check } = useCheck(id);
  if (!check || !(check.verdict || check.asked || mayAsk)) return null;
  return (
    <Card>
      <Text bold heading={2}>
        {say('ballots.check_title')}
      </Text>
      {check.verdict ? <CheckLines check={check} today={today} /> : null}
      {check.asked ? (
        <Text>{say('ballots.asked', { money: money(say, check.asked.pounds), text: check.asked.what_for })}</Text>
      ) : null}
      {mayAsk ? <AskForMoney key={check.asked?.pounds ?? ''} id={id} asked={check.asked} /> : null}
    </Card>
  );
}
