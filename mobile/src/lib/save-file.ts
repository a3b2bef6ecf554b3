import { Share } from 'react-native';

/** Hand a text to the phone's own sharing. */
export const saveFile = async (name: string, text: string): Promise<void> => {
  await Share.share({ title: name, message: text });
};
