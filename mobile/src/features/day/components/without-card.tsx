import { useState } from 'react';
import { BigButton, Button, Note, Part, Row, Sheet, Stepper, Text, TextLink } from '@/design';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';
import type { Now } from '../overlay';
import type { useTicking } from '../queries';

const MOST = 8;
type Ticking = ReturnType<typeof useTicking>;
/** Colleagues who came along with no card and no account: counted, never named; and each count can be taken back. */
export function WithoutCard({
  now,
  count,
  takeBack,
}: {
  now: Now;
  count: Ticking['countNameless'];
  takeBack: Ticking['takeBack'];
}) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [people, setPeople] = useState(1);
  const short = people > now.free;
  const adds = short && now.may_add_places;
  return (
    <>
      <Button
        grow
        onPress={() => {
          setPeople(1);
          setOpen(true);
        }}
      >
        {say('day.nameless')}
      </Button>
      {now.without_card.length ? <Part>{say('day.nameless_here')}</Part> : null}
      {now.without_card.map((one) => (
        <Row key={one.key} style={{ justifyContent: 'space-between' }}>
          <Text>
            {[
              say.count('day.nameless', one.people),
              one.ticked_by ? say('day.by', { name: one.ticked_by, time: phoneTime(one.device_at) }) : '',
            ]
              .filter(Boolean)
              .join('\n')}
          </Text>
          <TextLink label={say.count('day.nameless_back', one.people)} onPress={() => void takeBack(one)}>
            {say('day.nameless_back')}
          </TextLink>
        </Row>
      ))}
      <Sheet open={open} onClose={() => setOpen(false)} title={say('day.nameless')}>
        <Text>{say('day.nameless_text')}</Text>
        <Row style={{ justifyContent: 'space-between' }}>
          <Text>{say('day.nameless_many')}</Text>
          <Stepper label={say('day.nameless_many')} value={people} onChange={setPeople} min={1} max={MOST} />
        </Row>
        {short && !now.may_add_places ? <Text>{say('day.full')}</Text> : null}
        {adds ? <Note tone="amber">{say('day.adds_agreed')}</Note> : null}
        <BigButton
          why={short && !now.may_add_places ? say('day.full') : undefined}
          onPress={() => {
            setOpen(false);
            void count(people, adds);
          }}
        >
          {say(adds ? 'day.nameless_add' : 'day.nameless_count')}
        </BigButton>
      </Sheet>
    </>
  );
}
