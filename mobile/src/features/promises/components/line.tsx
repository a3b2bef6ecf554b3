import { useState } from 'react';
import { View } from 'react-native';
import { Button, Choice, Field, Note, OutboxLine, Row, Text, TextLink } from '@/design';
import { dateWords } from '@/lib/when';
import { type Key, useWords } from '@/words';
import { type Promised, reasons, useAbout } from '../queries';

/** Hide it or keep it, with a reason that everybody reads. */
function Judge({ promise, judge }: { promise: Promised; judge: ReturnType<typeof useAbout>['judge'] }) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const line = reason.trim();
  const press = (what: 'hidden' | 'kept' | 'shown_again') => (line.length < 3 ? setTold(true) : void judge(what, line));
  return (
    <>
      {promise.to_judge ? <Note tone="amber">{say('promises.reported')}</Note> : null}
      <Field
        label={say('ideas.judge_reason')}
        hint={say('ideas.judge_hint')}
        value={reason}
        onChangeText={setReason}
        wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={300}
      />
      <Row>
        <Button onPress={() => press(promise.hidden_reason ? 'shown_again' : 'hidden')}>
          {say(promise.hidden_reason ? 'ideas.judge_show' : 'ideas.judge_hide')}
        </Button>
        {promise.to_judge ? <Button onPress={() => press('kept')}>{say('ideas.judge_keep')}</Button> : null}
      </Row>
    </>
  );
}

/** One promise: what, who if they chose so, how it stands, and what the reader may do about it. */
export function Line({
  promise,
  id,
  today,
  organises,
  takeBack,
}: {
  promise: Promised;
  id: string;
  today: string;
  organises: boolean;
  takeBack: () => void;
}) {
  const { say } = useWords();
  const about = useAbout(promise, id);
  const [open, setOpen] = useState(false);
  const { is_mine, is_official, state, hidden_reason } = promise;
  const reported = about.latest?.state === 'received' && about.latest.path.endsWith('/reports');
  const who = is_official
    ? say('promises.programme')
    : is_mine
      ? say(promise.shows_name ? 'promises.you_named' : 'promises.you')
      : (promise.name ?? say('promises.somebody'));
  const stands =
    state === 'thanked'
      ? say('promises.thanked')
      : state === 'kept'
        ? say('promises.kept')
        : promise.due_date
          ? say(state === 'late' ? 'promises.late' : 'promises.due', { date: dateWords(say, promise.due_date, today) })
          : '';
  return (
    <View style={{ gap: 8 }}>
      {hidden_reason ? <Note tone="clay">{say('ideas.hidden', { reason: hidden_reason })}</Note> : null}
      {promise.text ? (
        <Text bold lang={promise.language}>
          {promise.text}
        </Text>
      ) : null}
      <Text tone={state === 'late' ? 'stop' : 'quiet'}>{[who, stands].filter(Boolean).join(' ')}</Text>
      {is_mine ? <Button onPress={takeBack}>{say('promises.take_back')}</Button> : null}
      {is_official && organises ? (
        <Button onPress={() => void about.sayKept(state !== 'kept')}>
          {say(state === 'kept' ? 'promises.not_kept' : 'promises.say_kept')}
        </Button>
      ) : null}
      {organises && !is_mine && (promise.to_judge || hidden_reason) ? (
        <Judge promise={promise} judge={about.judge} />
      ) : null}
      {is_mine || is_official || hidden_reason || reported ? null : open ? (
        <>
          <Choice
            label={say('ideas.report_why')}
            value={undefined as (typeof reasons)[number] | undefined}
            onChange={(reason) => void about.report(reason).then(() => setOpen(false))}
            options={reasons.map((r) => ({ value: r, text: say(`ideas.report_${r}` as Key & 'ideas.report_unkind') }))}
          />
          <Text tone="quiet">{say('ideas.report_nobody_sees')}</Text>
        </>
      ) : (
        <TextLink label={`${say('promises.report')}: ${promise.text}`} onPress={() => setOpen(true)}>
          {say('promises.report')}
        </TextLink>
      )}
      <OutboxLine row={about.latest} />
    </View>
  );
}
