import { ListCard, ListRow } from '@/design';
import { useWords } from '@/words';
import { useAsked } from '../out-queries';

/** On Me: where I am asked to be at home for a group, if I am, and a way to say what nearly went wrong. */
export default function SafetyRows() {
  const { say } = useWords();
  const { data } = useAsked();
  return (
    <ListCard>
      {data?.length ? (
        <ListRow first drawing="home" title={say('out.at_home')} text={data[0]?.title} href="/at-home" />
      ) : null}
      <ListRow first={!data?.length} drawing="help" title={say('out.near')} href="/near-miss" />
    </ListCard>
  );
}
