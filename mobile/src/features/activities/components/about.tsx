// Loaded after the page: what decides whether somebody can come, whose idea it was, and what changed.
import { useState } from 'react';
import { Button, Card, Fact, Part, Text } from '@/design';
import { kilometres } from '@/lib/lengths';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { lazyPart } from '@/shell/lazy-page';
import { type Say, useWords } from '@/words';
import { type About as Told, useAbout } from '../about';
import { loadTellAbout } from '../later';
import type { Page } from '../types';

const TellAbout = lazyPart(loadTellAbout, 'hosting');
type Change = Told['changes'][number];

const valueWords = (say: Say, what: Change['what'], value: string): string => {
  if (what === 'track') return value && say('activities.changed_track_long', { km: kilometres(Number(value)) });
  if (what === 'effort') return say(`activities.effort_${value as Page['effort']}`);
  if (what !== 'travel') return value;
  return value === 'not_said' ? '' : say(`activities.travel_${value as Exclude<Page['travel'], 'not_said'>}`);
};
/** One change in words: what it is now, and what it was. */
export function changeWords(say: Say, change: Change): string {
  const { what } = change;
  if (what === 'moved')
    return change.was_at && change.became_at
      ? say('activities.changed_moved', {
          was: momentWords(say, change.was_at),
          now: momentWords(say, change.became_at),
        })
      : '';
  if (what === 'leaders') return say('activities.changed_leaders');
  if (what === 'brought_back') return say('activities.changed_back');
  if (what === 'cancelled')
    return [say('activities.cancelled'), change.became && say('activities.cancelled_reason', { reason: change.became })]
      .filter(Boolean)
      .join(' ');
  const name = say(`activities.changed_${what}`);
  const was = valueWords(say, what, change.was);
  const now = valueWords(say, what, change.became);
  if (!now) return say('activities.changed_gone', { name, was });
  return was ? say('activities.changed_from', { name, was, now }) : say('activities.changed_new', { name, now });
}

const proposerWords = (say: Say, { is_me, name }: NonNullable<Told['proposer']>): string =>
  is_me
    ? say('activities.proposed_me')
    : name
      ? say('activities.proposed_by', { name })
      : say('activities.proposed_no_name');

function Known({ told }: { told: Told }) {
  const { say } = useWords();
  const ways = [
    told.steps === 'not_said' ? '' : say(`activities.steps_${told.steps}`),
    told.toilets === 'not_said' ? '' : say(`activities.toilets_${told.toilets}`),
  ].filter(Boolean);
  return (
    <>
      {told.is_quiet ? <Fact drawing="people">{say('activities.quiet')}</Fact> : null}
      {ways.length ? <Fact drawing="stairs">{ways.join(' ')}</Fact> : null}
      {told.stops ? <Fact drawing="faith">{say('activities.stops', { stops: told.stops })}</Fact> : null}
      {told.what_is_free ? (
        <Fact drawing="cost">{say('activities.free_things', { things: told.what_is_free })}</Fact>
      ) : null}
      {told.time === 'not_said' ? null : <Fact drawing="time">{say(`activities.time_${told.time}`)}</Fact>}
      {told.proposer ? <Fact drawing="idea">{proposerWords(say, told.proposer)}</Fact> : null}
    </>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <Card>
      <Part>{say('activities.changed')}</Part>
      {changes.map((change) => (
        <Fact key={`${change.what} ${change.changed.at} ${change.became}`} drawing="time">
          <Text tone="quiet">{dateWords(say, change.changed.date, today)}</Text>
          <Text>{changeWords(say, change)}</Text>
        </Fact>
      ))}
    </Card>
  );
}

/** "Programme" or "just us", what was told, and the changes of this date, newest first. */
export default function About({ page }: { page: Page }) {
  const { say } = useWords();
  const [telling, setTelling] = useState(false);
  const told = useAbout(page.id).data?.data;
  return (
    <>
      <Card>
        <Part>{say('activities.good_to_know')}</Part>
        <Fact drawing={page.is_programme ? 'checklist' : 'people'}>
          {say(page.is_programme ? 'activities.programme' : 'activities.just_us')}
        </Fact>
        {told ? <Known told={told} /> : null}
        {page.own_words.length ? <Fact drawing="time">{say('activities.own_words')}</Fact> : null}
        {page.may.change ? (
          <Button href={`/occurrences/${page.id}/change`}>{say('activities.change_date')}</Button>
        ) : null}
        {page.may.change ? (
          <Button pressed={telling} onPress={() => setTelling(!telling)}>
            {say('activities.tell_about')}
          </Button>
        ) : null}
        {telling ? <TellAbout id={page.id} /> : null}
      </Card>
      {told?.changes.length ? <Changes changes={told.changes} /> : null}
    </>
  );
}
