import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { fieldProblem } from '@/api/problems';
import {
  BigButton,
  Card,
  DateField,
  ErrorNote,
  Fact,
  Field,
  isShiftKind,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Text,
  TickRow,
  TimeField,
  useShiftName,
} from '@/design';
import { addDays } from '@/lib/when';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { type Say, useWords } from '@/words';
import {
  type Draft,
  draftOf,
  type FirstWin,
  type FirstWinMade,
  lacks,
  useFirstWin,
  useMakeFirstWin,
} from '../first-win';

const wrongs = {
  title: 'desk.wrong_title',
  place: 'desk.wrong_place',
  date: 'desk.wrong_date',
  time: 'desk.wrong_time',
} as const;
const kindOfGroup: Record<string, string> = { earlies: 'early', lates: 'late', nights: 'night', long_days: 'long' };

/** Where the time comes from: a finish that most have, the shifts of all, or what is usual. */
function whyThen(say: Say, name: ReturnType<typeof useShiftName>, t: FirstWin): string {
  if (!t.found) return say('desk.first_usual');
  const kind = kindOfGroup[t.after_group ?? ''] ?? '';
  return t.after_finish && isShiftKind(kind)
    ? say('desk.first_after', { shift: name(kind), time: t.after_finish })
    : say('desk.first_found');
}

function Form({ template, making }: { template: FirstWin; making: ReturnType<typeof useMakeFirstWin> }) {
  const { say } = useWords();
  const { today } = useMe();
  const name = useShiftName();
  const [draft, setDraft] = useState<Draft>(() => draftOf(template));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const say_ = (id: string) => {
    const said = new Set(draft.said);
    if (!said.delete(id)) said.add(id);
    set({ said });
  };
  const problem = making.latest?.state === 'refused' ? making.latest.problem : undefined;
  const missing = lacks(draft);
  return (
    <Card style={{ gap: 20 }}>
      <Fact drawing="walk">{say('desk.first_what', { minutes: template.minutes, places: template.places })}</Fact>
      <Field
        label={say('desk.field_title')}
        value={draft.title}
        onChangeText={(title) => set({ title })}
        maxLength={80}
        wrong={fieldProblem(problem, '/title')}
      />
      <Row gap={16}>
        <DateField
          label={say('desk.field_date')}
          value={draft.date}
          onChangeText={(date) => set({ date })}
          min={addDays(today, 1)}
          wrong={fieldProblem(problem, '/starts_date')}
        />
        <TimeField
          label={say('desk.field_time')}
          value={draft.time}
          onChangeText={(time) => set({ time })}
          wrong={fieldProblem(problem, '/starts_time')}
        />
      </Row>
      <Text tone="quiet">{whyThen(say, name, template)}</Text>
      <Field
        label={say('desk.field_place')}
        hint={say('desk.field_place_hint')}
        value={draft.place}
        onChangeText={(place) => set({ place })}
        maxLength={160}
        wrong={fieldProblem(problem, '/meeting_place')}
      />
      <View>
        <Part>{say('desk.first_list')}</Part>
        <Text tone="quiet">{say('desk.first_list_text')}</Text>
        {template.checks.map((c, i) => (
          <TickRow
            key={c.id}
            first={i === 0}
            ticked={draft.said.has(c.id)}
            detail={c.note}
            onPress={() => say_(c.id)}
            testID={`first-${c.id}`}
          >
            {c.text}
          </TickRow>
        ))}
      </View>
      <TickRow first ticked={draft.iLead} onPress={() => set({ iLead: !draft.iLead })} testID="first-lead">
        {say('desk.first_i_lead')}
      </TickRow>
      <BigButton
        why={missing.length ? missing.map((m) => say(wrongs[m])).join(' ') : undefined}
        busy={making.waits}
        onPress={() => {
          if (!making.waits) void making.make(template, draft);
        }}
      >
        {say(making.waits ? 'desk.making' : 'desk.make')}
      </BigButton>
      <OutboxLine row={making.latest} />
    </Card>
  );
}

/** The first activity of all, on one screen. `next` is what the route adds once it is made: who leads, and opening it. */
export function FirstWinScreen({ next }: { next: (made: FirstWinMade) => ReactNode }) {
  const { say } = useWords();
  const template = useFirstWin();
  const making = useMakeFirstWin();
  // What was made before this screen was opened is not this screen's.
  const [before] = useState(making.made?.activity_id);
  const made = making.made && making.made.activity_id !== before ? making.made : undefined;
  return (
    <DeskPage
      here="activities"
      title={say('desk.first_title')}
      lead={say('desk.first_lead')}
      help={say('desk.first_help')}
    >
      {made ? (
        <>
          <Note tone="leaf">{say('desk.first_made')}</Note>
          {next(made)}
        </>
      ) : template.data ? (
        <Form template={template.data} making={making} />
      ) : template.isError ? (
        <ErrorNote error={template.error} again={() => void template.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
