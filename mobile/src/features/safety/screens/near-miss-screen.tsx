import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { Linking } from 'react-native';
import { BigButton, Button, Card, Choice, Field, Note, OutboxLine, Part, Screen, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { callWords } from '../call';
import { type Account, useDatesLately, useHelpNumbers, useNearMiss } from '../out-queries';

const questions = ['hurt', 'hospital', 'worse'] as const;
type Answers = Partial<Record<(typeof questions)[number], 'yes' | 'no'>>;

/** Three plain questions and what would stop it next time. Whom to phone comes first, and works without signal. */
export function NearMissScreen() {
  const { kind = '', date: from = '' } = useLocalSearchParams<{ kind?: string; date?: string }>();
  const { say } = useWords();
  const { today } = useMe();
  const help = useHelpNumbers();
  const named = useDatesLately().data;
  const lately = named?.results ?? [];
  const activities = named?.activities ?? [];
  const box = useNearMiss();
  const [answers, setAnswers] = useState<Answers>({});
  const [what, setWhat] = useState('');
  const [where, setWhere] = useState('');
  const [next, setNext] = useState('');
  const [chosen, setDate] = useState(from);
  // Only what can be seen on the screen is said.
  const date = lately.some((one) => one.id === chosen) ? chosen : '';
  const activity = !date && activities.some((one) => one.id === chosen) ? chosen : '';
  const [sent, setSent] = useState(false);
  const hurt = answers.hurt === 'yes' || answers.hospital === 'yes';
  const serious = hurt || answers.worse === 'yes';
  const all = questions.every((q) => answers[q]);
  const call = (number: string) => void Linking.openURL(`tel:${number.replace(/[^+0-9]/g, '')}`);
  const send = () => {
    setSent(true);
    void box.say({
      kind: kind as NonNullable<Account['kind']>,
      was_hurt: hurt,
      went_to_hospital: answers.hospital === 'yes',
      could_be_worse: answers.worse === 'yes',
      what: hurt ? '' : what.trim(),
      where: hurt ? '' : where.trim(),
      next_time: next.trim(),
      occurrence_id: date || null,
      activity_id: activity || null,
    });
  };
  return (
    <Screen title={say('out.near')} back help={say('out.near_help')} lead={<Text>{say('out.near_help')}</Text>}>
      <Card>
        <Part>{say('out.near_phone')}</Part>
        <Note tone={serious ? 'clay' : 'sand'} live>
          {say('out.near_first')}
        </Note>
        {hurt ? (
          <Button tone="stop" drawing="phone" grow onPress={() => call('999')}>
            {say('out.call', { number: '999' })}
          </Button>
        ) : null}
        {(help.data?.results ?? []).map((one) => (
          <Button key={one.site_id} drawing="phone" grow onPress={() => call(one.number)}>
            {callWords(say, `${one.name}, ${one.site}`, one.number)}
          </Button>
        ))}
      </Card>
      {sent ? (
        <>
          <Note tone="leaf">{say('out.near_thanks')}</Note>
          <OutboxLine row={box.latest} />
        </>
      ) : (
        <>
          {questions.map((q) => (
            <Card key={q}>
              <Text bold>{say(`out.near_${q}`)}</Text>
              <Choice<'yes' | 'no'>
                label={say(`out.near_${q}`)}
                grow
                options={[
                  { value: 'yes', text: say('out.yes') },
                  { value: 'no', text: say('out.no') },
                ]}
                value={answers[q]}
                onChange={(value) => setAnswers({ ...answers, [q]: value })}
              />
            </Card>
          ))}
          <Card>
            {hurt ? (
              <Note tone="sand">{say('out.near_injury')}</Note>
            ) : (
              <>
                <Field label={say('out.near_what')} value={what} onChangeText={setWhat} lines={3} maxLength={500} />
                <Field label={say('out.near_where')} value={where} onChangeText={setWhere} maxLength={200} />
              </>
            )}
            <Field label={say('out.near_next')} value={next} onChangeText={setNext} lines={2} maxLength={500} />
          </Card>
          {lately.length || activities.length ? (
            <Card>
              <Text bold>{say('out.near_date')}</Text>
              <Choice
                label={say('out.near_date')}
                grow
                options={[
                  { value: '', text: say('out.near_no_date') },
                  ...lately.map((one) => ({
                    value: one.id,
                    text: `${one.title}, ${momentWords(say, one.starts, undefined, today)}`,
                  })),
                  ...activities.map((one) => ({
                    value: one.id,
                    text: say('out.near_another_day', { title: one.title }),
                  })),
                ]}
                value={date || activity}
                onChange={setDate}
              />
              {date || activity ? <Note tone="sand">{say('out.near_date_text')}</Note> : null}
            </Card>
          ) : null}
          <BigButton why={all ? undefined : say('out.near_need')} onPress={send}>
            {say('out.near_send')}
          </BigButton>
        </>
      )}
    </Screen>
  );
}
