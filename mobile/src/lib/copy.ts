import { Share } from 'react-native';

/** A phone without a clipboard module: the share sheet has Copy in it. True when it was handed over. */
export const copy = async (text: string): Promise<boolean> => {
  const { action } = await Share.share({ message: text });
  return action !== Share.dismissedAction;
};
