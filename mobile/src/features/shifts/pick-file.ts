import { getDocumentAsync } from 'expo-document-picker';

export interface PickedFile {
  name: string;
  /** What a form takes as a file: on a phone its address in the phone. */
  part: unknown;
}
/** One file from the phone; nothing when the chooser is closed. The server looks at what is in it, not at its ending. */
export async function pickFile(endings: readonly string[]): Promise<PickedFile | undefined> {
  // A phone knows kinds, not endings; it often takes a calendar or a sheet for plain text.
  const kinds = endings.filter((e) => e.includes('/'));
  const { assets } = await getDocumentAsync({ type: [...kinds, 'text/*', 'application/ics'] });
  const file = assets?.[0];
  return (
    file && {
      name: file.name,
      part: { uri: file.uri, name: file.name, type: file.mimeType ?? kinds[0] ?? 'text/plain' },
    }
  );
}
