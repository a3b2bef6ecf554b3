import type { Page } from './shapes';

/** A list that comes in pages or whole. */
export const listed = <T>(answer: Page<T> | T[]): T[] => (Array.isArray(answer) ? answer : answer.results);
