import { useEffect, useRef, useState } from 'react';
import { Card, HeadCount, Part, Text } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { pressedBy } from '../say';
import type { Item } from '../types';

const A_MOMENT = 1200;
/** The number as it is being counted; written down when the presses pause, and by whatever button comes next. */
export function useCount(item: Item | undefined, write: (n: number, note?: string) => Promise<unknown>) {
  const known = item?.tick?.ticked ? (item.tick.number ?? 0) : 0;
  const [counting, setCounting] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<{ n: number | undefined; write: typeof write }>({ n: undefined, write });
  latest.current.write = write;
  // With a note it is written though it was before: no count without the note may come after it.
  const writeNow = async (note?: string) => {
    clearTimeout(timer.current);
    const n = latest.current.n ?? (note ? (counting ?? known) : undefined);
    latest.current.n = undefined;
    if (n !== undefined) await latest.current.write(n, note);
  };
  const set = (n: number) => {
    setCounting(n);
    latest.current.n = n;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void writeNow(), A_MOMENT);
  };
  // Leaving the screen loses no count.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      const { n, write: w } = latest.current;
      if (n !== undefined) void w(n);
    },
    [],
  );
  return { count: counting ?? known, set, writeNow };
}

/** The biggest thing on the screen: heads, for gloves and rain. */
export function CountCard({
  title,
  count,
  onChange,
  of,
  item,
}: {
  title: string;
  count: number;
  onChange: (n: number) => void;
  of: number;
  item: Item | undefined;
}) {
  const { say } = useWords();
  const { member } = useMe();
  const tick = item?.tick;
  const by = tick && pressedBy(say, tick, member.called_name);
  return (
    <Card>
      <Part>{title}</Part>
      <HeadCount
        label={title}
        value={count}
        onChange={onChange}
        max={500}
        under={say('safety.of_total', { total: of })}
      />
      {by && tick?.ticked && tick.number === count ? (
        <Text tone="quiet" center>
          {say('safety.written_down', { count, who: by.who, time: by.time })}
        </Text>
      ) : null}
    </Card>
  );
}
