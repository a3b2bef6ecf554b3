import { useState } from 'react';
import type { RuleCard as Rule } from '@/api/shapes';
import { Button, Card, CardHead, Choice, Field, Note, OutboxLine, Text } from '@/design';
import { dateWords, daysBetween } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { type Key, type Say, useWords } from '@/words';
import { LongList } from '../components/long-list';
import { type RuleReply, useReplyToRule, useRules } from '../queries';

const states = ['changed', 'way_round', 'stays'] as const;
const stateWords = (say: Say, state: string) => say(`ideas.rule_${state}` as Key & 'ideas.rule_open');

/** For the organiser: what became of it, in their own words, for everyone to read. */
function ReplyForm({ rule }: { rule: Rule }) {
  const { say } = useWords();
  const { reply, latest, sent } = useReplyToRule(rule.id);
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<RuleReply>();
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const ready = state && text.trim().length >= 3;
  const press = () => {
    if (!state || !ready) return setTold(true);
    void reply(state, text.trim()).then(() => setOpen(false));
  };
  return (
    <>
      {open ? (
        <>
          <Choice
            label={say('ideas.rule_reply')}
            value={state}
            onChange={setState}
            options={states.map((s) => ({ value: s, text: stateWords(say, s) }))}
          />
          <Field
            label={say('ideas.desk_text')}
            value={text}
            onChangeText={setText}
            lines={3}
            maxLength={600}
            wrong={told && !ready ? say('ideas.rule_reply_why') : undefined}
          />
          <Button grow onPress={press}>
            {say('ideas.desk_send')}
          </Button>
        </>
      ) : sent ? null : (
        <Button grow onPress={() => setOpen(true)} label={say('ideas.rule_reply_label', { text: rule.text })}>
          {say('ideas.rule_reply')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}

function dueLine(say: Say, rule: Rule, today: string): string {
  if (rule.is_late) {
    const late = say.count('ideas.late', daysBetween(rule.due_date, today));
    return `${late} ${rule.owner_name ? say('ideas.late_name', { name: rule.owner_name }) : say('ideas.late_ours')}`;
  }
  const date = dateWords(say, rule.due_date, today);
  return rule.owner_name
    ? say('ideas.name_answers_by', { name: rule.owner_name, date })
    : say('ideas.answer_by', { date });
}
function RuleCard({ rule, today, mayReply }: { rule: Rule; today: string; mayReply: boolean }) {
  const { say } = useWords();
  return (
    <Card>
      <CardHead
        drawing="checklist"
        title={rule.text}
        lang={rule.language}
        lines={
          <Text tone="quiet">
            {rule.about_text
              ? say('ideas.rule_about', { text: rule.about_text })
              : say('ideas.put_up_on', { date: dateWords(say, rule.raised_date, today) })}
          </Text>
        }
      />
      {rule.reply ? (
        <Note
          title={`${say('ideas.answered', { date: dateWords(say, rule.reply.date, today) })}: ${stateWords(say, rule.reply.state)}`}
        >
          <Text>{rule.reply.text}</Text>
          {rule.reply.is_late ? <Text tone="quiet">{say('ideas.was_late')}</Text> : null}
        </Note>
      ) : rule.is_late ? (
        <Note tone="clay" drawing="time">
          {dueLine(say, rule, today)}
        </Note>
      ) : (
        <Text>{dueLine(say, rule, today)}</Text>
      )}
      {mayReply ? <ReplyForm rule={rule} /> : null}
    </Card>
  );
}

/** Every rule that somebody said is in our way, who finds out by when, and what became of it. */
export function RulesScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  return (
    <LongList
      list={useRules()}
      title={say('ideas.rules')}
      help={say('ideas.rules_help')}
      empty={{ drawing: 'checklist', title: say('ideas.rules_empty'), text: say('ideas.rules_empty_text') }}
      row={(rule) => <RuleCard rule={rule} today={today} mayReply={has('organiser')} />}
    />
  );
}
