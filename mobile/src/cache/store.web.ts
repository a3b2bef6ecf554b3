import { createStore, clear as empty, get, set } from 'idb-keyval';

const reads = createStore('aftershift-reads', 'reads');
export const read = (): Promise<string | undefined> => get<string>('reads', reads);
export const write = (text: string): Promise<void> => set('reads', text, reads);
export const clear = (): Promise<void> => empty(reads);
