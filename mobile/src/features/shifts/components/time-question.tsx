import { Card, Choice, Text } from '@/design';
import { useWords } from '@/words';
import type { Wanted } from '../queries';
import { ForWhom } from './for-whom';
import { TimeFields, type Typed } from './time-fields';

const lengths = [30, 45, 60, 90, 120, 180, 240, 480];
const rhythms = ['weekly', 'every_2', 'every_3', 'every_4', 'monthly', 'once'] as const;
type Rhythm = (typeof rhythms)[number];
export type Asked = Omit<Wanted, 'from' | 'to'>;

const rhythmOf = ({ repeat, every }: Asked): Rhythm => (every > 1 ? (`every_${every}` as Rhythm) : repeat);
const asRhythm = (rhythm: Rhythm): Pick<Asked, 'repeat' | 'every'> =>
  rhythm.startsWith('every_')
    ? { repeat: 'weekly', every: Number(rhythm.slice(-1)) }
    : { repeat: rhythm as Asked['repeat'], every: 1 };

/** For whom, how long, where, how often, how hard and between which hours. */
export function TimeQuestion({
  asked,
  onAsk,
  typed,
  onType,
}: {
  asked: Asked;
  onAsk: (asked: Asked) => void;
  typed: Typed;
  onType: (typed: Typed) => void;
}) {
  const { say } = useWords();
  const set = (change: Partial<Asked>) => onAsk({ ...asked, ...change });
  return (
    <Card>
      <ForWhom value={asked.audience} onChange={(audience) => set({ audience })} />
      <Text bold>{say('shifts.length')}</Text>
      <Choice
        label={say('shifts.length')}
        value={asked.minutes}
        onChange={(minutes) => set({ minutes })}
        options={lengths.map((m) => ({
          value: m,
          text: m % 60 ? say.count('time.minutes', m) : say.count('time.hours', m / 60),
        }))}
      />
      <Text bold>{say('shifts.where')}</Text>
      <Choice
        label={say('shifts.where')}
        value={asked.place}
        onChange={(place) => set({ place })}
        options={[
          { value: 'on', text: say('shifts.on_site') },
          { value: 'off', text: say('shifts.off_site') },
        ]}
      />
      <Text bold>{say('shifts.how_often')}</Text>
      <Choice
        label={say('shifts.how_often')}
        value={rhythmOf(asked)}
        onChange={(rhythm) => set(asRhythm(rhythm))}
        options={rhythms.map((r) => ({ value: r, text: say(`shifts.${r}`) }))}
      />
      <Text bold>{say('shifts.how_hard')}</Text>
      <Choice
        label={say('shifts.how_hard')}
        value={asked.demanding ? 'hard' : 'easy'}
        onChange={(how) => set({ demanding: how === 'hard' })}
        options={[
          { value: 'easy', text: say('shifts.easy') },
          { value: 'hard', text: say('shifts.hard') },
        ]}
      />
      <Text bold>{say('shifts.hours')}</Text>
      <TimeFields typed={typed} onChange={onType} labels={[say('shifts.from'), say('shifts.to')]} told />
    </Card>
  );
}
