import { Chip, OutboxLine, Row } from '@/design';
import { useWords } from '@/words';
import { useTellMe } from '../queries';
import { type Stage, tellsOf } from '../stage';
import type { Page } from '../types';

/** "Tell me when": beside every answer that is a no, what I can be told instead. */
export function TellMe({ page, stage }: { page: Page; stage: Stage }) {
  const { say } = useWords();
  const { latest, said, ask } = useTellMe(page);
  const whats = tellsOf(stage);
  if (!whats.length) return null;
  return (
    <>
      <Row>
        {whats.map((what) => (
          <Chip
            key={what}
            role="checkbox"
            chosen={said.includes(what)}
            onPress={() => void ask(said.includes(what) ? said.filter((w) => w !== what) : [...said, what])}
          >
            {say(`activities.tell_${what}`)}
          </Chip>
        ))}
      </Row>
      <OutboxLine row={latest} />
    </>
  );
}
