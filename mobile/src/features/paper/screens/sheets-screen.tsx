import { useLocalSearchParams } from 'expo-router';
import { BigButton, Button, Card, Empty, ErrorNote, Loading, OutboxLine, Part, Screen, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { PrintLinks } from '../components/print-links';
import { useSheets } from '../queries';

/** The paper sheets of one date. */
export function SheetsScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const { id } = useLocalSearchParams<{ id: string }>();
  const { read, latest, dismiss, hang } = useSheets(id);
  const found = read.data;
  return (
    <Screen
      title={say('paper.title')}
      back
      help={say('paper.help')}
      lead={found ? <Text>{`${found.title}. ${momentWords(say, found.starts, undefined, today)}`}</Text> : undefined}
      foot={
        <>
          <OutboxLine row={latest} />
          {latest?.state === 'refused' ? (
            <Button grow onPress={dismiss}>
              {say('paper.read_it')}
            </Button>
          ) : (
            <BigButton onPress={() => void hang()}>{say('paper.hang')}</BigButton>
          )}
        </>
      }
    >
      {found ? null : read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />}
      {found && !found.results.length ? (
        <Empty drawing="file" title={say('paper.none')} text={say('paper.none_text')} />
      ) : null}
      {found?.results.map((sheet) => (
        <Card key={sheet.id}>
          <Part>{say('paper.sheet', { number: sheet.number })}</Part>
          <Text tone="quiet">{say('paper.hung', { when: momentWords(say, sheet.hung, undefined, today) })}</Text>
          <Text>{say.count('paper.typed', sheet.typed)}</Text>
          <Button
            grow
            href={`/paper/${sheet.id}`}
            label={`${say('paper.open')}: ${say('paper.sheet', { number: sheet.number })}`}
          >
            {say('paper.open')}
          </Button>
          <PrintLinks
            links={[
              { href: `/print/sheet/${sheet.id}`, words: say('paper.print') },
              ...(sheet.typed ? [{ href: `/print/tickets/${sheet.id}`, words: say('paper.tickets') }] : []),
            ]}
          />
        </Card>
      ))}
    </Screen>
  );
}
