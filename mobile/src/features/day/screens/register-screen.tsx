import type { ReactNode } from 'react';
import { Card, ErrorNote, Loading, Note, OutboxLine, Part, Screen, Text } from '@/design';
import { useOnline } from '@/lib/online';
import { useWords } from '@/words';
import { Refusals } from '../components/refusals';
import { RegisterLine } from '../components/register-line';
import { WalkIn } from '../components/walk-in';
import { useTicking } from '../queries';

const FACES = ['good', 'fine', 'poor'] as const;
/** The register of the day on the lead's phone, with or without signal. */
export function RegisterScreen({ id, counts }: { id: string; counts?: (here: number) => ReactNode }) {
  const { say } = useWords();
  const online = useOnline();
  const { read, now, latest, refused, dismiss, again, letIn, tick, walkIn, countNameless, takeBack } = useTicking(id);
  const rounded = (count: { about: number } | { fewer_than: number } | undefined) =>
    !count
      ? ''
      : 'about' in count
        ? say('day.about', { count: count.about })
        : say('day.fewer_than', { count: count.fewer_than });
  if (!now)
    return (
      <Screen title={say('day.title')} back help={say('day.help')}>
        {read.error && !online ? (
          <Note tone="clay">{say('day.not_kept')}</Note>
        ) : read.error ? (
          <ErrorNote error={read.error} again={() => void read.refetch()} />
        ) : (
          <Loading text={say('day.loading')} />
        )}
      </Screen>
    );
  return (
    <Screen
      title={now.title}
      back
      help={say('day.help')}
      lead={<Text>{say('day.here_of', { here: now.here, taken: now.taken })}</Text>}
      foot={
        latest ? (
          <>
            {latest.state === 'refused' ? null : <OutboxLine row={latest} />}
            <Refusals refused={refused} again={again} letIn={letIn} dismiss={dismiss} />
          </>
        ) : undefined
      }
    >
      {now.may_tick ? null : <Note tone="indigo">{say('day.only_leads')}</Note>}
      {counts?.(now.here)}
      <Card style={{ gap: 4 }}>
        <Part>{say('day.coming')}</Part>
        {now.lines.some((line) => !line.name) ? <Text tone="quiet">{say('day.no_names')}</Text> : null}
        {now.lines.length ? null : <Text>{say('day.nobody')}</Text>}
        {now.lines.map((line, n) => (
          <RegisterLine key={line.member_id} line={line} number={n + 1} now={now} tick={tick} />
        ))}
      </Card>
      {now.faces ? (
        <Card>
          <Part>{say('day.faces')}</Part>
          {FACES.map((face) => (
            <Text key={face}>
              {say('day.faces_of', { face: say(`day.face_${face}`), count: rounded(now.faces?.[face]) })}
            </Text>
          ))}
        </Card>
      ) : null}
      {now.may_tick && now.state !== 'cancelled' ? (
        <WalkIn now={now} walkIn={walkIn} count={countNameless} takeBack={takeBack} />
      ) : null}
    </Screen>
  );
}
