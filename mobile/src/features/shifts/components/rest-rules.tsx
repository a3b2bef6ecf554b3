import { View } from 'react-native';
import type { MyShifts } from '@/api/shapes';
import { Chip, Fact, OutboxLine, Row, space, Text } from '@/design';
import { useWords } from '@/words';
import { useShiftWrites } from '../queries';

const rules = [
  { rule: 'after_night', text: 'shifts.grey_2' },
  { rule: 'before_early', text: 'shifts.grey_3' },
  { rule: 'short_rest', text: 'shifts.grey_4' },
] as const;

/** The rest rules, each with "this rule is not for me" until it is taken back. Only the member's own times follow. */
export function RestRules({ off }: { off: MyShifts['rules_off'] }) {
  const { say } = useWords();
  const { leaveRuleOut, takeRuleBack, latest } = useShiftWrites();
  return (
    <>
      {rules.map(({ rule, text }) => {
        const left = off.includes(rule);
        return (
          <View key={rule} style={{ gap: space.xs }}>
            <Fact drawing="time">{say(text)}</Fact>
            <Row>
              <Chip
                role="checkbox"
                chosen={left}
                label={say('shifts.rule_off_label', { rule: say(text) })}
                onPress={() => void (left ? takeRuleBack(rule) : leaveRuleOut(rule))}
              >
                {say('shifts.rule_off')}
              </Chip>
            </Row>
          </View>
        );
      })}
      <Text tone="quiet">{say('shifts.rule_off_note')}</Text>
      <OutboxLine row={latest} silent />
    </>
  );
}
