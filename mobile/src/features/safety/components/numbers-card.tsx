import { useState } from 'react';
import { Linking } from 'react-native';
import { Button, Card, Note, OutboxLine, Part, Text } from '@/design';
import { useWords } from '@/words';
import { callWords } from '../call';
import { useNumbers } from '../out-queries';

/** Lead and second: whom to phone for whom. One is shown at a time, and its owner is told. */
export function NumbersCard({ id, isOut }: { id: string; isOut: boolean }) {
  const { say } = useWords();
  const { kept, read, latest, looked } = useNumbers(id, isOut);
  const [shown, setShown] = useState<string>();
  const goes = kept && new Date(kept.goes).toTimeString().slice(0, 5);
  return (
    <Card>
      <Part>{say('out.numbers')}</Part>
      {kept ? (
        <>
          <Note tone="sand">
            {`${say('out.numbers_kept', { time: goes ?? '' })} ${kept.results.length ? say('out.numbers_told') : ''}`}
          </Note>
          {kept.results.length ? null : <Text>{say('out.numbers_none')}</Text>}
          {kept.results.map((one) =>
            shown === one.member_id ? (
              <Button
                key={one.member_id}
                drawing="phone"
                grow
                onPress={() => void Linking.openURL(`tel:${one.number.replace(/[^+0-9]/g, '')}`)}
              >
                {callWords(say, one.name, one.number)}
              </Button>
            ) : (
              <Button
                key={one.member_id}
                grow
                onPress={() => {
                  setShown(one.member_id);
                  void looked(one.member_id);
                }}
              >
                {say('out.numbers_look', { name: one.name })}
              </Button>
            ),
          )}
          <OutboxLine row={latest} />
        </>
      ) : (
        <Text>
          {read
            ? read.is_open || read.given
              ? say('out.numbers_before', { time: read.opens.time })
              : say('out.numbers_none')
            : say('out.numbers_signal')}
        </Text>
      )}
    </Card>
  );
}
