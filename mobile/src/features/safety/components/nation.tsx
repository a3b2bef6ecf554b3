// For organisers: whose bank holidays are no working days when it is counted by when an answer is due.
import { Card, Choice, OutboxLine, Part, Text } from '@/design';
import { useWords } from '@/words';
import { type Nation, useNation } from '../plan-queries';

const nations = ['england_wales', 'scotland', 'northern_ireland', 'elsewhere'] as const satisfies readonly Nation[];

export function NationCard() {
  const { say } = useWords();
  const { nation, set, latest } = useNation();
  if (!nation) return null;
  return (
    <Card>
      <Part>{say('plan.nation')}</Part>
      <Text tone="quiet">{say('plan.nation_help')}</Text>
      <Choice<Nation>
        label={say('plan.nation')}
        options={nations.map((value) => ({ value, text: say(`plan.nation_${value}`) }))}
        value={nation}
        onChange={(value) => void set(value)}
      />
      <OutboxLine row={latest} />
    </Card>
  );
}
