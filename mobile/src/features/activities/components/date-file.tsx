import { useState } from 'react';
import { Platform, Share } from 'react-native';
import { ErrorNote, TextLink } from '@/design';
import { useWords } from '@/words';
import { readDateFile } from '../queries';

/** The share sheet of an iPhone takes a file as data. Android's takes only text: there the address is the way. */
export function DateFile({ id }: { id: string }) {
  const { say } = useWords();
  const [error, setError] = useState<unknown>();
  if (Platform.OS !== 'ios') return null;
  const share = async () => {
    const bytes = new TextEncoder().encode(await readDateFile(id));
    await Share.share({ url: `data:text/calendar;base64,${btoa(String.fromCharCode(...bytes))}` });
  };
  return (
    <>
      <TextLink onPress={() => void share().catch(setError)}>{say('activities.date_file')}</TextLink>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
