import { useState } from 'react';
import { Button, Choice, Field, OutboxLine, Row, Stepper, Text } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type Found, isSettled, useSaveCheck } from '../checks';
import { pounds } from '../pounds';
import { money } from '../said';
import type { Check } from '../types';
import { CheckLines } from './idea-check';

const verdicts = ['yes', 'yes_if', 'no'] as const;
/** Before a vote opens: can it be done? What is found out stands on the idea's page at once. */
export function DeskCheck({ id, check }: { id: string; check: Check | undefined }) {
  const { say } = useWords();
  const { today } = useMe();
  const { save, latest, sent } = useSaveCheck(id);
  const settled = isSettled(check);
  const [again, setAgain] = useState(false);
  const [verdict, setVerdict] = useState<Found['verdict']>(check?.verdict ?? 'yes');
  const [reason, setReason] = useState(check?.reason ?? '');
  const [cost, setCost] = useState(check?.cost ?? check?.asked?.pounds ?? '');
  const [help, setHelp] = useState(check?.helper_hours ?? 0);
  const [told, setTold] = useState(false);
  if (check && settled && !again)
    return (
      <>
        <CheckLines check={check} today={today} />
        <Button onPress={() => setAgain(true)}>{say('ballots.desk_check_change')}</Button>
        <OutboxLine row={latest} />
      </>
    );
  const needsReason = verdict !== 'yes' && !reason.trim();
  const press = () => {
    if (needsReason) return setTold(true);
    if (sent) return;
    const sum = pounds(cost);
    const found: Found = {
      verdict,
      ...(verdict !== 'yes' && { reason: reason.trim() }),
      ...(sum && { cost: sum }),
      ...(help > 0 && { helper_hours: help }),
    };
    void save(found).then(() => setAgain(false));
  };
  return (
    <>
      <Text bold>{say('ballots.desk_check')}</Text>
      {check?.verdict ? <CheckLines check={check} today={today} /> : null}
      {check?.asked ? (
        <Text>{say('ballots.asked', { money: money(say, check.asked.pounds), text: check.asked.what_for })}</Text>
      ) : null}
      <Choice
        label={say('ballots.desk_check')}
        value={verdict}
        onChange={setVerdict}
        options={verdicts.map((v) => ({ value: v, text: say(`ballots.desk_check_${v}` as const) }))}
      />
      {verdict === 'yes' ? null : (
        <Field
          label={say('ballots.desk_check_reason')}
          value={reason}
          onChangeText={setReason}
          wrong={told && needsReason ? say('ballots.desk_check_reason') : undefined}
          lines={2}
          maxLength={300}
        />
      )}
      <Field label={say('ballots.desk_cost')} value={cost} onChangeText={setCost} inputMode="decimal" />
      <Row style={{ justifyContent: 'space-between' }}>
        <Text style={{ flexShrink: 1 }}>{say('ballots.desk_help')}</Text>
        <Stepper label={say('ballots.desk_help')} value={help} onChange={setHelp} max={200} />
      </Row>
      <Button grow onPress={press}>
        {say('ballots.desk_check_save')}
      </Button>
      <OutboxLine row={latest} />
    </>
  );
}
