import { Button, Card, Chip, ErrorNote, Loading, OutboxLine, Part, Row, Text } from '@/design';
import { everyWeek } from '@/lib/when';
import { useWords } from '@/words';
import { type SuitingTime, useSayTimes, useTimes } from '../queries';

const same = (a: SuitingTime, b: SuitingTime) => a.weekday === b.weekday && a.start === b.start;

/** For those who would come: which of the times that their own shifts leave free would suit. Each press is kept. */
export function SuitingTimes({ ideaId }: { ideaId: string }) {
  const { say } = useWords();
  const times = useTimes(ideaId);
  const { sayTimes, waiting, latest } = useSayTimes(ideaId);
  const chosen = waiting ?? times.data?.mine ?? [];
  const proposed = times.data?.proposed ?? [];
  const shown = [...proposed, ...chosen.filter((t) => !proposed.some((p) => same(p, t)))];
  const press = (time: SuitingTime) =>
    void sayTimes(chosen.some((t) => same(t, time)) ? chosen.filter((t) => !same(t, time)) : [...chosen, time]);
  return (
    <>
      <Part>{say('ideas.times')}</Part>
      <Card>
        {!times.data ? (
          times.isError ? (
            <ErrorNote error={times.error} again={() => void times.refetch()} />
          ) : (
            <Loading />
          )
        ) : shown.length ? (
          <>
            <Text tone="quiet">{say('ideas.times_text')}</Text>
            <Row>
              {shown.map((time) => (
                <Chip
                  key={`${time.weekday} ${time.start}`}
                  role="checkbox"
                  chosen={chosen.some((t) => same(t, time))}
                  onPress={() => press(time)}
                >
                  {everyWeek(say, time.weekday, time.start)}
                </Chip>
              ))}
            </Row>
          </>
        ) : (
          <>
            <Text>{say('ideas.times_none')}</Text>
            <Button grow href="/shifts">
              {say('ideas.times_tell')}
            </Button>
          </>
        )}
        <OutboxLine row={latest} />
      </Card>
    </>
  );
}

/** For the desk: times that suit 8 or more of those who would come. */
export function CountedTimes({ ideaId }: { ideaId: string }) {
  const { say } = useWords();
  const counted = useTimes(ideaId).data?.counted;
  if (!counted) return null;
  return (
    <Text tone="quiet">
      {counted.length
        ? counted
            .map((t) => say('ideas.times_about', { time: everyWeek(say, t.weekday, t.start), count: t.people.about }))
            .join('\n')
        : say('ideas.times_few')}
    </Text>
  );
}
