import { useState } from 'react';
import type { Audience } from '@/api/shapes';
import { Choice, ErrorNote, Text } from '@/design';
import { useWords } from '@/words';
import { useAudiences } from '../queries';
import { groupsToChoose, groupWords } from '../said';

const kinds = ['everyone', 'group', 'team', 'site', 'idea'] as const;
type Kind = (typeof kinds)[number];
const kindOf = (audience: string) => audience.split(':', 1)[0] as Kind;
/** Known without asking the server, so that the question stands there at once. */
const atOnce: readonly Audience[] = [
  { audience: 'everyone', kind: 'everyone', name: null, too_few: null },
  ...groupsToChoose.map((g) => ({ audience: `group:${g}`, kind: 'group' as const, name: g, too_few: null })),
];

/** First what they have in common, then which; an audience that is too few to count says so before it is chosen. */
export function ForWhom({ audience, onChoose }: { audience: string; onChoose: (audience: string) => void }) {
  const { say } = useWords();
  const list = useAudiences();
  const known = list.data?.results ?? atOnce;
  const [kind, setKind] = useState<Kind>(kindOf(audience));
  const those = known.filter((a) => a.kind === kind);
  const choose = (to: Kind) => {
    setKind(to);
    const first = known.find((a) => a.kind === to && !a.too_few) ?? known.find((a) => a.kind === to);
    if (first && kindOf(audience) !== to) onChoose(first.audience);
  };
  const name = (a: Audience) => {
    const called = a.kind === 'group' ? groupWords(say, a.name ?? '') : (a.name ?? say('shifts.everyone'));
    return a.too_few ? say('shifts.few_of', { name: called }) : called;
  };
  return (
    <>
      <Text bold>{say('shifts.for_whom')}</Text>
      <Choice
        label={say('shifts.for_whom')}
        value={kind}
        onChange={choose}
        options={kinds
          .filter((k) => known.some((a) => a.kind === k))
          .map((k) => ({ value: k, text: say(k === 'everyone' ? 'shifts.everyone' : `shifts.whom_${k}`) }))}
      />
      {kind === 'everyone' ? null : (
        <Choice
          label={say(`shifts.whom_${kind}`)}
          value={audience}
          onChange={onChoose}
          options={those.map((a) => ({ value: a.audience, text: name(a) }))}
        />
      )}
      {list.isError ? <ErrorNote error={list.error} again={() => void list.refetch()} /> : null}
    </>
  );
}
