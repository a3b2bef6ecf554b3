// What each version of a list changed, beside the one before it.
import { View } from 'react-native';
import { Card, ErrorNote, Loading, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useListVersions } from '../out-queries';
import { Marked } from './marked';

export function ListVersions({ template }: { template: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const found = useListVersions(template);
  if (!found.data)
    return found.isError ? <ErrorNote error={found.error} again={() => void found.refetch()} /> : <Loading />;
  if (!found.data.versions.length) return <Text>{say('out.versions_none')}</Text>;
  const nothing = say('out.version_nothing');
  const spoken = (before: string, now: string) =>
    say('out.version_both', { before: before || nothing, now: now || nothing });
  return (
    <>
      <Text tone="quiet">{say('out.versions_key')}</Text>
      {found.data.versions.map((row) => (
        <Card key={row.number}>
          <Text bold>{say('out.version', { version: row.number, date: dateWords(say, row.made_date, today) })}</Text>
          {row.proposal ? <Text tone="quiet">{say('out.version_said', { text: row.proposal })}</Text> : null}
          {row.items.map((item) => (
            <View key={item.id} style={{ gap: 4 }}>
              {item.kind === 'added' ? <Text bold>{say('out.version_new')}</Text> : null}
              <Marked pieces={item.text} spoken={spoken} />
            </View>
          ))}
        </Card>
      ))}
    </>
  );
}
