import type { PickedFile } from './pick-file';

/** Nothing is dragged onto a phone. */
export const canDrop = false;
export const useFileDrop = (_onFile: (file: PickedFile) => void): boolean => false;
