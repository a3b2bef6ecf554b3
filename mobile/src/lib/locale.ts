import { getLocales } from 'expo-localization';

/** The languages the phone is set to, best first, without region. */
export const deviceLanguages = (): string[] => getLocales().map((l) => l.languageCode ?? '');
