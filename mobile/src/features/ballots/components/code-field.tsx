import { useState } from 'react';
import { Button, Field } from '@/design';
import { useWords } from '@/words';
import { readReceipt } from '../receipt';

/** The code of a receipt, typed from a copy. */
export function CodeField({ button, onCode }: { button: string; onCode: (receipt: string) => void }) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const receipt = readReceipt(text);
  return (
    <>
      <Field
        label={say('ballots.code')}
        value={text}
        onChangeText={setText}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect={false}
        lines={2}
        wrong={told && !receipt ? say('ballots.code_wrong') : undefined}
      />
      <Button onPress={() => (receipt ? onCode(receipt) : setTold(true))}>{button}</Button>
    </>
  );
}
