import { View } from 'react-native';
import { Button, Card, Note, Part, Text, useProblemWords } from '@/design';
import type { Intent } from '@/outbox';
import { useWords } from '@/words';
import { itemOf, type TickBody } from '../overlay';
import { tickWords } from '../say';
import type { Checklist } from '../types';

/** Ticks that the server could not take, each with why: shown until they are read, and never dropped in silence. */
export function RefusedTicks({ rows, list, onRead }: { rows: readonly Intent[]; list: Checklist; onRead: () => void }) {
  const { say } = useWords();
  const words = useProblemWords();
  if (!rows.length) return null;
  return (
    <Note tone="clay" title={say('safety.refused')}>
      <View style={{ gap: 8 }}>
        {rows.map((row) => {
          const id = itemOf(row);
          const body = row.body as TickBody & { words?: string };
          const text = list.items.find((i) => i.id === id)?.text ?? body.words ?? id ?? '';
          return <Text key={row.key}>{`${text}${row.problem ? `: ${words(row.problem).title}` : ''}`}</Text>;
        })}
        <Button grow onPress={onRead}>
          {say('safety.read_it')}
        </Button>
      </View>
    </Note>
  );
}

/** What was ticked on a list that has changed since. */
export function OlderTicks({ list, myName }: { list: Checklist; myName: string }) {
  const { say } = useWords();
  if (!list.older.length) return null;
  return (
    <Card>
      <Part>{say('safety.older')}</Part>
      <Text tone="quiet">{say('safety.older_text')}</Text>
      {list.older.map((row) => (
        <Text key={row.id}>{`${row.text}. ${tickWords(say, row.tick, myName) ?? ''}`}</Text>
      ))}
    </Card>
  );
}
