import { useState } from 'react';
import { BigButton, Button, Field, Sheet, Text } from '@/design';
import { type Say, useWords } from '@/words';
import type { Item } from '../types';

interface Asking {
  item: Item;
  open: boolean;
  onClose: () => void;
  onAnswer: (number: number) => void;
}
/** The number that a leader set for the group. */
function NumberSheet({ item, open, onClose, onAnswer }: Asking) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  const why = number ? undefined : say('safety.item_number_need');
  return (
    <Sheet open={open} onClose={onClose} title={item.text}>
      <Field
        label={say('safety.item_number')}
        hint={say('safety.item_number_hint')}
        value={text}
        onChangeText={setText}
        keyboardType="number-pad"
        maxLength={3}
        wrong={told ? why : undefined}
      />
      <BigButton why={why} onWhy={() => setTold(true)} onPress={() => number && onAnswer(number)}>
        {say('safety.item_note_save')}
      </BigButton>
    </Sheet>
  );
}
function YesNoSheet({ item, open, onClose, onAnswer }: Asking) {
  const { say } = useWords();
  return (
    <Sheet open={open} onClose={onClose} title={item.text}>
      <Text>{say('safety.item_yes_text')}</Text>
      <BigButton onPress={() => onAnswer(0)}>{say('safety.item_no')}</BigButton>
      <Button grow onPress={() => onAnswer(1)}>
        {say('safety.item_yes')}
      </Button>
    </Sheet>
  );
}
/** Is this line answered with a number or with yes and no, not with one tap? */
export const isAsked = (item: Item): boolean => item.takes_number || item.asks_yes_no === true;
export const AskedSheet = (props: Asking) =>
  props.item.asks_yes_no ? <YesNoSheet {...props} /> : <NumberSheet {...props} />;
/** What was answered, under the line. */
export function answerWords(say: Say, item: Item): string {
  const said = item.tick?.ticked ? item.tick.number : null;
  if (said === null || said === undefined) return '';
  if (item.asks_yes_no) return say(said ? 'safety.item_yes_said' : 'safety.item_no_said');
  return item.takes_number ? say('safety.item_number_said', { count: said }) : '';
}
