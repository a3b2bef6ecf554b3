import type { ReactNode } from 'react';
import { Button, DeskFrame, Note } from '@/design';
import { useSession } from '@/session';
import { useWords } from '@/words';
import { type DeskPlace, useDeskRail } from './desk-rail';

/** One page of the desk, for those whose role may open it; everyone else is told so and shown the way home. */
export function DeskPage({
  here,
  may = ['organiser'],
  title,
  lead,
  help,
  aside,
  children,
}: {
  here: DeskPlace;
  may?: readonly string[];
  title: string;
  lead?: string;
  help?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const { has } = useSession();
  const { say } = useWords();
  const frame = useDeskRail(here);
  return has(...may) ? (
    <DeskFrame {...frame} title={title} lead={lead} help={help} aside={aside}>
      {children}
    </DeskFrame>
  ) : (
    <DeskFrame {...frame} rail={frame.rail.slice(-1)} title={title}>
      <Note tone="clay" title={say('problems.not_allowed')}>
        {say('problems.not_allowed_next')}
      </Note>
      <Button href="/">{say('common.go_home')}</Button>
    </DeskFrame>
  );
}
