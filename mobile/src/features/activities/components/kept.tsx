import { Chip, Note, Row, Text, TextLink } from '@/design';
import { momentWords } from '@/lib/when';
import { useWords } from '@/words';
import type { Page } from '../types';

/** What is kept, for whom and until when: said only where it still keeps something. */
export function KeptWords({ page, today }: { page: Page; today: string }) {
  const { say } = useWords();
  const when = (at: Page['starts']) => momentWords(say, at, undefined, today);
  const first = page.kept.find((group) => !group.job && group.left > 0);
  return (
    <>
      {page.draws_at && page.state === 'published' ? (
        <Note tone="amber" title={say('activities.draw_title')}>
          {say('activities.draw_at', { when: when(page.draws_at) })}
        </Note>
      ) : null}
      {page.draws_at || page.drawn ? (
        <TextLink href={`/occurrences/${page.id}/draw`}>
          {say(page.drawn ? 'activities.draw_check' : 'activities.draw_link')}
        </TextLink>
      ) : null}
      {page.opens_to_me ? (
        <Note tone="amber" title={say('activities.facilities_first')}>
          {say('activities.opens_to_you', { when: when(page.opens_to_me) })}
        </Note>
      ) : null}
      {first && !page.mine ? (
        <Note tone={first.mine ? 'leaf' : 'amber'}>
          {[
            say.count('activities.kept_first', first.left),
            say(first.mine ? 'activities.kept_you' : 'activities.kept_until', { when: when(first.until) }),
          ].join(' ')}
        </Note>
      ) : null}
    </>
  );
}

/** Small jobs that nobody has yet: each keeps a place for whoever takes it. */
export function Jobs({
  page,
  value,
  onChange,
}: {
  page: Page;
  value: string | undefined;
  onChange: (job: string | undefined) => void;
}) {
  const { say } = useWords();
  const jobs = page.kept.filter((group) => group.job && group.left > 0);
  if (!jobs.length) return null;
  return (
    <>
      <Text>{say('activities.take_job')}</Text>
      <Row>
        {jobs.map(({ id, job }) => (
          <Chip key={id} role="checkbox" chosen={value === id} onPress={() => onChange(value === id ? undefined : id)}>
            {job}
          </Chip>
        ))}
      </Row>
    </>
  );
}
