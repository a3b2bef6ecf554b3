import { useState } from 'react';
import { Linking, Platform, Share } from 'react-native';
import { ErrorNote, TextLink } from '@/design';
import { useWords } from '@/words';
import { openDateFile, readDateFile } from '../queries';

const share = async (id: string) => {
  const bytes = new TextEncoder().encode(await readDateFile(id));
  await Share.share({ url: `data:text/calendar;base64,${btoa(String.fromCharCode(...bytes))}` });
};

/**
 * The share sheet of an iPhone takes a file as data. Android's takes only text, so there the file's open address is
 * opened, and Android asks which calendar takes it; a date for just us has no such address.
 */
export function DateFile({ id, isOpen }: { id: string; isOpen: boolean }) {
  const { say } = useWords();
  const [error, setError] = useState<unknown>();
  const onIphone = Platform.OS === 'ios';
  if (!onIphone && !isOpen) return null;
  const add = () => (onIphone ? share(id) : Linking.openURL(openDateFile(id)));
  return (
    <>
      <TextLink onPress={() => void add().catch(setError)}>{say('activities.date_file')}</TextLink>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
