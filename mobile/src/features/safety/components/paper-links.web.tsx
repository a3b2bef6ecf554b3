import { Button } from '@/design';
import { useWords } from '@/words';

/** Pages to print, which the server makes. */
export function PaperLinks({ links }: { links: readonly { href: string; words: string }[] }) {
  const { lang } = useWords();
  return links.map(({ href, words }) => (
    <Button key={href} drawing="print" grow href={`${href}?lang=${lang}`} away>
      {words}
    </Button>
  ));
}
