import { Card, Chain, Part, Text, TextLink } from '@/design';
import { useWords } from '@/words';
import type { Page } from '../types';

/** Idea, vote, time, done: that this is ours, and the way to the count. */
export function HowItCame({ page }: { page: Page }) {
  const { say } = useWords();
  const how = page.how_chosen;
  const done = page.state === 'closed';
  return (
    <Card>
      <Part>{say('activities.how_title')}</Part>
      {how ? (
        <Chain
          steps={[
            { text: say('activities.step_idea'), done: true },
            { text: say('activities.step_vote'), done: true },
            { text: say('activities.step_time'), done: true, now: !done },
            { text: say('activities.step_done'), done, now: done },
          ]}
        />
      ) : null}
      <Text>
        {how
          ? how.idea_text
            ? say('activities.how_text', { idea: how.idea_text })
            : say('activities.how_text_short')
          : say('activities.how_free')}
      </Text>
      {how ? <TextLink href={`/ballots/${how.ballot_id}/outcome`}>{say('activities.how_link')}</TextLink> : null}
    </Card>
  );
}
