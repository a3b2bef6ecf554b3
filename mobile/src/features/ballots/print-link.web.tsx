import { Pressable } from 'react-native';
import { Text } from '@/design';
import { useWords } from '@/words';

/** The page to print, which the server makes, in a tab of its own. */
export function PrintLink({ id }: { id: string }) {
  const { say, lang } = useWords();
  const link = { href: `/print/slips/${id}?lang=${lang}`, hrefAttrs: { target: '_blank' } } as object;
  return (
    <Pressable role="link" {...link} style={{ minHeight: 48, justifyContent: 'center', alignSelf: 'flex-start' }}>
      <Text bold tone="press" style={{ textDecorationLine: 'underline' }}>
        {say('ballots.slips_open_page')}
      </Text>
    </Pressable>
  );
}
