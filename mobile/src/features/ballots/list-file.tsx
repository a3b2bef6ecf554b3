import { useState } from 'react';
import { Button, ErrorNote } from '@/design';
import { saveCopy } from '@/lib/save-copy';
import { useWords } from '@/words';
import { readListFile } from './queries';

/** On a phone the list is read with the member's token and given to whatever the member chooses. */
export function ListFile({ id }: { id: string }) {
  const { say } = useWords();
  const [error, setError] = useState<unknown>();
  const get = () =>
    readListFile(id).then(
      (text) => saveCopy('slips.pb', text),
      (e) => setError(e),
    );
  return (
    <>
      <Button onPress={() => void get()}>{say('ballots.download')}</Button>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
