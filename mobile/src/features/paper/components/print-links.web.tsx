import { Button, Row } from '@/design';
import { useWords } from '@/words';

/** Pages to print, which the server makes. */
export function PrintLinks({ links }: { links: readonly { href: string; words: string }[] }) {
  const { lang } = useWords();
  return (
    <Row>
      {links.map(({ href, words }) => (
        <Button key={href} drawing="print" href={`${href}?lang=${lang}`} away>
          {words}
        </Button>
      ))}
    </Row>
  );
}
