import { Note, Text } from '@/design';
import { useWords } from '@/words';

/** The heads counted out and back beside the list: people, not sign-ups, and what differs said in words. */
export function Counts({ here, out, back }: { here: number; out: number | undefined; back: number | undefined }) {
  const { say } = useWords();
  if (out === undefined) return null;
  const listed = out - here;
  const returned = back === undefined ? 0 : back - out;
  return (
    <Note tone={listed || returned ? 'clay' : 'leaf'} live title={say('day.counted_out', { count: out })}>
      <Text>{listed ? say.count(listed > 0 ? 'day.more' : 'day.fewer', Math.abs(listed)) : say('day.same')}</Text>
      {back === undefined ? null : <Text bold>{say('day.counted_back', { count: back })}</Text>}
      {returned ? (
        <Text>{say.count(returned > 0 ? 'day.back_more' : 'day.back_fewer', Math.abs(returned))}</Text>
      ) : null}
    </Note>
  );
}
