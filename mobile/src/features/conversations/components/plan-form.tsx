import { useState } from 'react';
import type { ConversationCard } from '@/api/shapes';
import { BigButton, Card, Choice, DateField, Field, Row, Text, TextLink, TimeField } from '@/design';
import { useWords } from '@/words';
import type { Plan } from '../queries';
import { templates } from '../said';

const asks = ['ask_1', 'ask_2', 'ask_3', 'ask_4'] as const;
const lengths = [30, 45, 60, 90, 120];

/** The plan of a conversation, new or changed. */
export function PlanForm({
  was,
  today,
  onSave,
}: {
  was?: ConversationCard;
  today: string;
  onSave: (plan: Plan) => void;
}) {
  const { say } = useWords();
  const [template, setTemplate] = useState<Plan['template']>(was?.template ?? 'cafe_tables');
  const [question, setQuestion] = useState(was?.question ?? '');
  const [day, setDay] = useState(was?.held_date ?? '');
  const [start, setStart] = useState(was?.start ?? '');
  const [minutes, setMinutes] = useState(was?.minutes ?? 60);
  const [place, setPlace] = useState(was?.place ?? '');
  const ready =
    question.trim().length >= 3 && place.trim().length >= 2 && day >= today && /^([01]\d|2[0-3]):[0-5]\d$/.test(start);
  return (
    <Card>
      <Text bold>{say('conversations.way')}</Text>
      <Choice
        label={say('conversations.way')}
        value={template}
        onChange={setTemplate}
        options={templates.map((value) => ({ value, text: say(`conversations.${value}`) }))}
      />
      <Text tone="quiet">{say(`conversations.${template}_about`)}</Text>
      <Field
        label={say('conversations.question')}
        value={question}
        onChangeText={setQuestion}
        hint={say('conversations.question_hint')}
        maxLength={140}
        lines={2}
      />
      {question
        ? null
        : asks.map((a) => (
            <TextLink key={a} onPress={() => setQuestion(say(`conversations.${a}`))}>
              {say(`conversations.${a}`)}
            </TextLink>
          ))}
      <Row>
        <DateField label={say('conversations.day')} value={day} onChangeText={setDay} min={today} />
        <TimeField label={say('conversations.start')} value={start} onChangeText={setStart} />
      </Row>
      <Text bold>{say('conversations.minutes')}</Text>
      <Choice
        label={say('conversations.minutes')}
        value={minutes}
        onChange={setMinutes}
        options={[...new Set([...lengths, minutes])].map((m) => ({
          value: m,
          text: say('conversations.minutes_of', { minutes: m }),
        }))}
      />
      <Field label={say('conversations.place')} value={place} onChangeText={setPlace} maxLength={160} />
      <BigButton
        why={ready ? undefined : say('conversations.wrong')}
        onPress={() =>
          onSave({
            question: question.trim(),
            template,
            place: place.trim(),
            site_id: was?.site_id ?? null,
            held_date: day,
            start,
            minutes,
          })
        }
      >
        {say(was ? 'conversations.save' : 'conversations.plan')}
      </BigButton>
    </Card>
  );
}
