import { Share } from 'react-native';

/** A phone lets the member choose where a copy goes. */
export async function saveCopy(_name: string, text: string): Promise<void> {
  await Share.share({ message: text });
}
