import type { ReactNode } from 'react';
import { B } from './text';

/** A sentence whose important words stand between stars in the words file: "today you are *off*". */
export const marked = (sentence: string): ReactNode[] =>
  sentence.split('*').map((part, i) =>
    i % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
      <B key={i}>{part}</B>
    ) : (
      part
    ),
  );
