import { Pressable } from 'react-native';
import { Text } from '@/design';
import { useWords } from '@/words';
import { listFile } from './queries';

/** A plain link: the browser saves the file with the member's own cookie. */
export function ListFile({ id }: { id: string }) {
  const { say } = useWords();
  const link = { href: listFile(id), hrefAttrs: { download: true } } as object;
  return (
    <Pressable role="link" {...link} style={{ minHeight: 48, justifyContent: 'center', alignSelf: 'flex-start' }}>
      <Text bold tone="press" style={{ textDecorationLine: 'underline' }}>
        {say('ballots.download')}
      </Text>
    </Pressable>
  );
}
