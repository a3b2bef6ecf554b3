import type { Audience } from '@/api/shapes';
import { Choice, Text } from '@/design';
import { type Say, useWords } from '@/words';
import { useAudiences } from '../queries';
import { groupsToChoose, groupWords } from '../said';

const kinds = ['everyone', 'site', 'team', 'group', 'idea'] as const;
type Kind = (typeof kinds)[number];
const kindOf = (audience: string) => audience.split(':')[0] as Kind;

/** Until the server has said which sites, teams and ideas there are. */
const known: readonly Audience[] = [
  { audience: 'everyone', kind: 'everyone', name: '', too_few: false },
  ...groupsToChoose.map((g) => ({ audience: `group:${g}`, kind: 'group' as const, name: '', too_few: false })),
];

function nameOf(say: Say, { audience, kind, name, too_few }: Audience): string {
  const plain = kind === 'group' ? groupWords(say, audience.slice('group:'.length)) : name || say('shifts.this_idea');
  return too_few ? say('shifts.named_too_few', { name: plain }) : plain;
}

/** For whom a time is sought: everyone, or one site, team, shift group or idea. An idea may come with the address. */
export function ForWhom({ value, onChange }: { value: string; onChange: (audience: string) => void }) {
  const { say } = useWords();
  const found = useAudiences().data?.results ?? known;
  const kind = kindOf(value);
  const all = found.some((a) => a.audience === value)
    ? found
    : [...found, { audience: value, kind, name: '', too_few: false }];
  const mine = all.filter((a) => a.kind === kind);
  return (
    <>
      <Text bold>{say('shifts.for_whom')}</Text>
      <Choice
        label={say('shifts.for_whom')}
        value={kind}
        onChange={(k) => {
          const first = all.find((a) => a.kind === k && !a.too_few) ?? all.find((a) => a.kind === k);
          if (first && k !== kind) onChange(first.audience);
        }}
        options={kinds
          .filter((k) => all.some((a) => a.kind === k))
          .map((k) => ({ value: k, text: say(k === 'everyone' ? 'shifts.everyone' : `shifts.one_${k}`) }))}
      />
      {kind === 'everyone' ? null : (
        <Choice
          label={say(`shifts.one_${kind}`)}
          value={value}
          onChange={onChange}
          options={mine.map((a) => ({ value: a.audience, text: nameOf(say, a) }))}
        />
      )}
    </>
  );
}
