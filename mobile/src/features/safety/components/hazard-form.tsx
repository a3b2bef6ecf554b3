import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Card, Choice, Field, ListCard, ListRow, Note, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import type { Hazard, Plan, usePlanning } from '../plan-queries';

const left = ['low', 'some', 'high'] as const;
const blank = (): Hazard => ({
  id: `own-${Math.random().toString(36).slice(2, 12)}`,
  what: '',
  who: '',
  action: '',
  left: 'low',
});
const same = (a: { route: string; lines: readonly Hazard[] }, b: { route: string; lines: readonly Hazard[] }) =>
  JSON.stringify([a.route, a.lines.map(flat)]) === JSON.stringify([b.route, b.lines.map(flat)]);
const flat = (l: Hazard) => [l.id, l.what, l.who, l.action, l.left];

/** One line, opened: its three answers. */
function Line({ line, n, change, out, done }: LineProps) {
  const { say } = useWords();
  const set = (more: Partial<Hazard>) => change({ ...line, ...more });
  return (
    <View style={{ gap: 12, paddingVertical: 12 }}>
      <Text bold>{say('plan.line_new', { n })}</Text>
      <Field label={say('plan.what')} value={line.what} onChangeText={(what) => set({ what })} maxLength={200} />
      <Field label={say('plan.who')} value={line.who} onChangeText={(who) => set({ who })} maxLength={120} />
      <Field
        label={say('plan.action')}
        value={line.action}
        onChangeText={(action) => set({ action })}
        lines={3}
        maxLength={400}
      />
      <Text bold>{say('plan.left')}</Text>
      <Choice
        label={say('plan.left')}
        options={left.map((value) => ({ value, text: say(`plan.left_${value}`) }))}
        value={line.left}
        onChange={(value) => set({ left: value })}
      />
      <Button onPress={done}>{say('plan.done_line')}</Button>
      <Button tone="stop" onPress={out}>
        {say('plan.take_out')}
      </Button>
    </View>
  );
}
interface LineProps {
  line: Hazard;
  n: number;
  change: (line: Hazard) => void;
  out: () => void;
  done: () => void;
}

/** What could hurt us, who, what we will do: filled in to begin with, changed line by line, kept as the next version. */
export function HazardForm({ plan, planning }: { plan: Plan; planning: ReturnType<typeof usePlanning> }) {
  const { say } = useWords();
  const theirs = plan.assessment ?? { number: 0, route: '', lines: plan.suggested.lines };
  const [mine, setMine] = useState({ route: theirs.route, lines: theirs.lines });
  const [base, setBase] = useState(theirs.number);
  const [open, setOpen] = useState<string>();
  const [told, setTold] = useState(false);
  // What this phone wrote has come back: it is the version to go on from.
  if (base !== theirs.number && same(mine, theirs)) setBase(theirs.number);
  const hasMoved = base !== theirs.number && !planning.waits;
  const lacks = mine.lines.some((l) => !(l.what.trim() && l.who.trim() && l.action.trim()));
  const isKept = plan.assessment !== null && same(mine, theirs);
  const setLines = (lines: Hazard[]) => setMine({ ...mine, lines });
  const made = plan.assessment;
  return (
    <View style={{ gap: 12 }}>
      <Text tone="quiet">
        {made
          ? made.made_by
            ? say('plan.version', { number: made.number, who: made.made_by, date: dateWords(say, made.made_at.date) })
            : say('plan.version_somebody', { number: made.number, date: dateWords(say, made.made_at.date) })
          : say('plan.suggested')}
      </Text>
      {hasMoved ? (
        <Note tone="clay" live title={say('plan.moved_on', { number: theirs.number })}>
          <Button
            onPress={() => {
              setMine({ route: theirs.route, lines: theirs.lines });
              setBase(theirs.number);
            }}
          >
            {say('plan.take_theirs')}
          </Button>
          <Button onPress={() => setBase(theirs.number)}>{say('plan.keep_mine')}</Button>
        </Note>
      ) : null}
      <ListCard label={say('plan.title')}>
        {mine.lines.map((line, i) =>
          open === line.id ? (
            <Line
              key={line.id}
              line={line}
              n={i + 1}
              change={(next) => setLines(mine.lines.map((l) => (l.id === next.id ? next : l)))}
              out={() => setLines(mine.lines.filter((l) => l.id !== line.id))}
              done={() => setOpen(undefined)}
            />
          ) : (
            <ListRow
              key={line.id}
              first={i === 0}
              title={line.what || say('plan.line_new', { n: i + 1 })}
              text={`${line.who}\n${line.action}`}
              onPress={plan.may.change ? () => setOpen(line.id) : undefined}
            />
          ),
        )}
      </ListCard>
      {plan.may.change ? (
        <>
          <Button
            onPress={() => {
              const line = blank();
              setLines([...mine.lines, line]);
              setOpen(line.id);
            }}
          >
            {say('plan.add_line')}
          </Button>
          <Field
            label={say('plan.route')}
            hint={say('plan.route_hint')}
            value={mine.route}
            onChangeText={(route) => setMine({ ...mine, route })}
            lines={2}
            maxLength={500}
          />
          {isKept ? (
            <Note tone="leaf">{say('plan.kept')}</Note>
          ) : (
            <BigButton
              why={lacks || !mine.lines.length ? say('plan.need_words') : undefined}
              onWhy={() => setTold(true)}
              onPress={() => {
                setTold(false);
                setOpen(undefined);
                void planning.keep(base, mine.route.trim(), mine.lines);
              }}
            >
              {say('plan.keep')}
            </BigButton>
          )}
          {told && lacks ? (
            <Note tone="clay" live>
              {say('plan.need_words')}
            </Note>
          ) : null}
        </>
      ) : mine.route ? (
        <Card>
          <Part>{say('plan.route')}</Part>
          <Text>{mine.route}</Text>
        </Card>
      ) : null}
      <OutboxLine row={planning.latest} />
    </View>
  );
}
