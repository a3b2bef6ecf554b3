import type { ReactNode } from 'react';
import { View } from 'react-native';
import type { Problem } from '@/api/problems';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';
import { Button } from './button';
import { Card } from './card';
import { Note } from './note';
import { type Drawing, Pictogram } from './pictogram';
import { useProblemWords } from './problem-words';
import { Text } from './text';
import { useTheme } from './theme';
import { space } from './tokens';

/** One drawing, one plain line, one way on. */
export function Empty({
  drawing = 'fits',
  title,
  text,
  children,
}: {
  drawing?: Drawing;
  title: string;
  text?: string;
  children?: ReactNode;
}) {
  return (
    <Card style={{ alignItems: 'center', gap: space.s }}>
      <Pictogram name={drawing} size={56} />
      <Text bold center heading={2}>
        {title}
      </Text>
      {text ? <Text center>{text}</Text> : null}
      {children}
    </Card>
  );
}

/** Only when there is nothing seen before: still bars, nothing that moves. */
export function Loading({ text }: { text?: string }) {
  const theme = useTheme();
  const { say } = useWords();
  return (
    <Card style={{ gap: 10 }}>
      <View aria-busy aria-live="polite" style={{ gap: 10 }}>
        <Text tone="quiet">{text ?? say('common.loading')}</Text>
        <View style={{ height: 20, width: '70%', borderRadius: 10, backgroundColor: theme.sand }} />
        <View style={{ height: 20, width: '45%', borderRadius: 10, backgroundColor: theme.sand }} />
      </View>
    </Card>
  );
}

/** What happened, that nothing is lost, what to do now. */
export function ErrorNote({ error, again }: { error: unknown; again?: () => void }) {
  const { say } = useWords();
  const { title, next } = useProblemWords()(error);
  return (
    <View aria-live="polite" style={{ gap: space.m }}>
      <Note tone="clay" title={title}>
        {next}
      </Note>
      {again ? <Button onPress={again}>{say('common.try_again')}</Button> : null}
    </View>
  );
}

export interface OutboxRow {
  state: 'saved' | 'sending' | 'received' | 'refused';
  tries: number;
  at?: string;
  problem?: Problem;
}
/** Under what was pressed: where the press is on its way. It never covers anything. */
export function OutboxLine({ row, silent }: { row: OutboxRow | undefined; silent?: boolean }) {
  const theme = useTheme();
  const { say } = useWords();
  const words = useProblemWords();
  if (!row) return null;
  if (row.state === 'refused') {
    const { title, next } = words(row.problem);
    return (
      <View aria-live={silent ? 'off' : 'polite'}>
        <Note tone="clay" title={title}>
          {next}
        </Note>
      </View>
    );
  }
  const line: { drawing: Drawing; text: string; yes?: boolean } =
    row.state === 'received'
      ? { drawing: 'tick', text: say('common.received', { time: phoneTime(row.at ?? '') }), yes: true }
      : row.state === 'sending'
        ? { drawing: 'send', text: say('common.sending') }
        : row.tries > 0
          ? { drawing: 'time', text: say('common.waiting') }
          : { drawing: 'phone', text: say('common.saved') };
  return (
    <View
      aria-live={silent ? 'off' : 'polite'}
      style={{ flexDirection: 'row', gap: space.s, alignItems: 'center', minHeight: 32 }}
    >
      <Pictogram name={line.drawing} size={22} color={line.yes ? theme.leafInk : theme.ink2} />
      <Text tone={line.yes ? 'yes' : 'quiet'} style={{ flex: 1 }}>
        {line.text}
      </Text>
    </View>
  );
}
