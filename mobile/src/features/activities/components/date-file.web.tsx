import { Pressable } from 'react-native';
import { Text } from '@/design';
import { useWords } from '@/words';
import { dateFile } from '../queries';

/** A plain link: a phone's browser hands the file to its calendar, a computer's saves it. */
export function DateFile({ id }: { id: string }) {
  const { say } = useWords();
  const link = { href: dateFile(id), hrefAttrs: { download: true } } as object;
  return (
    <Pressable
      role="link"
      {...link}
      style={{ minHeight: 48, justifyContent: 'center', alignSelf: 'flex-start', maxWidth: '100%' }}
    >
      <Text bold tone="press" style={{ textDecorationLine: 'underline' }}>
        {say('activities.date_file')}
      </Text>
    </Pressable>
  );
}
