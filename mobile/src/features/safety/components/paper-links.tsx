import type { ReactNode } from 'react';

/** A phone's app has no page to print: a computer has. */
export function PaperLinks(_: { links: readonly { href: string; words: string }[] }): ReactNode {
  return null;
}
