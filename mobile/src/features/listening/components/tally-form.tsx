import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Card, DateField, Field, Note, OutboxLine, Part, Text } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { type IdeaToChoose, type NewTally, useEnterTally, useIdeasToChoose } from '../queries';
import { IdeaPicker } from './idea-picker';
import { SiteChoice } from './site-choice';

interface Choice {
  idea: string | null;
  text: string;
  hands: string;
}
interface Form {
  question: string;
  date: string;
  site: string | null;
  room: string;
  choices: Choice[];
}
const number = (text: string): number | undefined => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined);
/** What goes to the server, or undefined while something is missing. */
export function wholeTally({ question, date, site, room, choices }: Form): NewTally | undefined {
  const people = number(room);
  const counted = choices.map((c) => ({ idea: c.idea, text: c.idea ? null : c.text, hands: number(c.hands) ?? -1 }));
  const isWhole = question.trim().length >= 3 && date && people && counted.length && counted.every((c) => c.hands >= 0);
  return isWhole ? { question: question.trim(), date, site, in_the_room: people, choices: counted } : undefined;
}

const formOf = (tally: NewTally, ideas: readonly IdeaToChoose[] = []): Form => ({
  ...tally,
  room: String(tally.in_the_room),
  choices: tally.choices.map(({ idea, text, hands }) => ({
    idea,
    text: text ?? ideas.find((i) => i.id === idea)?.text ?? '',
    hands: String(hands),
  })),
});

/** At a meeting: what was asked, about how many were there, and hands for each choice. Works without signal. */
export function TallyForm({ from, onDone }: { from: NewTally | undefined; onDone: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const { enter } = useEnterTally();
  const ideas = useIdeasToChoose();
  const [form, setForm] = useState<Form>(() =>
    from ? formOf(from, ideas.data) : { question: '', date: today, site: null, room: '', choices: [] },
  );
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const change = (more: Partial<Form>) => setForm({ ...form, ...more });
  const add = (choice: Omit<Choice, 'hands'>) => change({ choices: [...form.choices, { ...choice, hands: '' }] });
  const tally = wholeTally(form);
  const tooMany = tally?.choices.some((c) => c.hands > tally.in_the_room);
  const press = () => {
    if (!tally || tooMany) return setTold(true);
    void enter(tally).then(onDone);
  };
  return (
    <Card lit>
      <Part>{say('listening.tally_new')}</Part>
      <Field
        label={say('listening.tally_question')}
        value={form.question}
        onChangeText={(question) => change({ question })}
        maxLength={140}
        lines={2}
      />
      <DateField label={say('listening.note_date')} value={form.date} onChangeText={(date) => change({ date })} />
      <SiteChoice value={form.site} onChange={(site) => change({ site })} />
      <Field
        label={say('listening.tally_room')}
        value={form.room}
        onChangeText={(room) => change({ room })}
        inputMode="numeric"
        maxLength={4}
      />
      {form.choices.map((c, i) => (
        <View key={`${c.idea} ${c.text}`} style={{ gap: 4 }}>
          <Field
            label={say('listening.tally_hands', { text: c.text })}
            value={c.hands}
            onChangeText={(hands) =>
              change({ choices: form.choices.map((other, at) => (at === i ? { ...other, hands } : other)) })
            }
            inputMode="numeric"
            maxLength={4}
          />
          <Button
            onPress={() => change({ choices: form.choices.filter((_, at) => at !== i) })}
            label={say('listening.line_away', { text: c.text })}
          >
            {say('listening.line_away_short')}
          </Button>
        </View>
      ))}
      {form.choices.length < 12 ? (
        <>
          <Field label={say('listening.tally_choice')} value={text} onChangeText={setText} maxLength={140} />
          <Button
            grow
            drawing="plus"
            onPress={() => {
              const line = text.trim();
              if (!line || form.choices.some((c) => c.text === line)) return;
              add({ idea: null, text: line });
              setText('');
            }}
          >
            {say('listening.tally_add')}
          </Button>
          <Text bold>{say('listening.tally_add_idea')}</Text>
          <IdeaPicker
            without={form.choices.map((c) => c.idea)}
            onPress={(idea) => add({ idea: idea.id, text: idea.text })}
          />
        </>
      ) : null}
      {told && (!tally || tooMany) ? (
        <Note tone="clay" live>
          {say(tooMany ? 'listening.tally_more' : 'listening.tally_why')}
        </Note>
      ) : null}
      <BigButton onPress={press}>{say('listening.tally_send')}</BigButton>
    </Card>
  );
}

/** Where the last one is on its way, and the way back when the server could not keep it. */
export function TallySent({ onChange }: { onChange: (refused: NewTally) => void }) {
  const { say } = useWords();
  const { latest, refused, dismiss } = useEnterTally();
  return (
    <>
      <OutboxLine row={latest} />
      {refused ? (
        <Button
          onPress={() => {
            dismiss();
            onChange(refused);
          }}
        >
          {say('listening.tally_again')}
        </Button>
      ) : null}
    </>
  );
}
