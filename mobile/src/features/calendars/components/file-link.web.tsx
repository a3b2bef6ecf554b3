import { Pressable } from 'react-native';
import { Text } from '@/design';

/** A plain link: the browser saves the file, or opens the page to print, with the member's own cookie. */
export function FileLink({ href, isPage, children }: { href: string; isPage?: boolean; children: string }) {
  const link = { href, hrefAttrs: isPage ? { target: '_blank' } : { download: true } } as object;
  return (
    <Pressable role="link" {...link} style={{ minHeight: 48, justifyContent: 'center', alignSelf: 'flex-start' }}>
      <Text bold tone="press" style={{ textDecorationLine: 'underline' }}>
        {children}
      </Text>
    </Pressable>
  );
}
export const hasFiles = true;
