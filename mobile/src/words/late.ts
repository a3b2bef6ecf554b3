// On a phone's own app, and in tests, every word is there from the start.
import { lateEnglish } from './late-english';

export type LateFeature = keyof typeof lateEnglish;
export const lateWords = (): Record<string, Record<string, string>> => lateEnglish;
export const fetchLateWords = async (_: readonly LateFeature[]): Promise<void> => {};
