import { useState } from 'react';
import type { IdeaCard as Idea } from '@/api/shapes';
import { Button, Card, Choice, Field, OutboxLine, Text } from '@/design';
import { useWords } from '@/words';
import { useSuggestMerge } from '../merging';
import { useSimilar } from '../queries';
import { titleWords } from '../said';

/** "These two could be one", from anybody: the other one, which goes on, and a line for both where one is wanted. */
function Form({ idea, onDone }: { idea: Idea; onDone: () => void }) {
  const { say } = useWords();
  const { suggest } = useSuggestMerge(idea.id);
  const alike = useSimilar(idea.text).filter((other) => other.id !== idea.id);
  const [other, setOther] = useState<string>();
  const [into, setInto] = useState<string>();
  const [line, setLine] = useState('');
  const [told, setTold] = useState(false);
  const chosen = alike.find((a) => a.id === other);
  const words = line.trim();
  const isShort = words.length > 0 && words.length < 3;
  const press = () => {
    if (!chosen || !into || isShort) return setTold(true);
    void suggest(into === idea.id ? chosen.id : idea.id, into, words).then(onDone);
  };
  return (
    <Card>
      <Text bold>{say('ideas.merge_which')}</Text>
      {alike.length ? (
        <>
          <Choice
            label={say('ideas.merge_which')}
            value={other}
            onChange={(id) => {
              setOther(id);
              setInto(undefined);
            }}
            options={alike.map((a) => ({ value: a.id, text: titleWords(say, a) }))}
          />
          {chosen ? (
            <>
              <Text bold>{say('ideas.merge_into')}</Text>
              <Choice
                label={say('ideas.merge_into')}
                value={into}
                onChange={setInto}
                options={[idea, chosen].map((i) => ({ value: i.id, text: titleWords(say, i) }))}
              />
              <Field
                label={say('ideas.merge_own_line')}
                value={line}
                onChangeText={setLine}
                hint={say('ideas.merge_own_hint')}
                wrong={isShort ? say('ideas.too_short') : undefined}
                maxLength={140}
                lines={2}
              />
            </>
          ) : null}
          <Text tone="quiet">{say('ideas.merge_heard')}</Text>
          {told && !(chosen && into) ? <Text role="alert">{say('ideas.merge_why')}</Text> : null}
          <Button grow onPress={press}>
            {say('ideas.merge_send')}
          </Button>
        </>
      ) : (
        <Text>{say('ideas.merge_none')}</Text>
      )}
      <Button grow onPress={onDone}>
        {say('ideas.leave')}
      </Button>
    </Card>
  );
}

/** Only where an idea stands so that it can end or take another in. */
export function SuggestMerge({ idea }: { idea: Idea }) {
  const { say } = useWords();
  const { latest, sent } = useSuggestMerge(idea.id);
  const [open, setOpen] = useState(false);
  if (idea.hidden_reason || !canBeMerged.includes(idea.status)) return null;
  return (
    <>
      {open ? (
        <Form idea={idea} onDone={() => setOpen(false)} />
      ) : sent ? null : (
        <Button grow onPress={() => setOpen(true)}>
          {say('ideas.merge_suggest')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </>
  );
}
const canBeMerged = [
  'open',
  'being_checked',
  'to_vote',
  'small_try',
  'rule_in_our_way',
  'not_now',
  'already_exists',
  'not_this_time',
];
