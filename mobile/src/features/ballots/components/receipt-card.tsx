import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Row, Sheet, Text, TextLink } from '@/design';
import { saveCopy } from '@/lib/save-copy';
import { useWords } from '@/words';
import { receiptCode, receiptWords } from '../receipt';

/** The receipt: words that are easy to read aloud; the full code when it is wanted. */
export function ReceiptCard({
  receipt,
  title,
  onChange,
  onTakeOut,
  onForget,
}: {
  receipt: string;
  title: string;
  onChange: () => void;
  onTakeOut?: () => void;
  onForget: () => void;
}) {
  const { say } = useWords();
  const [code, setCode] = useState(false);
  const [sure, setSure] = useState<'out' | 'forget'>();
  const words = receiptWords(receipt, say('ballots.receipt_words'));
  const copy = () =>
    saveCopy('aftershift-receipt.txt', say('ballots.copy_text', { title, words, code: receiptCode(receipt) }));
  return (
    <Card>
      <Text bold>{say('ballots.your_receipt')}</Text>
      <Text size="screen" bold>
        {words}
      </Text>
      {code ? (
        <Text selectable bold>
          {receiptCode(receipt)}
        </Text>
      ) : null}
      <Text>{say('ballots.kept_here')}</Text>
      <Row>
        <Button drawing="print" onPress={() => void copy()}>
          {say('ballots.copy')}
        </Button>
        <Button onPress={onChange}>{say('ballots.change')}</Button>
      </Row>
      <View>
        <TextLink onPress={() => setCode(!code)}>{say(code ? 'ballots.hide_code' : 'ballots.full_code')}</TextLink>
        {onTakeOut ? <TextLink onPress={() => setSure('out')}>{say('ballots.take_out')}</TextLink> : null}
        <TextLink onPress={() => setSure('forget')}>{say('ballots.forget')}</TextLink>
      </View>
      <Sheet open={sure === 'out'} onClose={() => setSure(undefined)} title={say('ballots.take_out_sure')}>
        <Text>{say('ballots.take_out_text')}</Text>
        <Button
          grow
          tone="stop"
          drawing="cross"
          onPress={() => {
            setSure(undefined);
            onTakeOut?.();
          }}
        >
          {say('ballots.take_out')}
        </Button>
      </Sheet>
      <Sheet open={sure === 'forget'} onClose={() => setSure(undefined)} title={say('ballots.forget')}>
        <Text>{say('ballots.forget_text')}</Text>
        <Button
          grow
          tone="stop"
          drawing="phone"
          onPress={() => {
            setSure(undefined);
            onForget();
          }}
        >
          {say('ballots.forget')}
        </Button>
      </Sheet>
    </Card>
  );
}
