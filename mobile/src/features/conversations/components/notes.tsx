import { useState } from 'react';
import type { ConversationPage } from '@/api/shapes';
import { BigButton, Button, Card, Choice, DateField, Field, Part, Text, TextLink, TickRow } from '@/design';
import { useWords } from '@/words';
import { type Tables, useRun } from '../queries';
import { dueWords, ownerWords, saidBy, tables } from '../said';
import { Drawings } from './drawings';

function ThemeForm({ id }: { id: string }) {
  const { say } = useWords();
  const { noteTheme } = useRun(id);
  const [text, setText] = useState('');
  const [howMany, setHowMany] = useState<Tables>('some');
  const [told, setTold] = useState(false);
  const line = text.trim();
  const add = () => {
    if (line.length < 3) return setTold(true);
    void noteTheme(line, howMany);
    setText('');
    setTold(false);
  };
  return (
    <>
      <Field
        label={say('conversations.theme')}
        value={text}
        onChangeText={setText}
        maxLength={140}
        wrong={told && line.length < 3 ? say('conversations.too_short') : undefined}
      />
      <Text bold>{say('conversations.how_many')}</Text>
      <Choice
        label={say('conversations.how_many')}
        value={howMany}
        onChange={setHowMany}
        options={tables.map((value) => ({
          value,
          text: say(value === 'one' ? 'conversations.one_table' : `conversations.${value}`),
        }))}
      />
      <Button grow onPress={add}>
        {say('conversations.add_theme')}
      </Button>
    </>
  );
}

function StepForm({ id, today }: { id: string; today: string }) {
  const { say } = useWords();
  const { noteStep } = useRun(id);
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const [mine, setMine] = useState(false);
  const [told, setTold] = useState(false);
  const line = text.trim();
  const ready = line.length >= 3 && due >= today;
  const add = () => {
    if (!ready) return setTold(true);
    void noteStep(line, due, mine);
    setText('');
    setMine(false);
    setTold(false);
  };
  return (
    <>
      <Field
        label={say('conversations.step')}
        value={text}
        onChangeText={setText}
        maxLength={200}
        wrong={told && line.length < 3 ? say('conversations.too_short') : undefined}
      />
      <DateField
        label={say('conversations.due')}
        value={due}
        onChangeText={setDue}
        min={today}
        wrong={told && due < today ? say('conversations.due') : undefined}
      />
      <TickRow first ticked={mine} onPress={() => setMine(!mine)} detail={say('conversations.i_do_it_not')}>
        {say('conversations.i_do_it')}
      </TickRow>
      <Button grow onPress={add}>
        {say('conversations.add_step')}
      </Button>
    </>
  );
}

/** For whoever runs it, after it was held and before others read it: themes, next steps, and letting everybody read. */
export function Notes({ conversation, today }: { conversation: ConversationPage; today: string }) {
  const { say } = useWords();
  const { id } = conversation;
  const { waiting, pressed, removeTheme, removeStep, publish, isPublished } = useRun(id);
  const themes = conversation.themes.filter((t) => !pressed(t.id));
  const steps = conversation.steps.filter((s) => !pressed(s.id));
  const isEmpty = !(themes.length || steps.length || waiting.themes.length || waiting.steps.length);
  return (
    <>
      <Card>
        <Drawings conversation={conversation} />
      </Card>
      <Card>
        <Part>{say('conversations.themes')}</Part>
        <Text tone="quiet">{say('conversations.themes_text')}</Text>
        {themes.map((t) => (
          <Line
            key={t.id}
            text={t.text}
            lang={t.language}
            detail={saidBy(say, t.tables)}
            onOut={() => void removeTheme(t.id)}
          />
        ))}
        {waiting.themes.map((t) => (
          <Line key={t.key} text={t.text} detail={say('conversations.waiting')} />
        ))}
        <ThemeForm id={id} />
      </Card>
      <Card>
        <Part>{say('conversations.steps')}</Part>
        <Text tone="quiet">{say('conversations.steps_text')}</Text>
        {steps.map((s) => (
          <Line
            key={s.id}
            text={s.text}
            lang={s.language}
            detail={`${ownerWords(say, s)} ${dueWords(say, s, today)}`}
            onOut={() => void removeStep(s.id)}
          />
        ))}
        {waiting.steps.map((s) => (
          <Line key={s.key} text={s.text} detail={say('conversations.waiting')} />
        ))}
        <StepForm id={id} today={today} />
      </Card>
      <BigButton
        busy={isPublished}
        why={isEmpty ? say('conversations.publish_why') : undefined}
        onPress={() => void publish()}
      >
        {say('conversations.publish')}
      </BigButton>
      <Text tone="quiet">{say('conversations.publish_text')}</Text>
    </>
  );
}

function Line({ text, lang, detail, onOut }: { text: string; lang?: string; detail: string; onOut?: () => void }) {
  const { say } = useWords();
  return (
    <>
      <Text bold lang={lang}>
        {text}
      </Text>
      <Text tone="quiet">{detail}</Text>
      {onOut ? (
        <TextLink onPress={onOut} label={say('conversations.take_out_label', { text })}>
          {say('conversations.take_out')}
        </TextLink>
      ) : null}
    </>
  );
}
