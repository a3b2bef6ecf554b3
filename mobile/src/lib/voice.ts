import * as Speech from 'expo-speech';

/** True when the phone can speak this language. */
export const hasVoice = async (lang: string): Promise<boolean> =>
  (await Speech.getAvailableVoicesAsync()).some((v) => v.language.toLowerCase().startsWith(lang));
export const speak = (text: string, lang: string, then: () => void): void =>
  Speech.speak(text, { language: lang, onDone: then, onStopped: then, onError: then });
export const hush = (): void => void Speech.stop();
/** What the screen shows, where the system can say it; a phone reads what the screen names. */
export const textOnScreen = (): string => '';
